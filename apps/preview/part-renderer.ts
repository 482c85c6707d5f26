import { createHash } from 'node:crypto';
import type { LRUCache } from 'lru-cache';
import {
  canonicalJson,
  type PartName,
  type PreviewPart,
  type Recipe,
  type Score,
} from '@fermata/contracts/values';
import { type Engine, PREVIEW_RATE, type RenderedPreviewStem, stemInputsOf } from '@fermata/music';
import { abortable } from './abortable.ts';
import { byteCache } from './byte-cache.ts';
import type { StepTimes } from './step-times.ts';

/** An aborted step may end within this time, so that its process stays warm and its result is cached. */
const GRACE_MS = 1000;
const DEFAULT_ESTIMATE_MS = 80;
/** The priority of background work. */
export const BACKGROUND_PRIORITY = Number.MAX_SAFE_INTEGER;

interface Rendering {
  readonly made: Promise<{ stem: RenderedPreviewStem; milliseconds: number }>;
  readonly estimate: number;
  readonly priority: number;
  readonly stop: AbortController;
  waiters: number;
}
export interface RenderedPart {
  readonly stem: RenderedPreviewStem;
  readonly part: PreviewPart;
}

/** Renders parts of previews: once for concurrent requests, and from the cache if possible. */
export class PartRenderer {
  readonly #engine: Engine;
  readonly #times: StepTimes;
  readonly #cache: LRUCache<string, RenderedPreviewStem>;
  readonly #rendering = new Map<string, Rendering>();
  rendered = 0;
  reused = 0;

  constructor(engine: Engine, times: StepTimes, cacheBytes: number) {
    this.#engine = engine;
    this.#times = times;
    this.#cache = byteCache(cacheBytes, ({ samples }) => samples.byteLength);
  }

  get cacheBytes(): number {
    return this.#cache.calculatedSize;
  }

  /** Outstanding milliseconds of a process, without background work. */
  get outstandingMs(): number {
    return [...this.#rendering.values()].reduce(
      (sum, { estimate, priority }) => sum + (priority === BACKGROUND_PRIORITY ? 0 : estimate),
      0,
    );
  }

  /** The cache key of a part: equal for equal samples. */
  keyOf(recipe: Recipe, excerpt: Score, part: PartName): string {
    return createHash('sha256')
      .update(canonicalJson(stemInputsOf(recipe, excerpt, part, PREVIEW_RATE)))
      .digest('hex');
  }

  isAvailable(key: string): boolean {
    return this.#cache.has(key) || this.#rendering.has(key);
  }

  estimate(style: string, part: PartName): number {
    return this.#times.estimate([`${style}/${part}`, part, 'part'], DEFAULT_ESTIMATE_MS);
  }

  async renderPart(
    recipe: Recipe,
    excerpt: Score,
    part: PartName,
    { key, priority, signal }: { key: string; priority: number; signal: AbortSignal },
  ): Promise<RenderedPart> {
    const cached = this.#cache.get(key);
    if (cached) {
      this.reused += 1;
      return { stem: cached, part: { part, made: 'cached', milliseconds: 0 } };
    }
    const existing = this.#rendering.get(key);
    const rendering = existing ?? this.#begin(recipe, excerpt, part, key, priority);
    rendering.waiters += 1;
    const wasAborted = rendering.stop.signal.aborted;
    try {
      const { stem, milliseconds } = await abortable(rendering.made, signal);
      return {
        stem,
        part: {
          part,
          made: existing ? 'cached' : 'rendered',
          milliseconds: existing ? 0 : milliseconds,
        },
      };
    } catch (error) {
      if (!wasAborted || signal.aborted) throw error;
    } finally {
      rendering.waiters -= 1;
      if (rendering.waiters === 0)
        rendering.stop.abort(new Error(`all requests for this ${part} were aborted`));
    }
    // All earlier requests were aborted, and it was stopped after the grace period.
    return this.renderPart(recipe, excerpt, part, { key, priority, signal });
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
        this.#cache.set(key, stem);
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
      waiters: 0,
    };
    rendering.made.catch(() => undefined);
    this.#rendering.set(key, rendering);
    return rendering;
  }
}
