import { createHash } from 'node:crypto';
import {
  canonicalJson,
  type PartName,
  type PreviewPart,
  type Recipe,
  type Score,
} from '@fermata/contracts';
import { type Engine, PREVIEW_RATE, type RenderedPreviewStem, stemInputsOf } from '@fermata/music';
import { ByteLru } from './byte-lru.ts';
import type { StepTimes } from './step-times.ts';
import { whileWanted } from './while-wanted.ts';

/** A step that nobody wants any more may end within this time, so that its thread stays warm and its result is kept. */
const GRACE_MS = 1000;
const UNKNOWN_MS = 80;
/** The priority of what waits for all other work. */
export const BACKGROUND = Number.MAX_SAFE_INTEGER;

interface Rendering {
  readonly made: Promise<{ stem: RenderedPreviewStem; milliseconds: number }>;
  readonly estimate: number;
  readonly priority: number;
  readonly stop: AbortController;
  wanted: number;
}
export interface StudioPart {
  readonly stem: RenderedPreviewStem;
  readonly part: PreviewPart;
}

/** Renders parts of previews: each once for all who want it at the same time, and from memory where it was rendered before. */
export class PartStudio {
  readonly #engine: Engine;
  readonly #times: StepTimes;
  readonly #kept: ByteLru<RenderedPreviewStem>;
  readonly #rendering = new Map<string, Rendering>();
  rendered = 0;
  reused = 0;

  constructor(engine: Engine, times: StepTimes, cacheBytes: number) {
    this.#engine = engine;
    this.#times = times;
    this.#kept = new ByteLru(cacheBytes);
  }

  get cacheBytes(): number {
    return this.#kept.bytes;
  }

  /** Milliseconds of a thread that are outstanding; what waits in the background is ahead of nobody. */
  get ahead(): number {
    return [...this.#rendering.values()].reduce(
      (sum, { estimate, priority }) => sum + (priority === BACKGROUND ? 0 : estimate),
      0,
    );
  }

  /** What stands for the sound of one part: equal where the samples are. */
  keyOf(recipe: Recipe, excerpt: Score, part: PartName): string {
    return createHash('sha256')
      .update(canonicalJson(stemInputsOf(recipe, excerpt, part, PREVIEW_RATE)))
      .digest('hex');
  }

  isAtHand(key: string): boolean {
    return this.#kept.has(key) || this.#rendering.has(key);
  }

  estimate(style: string, part: PartName): number {
    return this.#times.estimate([`${style}/${part}`, part, 'part'], UNKNOWN_MS);
  }

  async part(
    recipe: Recipe,
    excerpt: Score,
    part: PartName,
    { key, priority, signal }: { key: string; priority: number; signal: AbortSignal },
  ): Promise<StudioPart> {
    const kept = this.#kept.get(key);
    if (kept) {
      this.reused += 1;
      return { stem: kept, part: { part, made: 'cached', milliseconds: 0 } };
    }
    const joined = this.#rendering.get(key);
    const rendering = joined ?? this.#begin(recipe, excerpt, part, key, priority);
    rendering.wanted += 1;
    const forsaken = rendering.stop.signal.aborted;
    try {
      const { stem, milliseconds } = await whileWanted(rendering.made, signal);
      return {
        stem,
        part: {
          part,
          made: joined ? 'cached' : 'rendered',
          milliseconds: joined ? 0 : milliseconds,
        },
      };
    } catch (error) {
      if (!forsaken || signal.aborted) throw error;
    } finally {
      rendering.wanted -= 1;
      if (rendering.wanted === 0)
        rendering.stop.abort(new Error(`nobody wants this ${part} any more`));
    }
    // Those before had left it, and it was stopped before it could end in its time of grace.
    return this.part(recipe, excerpt, part, { key, priority, signal });
  }

  #begin(recipe: Recipe, excerpt: Score, part: PartName, key: string, priority: number): Rendering {
    const { style } = excerpt;
    const stop = new AbortController();
    let began = performance.now();
    const render = async (): Promise<{ stem: RenderedPreviewStem; milliseconds: number }> => {
      try {
        const stem = await this.#engine.previewStem(recipe, excerpt, part, {
          signal: stop.signal,
          graceMs: GRACE_MS,
          priority,
          onStarted: () => (began = performance.now()),
        });
        const milliseconds = performance.now() - began;
        for (const name of [`${style}/${part}`, part, 'part'])
          this.#times.learn(name, milliseconds);
        this.rendered += 1;
        this.#kept.set(key, stem, stem.samples.byteLength);
        return { stem, milliseconds };
      } finally {
        this.#rendering.delete(key);
      }
    };
    const rendering: Rendering = {
      made: render(),
      estimate: this.estimate(style, part),
      priority,
      stop,
      wanted: 0,
    };
    rendering.made.catch(() => undefined);
    this.#rendering.set(key, rendering);
    return rendering;
  }
}
