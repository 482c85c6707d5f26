import type { FileTags, MaterialBytes, Recipe, Score } from '@fermata/contracts/values';
import type { CallOptions } from '../engine/engine-pool.ts';
import { fileSha256 } from '../engine/file-sha256.ts';
import {
  type ComposedPiece,
  type Engine,
  type MakeOptions,
  openEngine,
} from '../engine/open-engine.ts';
import { scaleProgress } from '../engine/scale-progress.ts';
import { scoreBytes } from '../engine/score-bytes.ts';
import type { TrustedEngine } from '../engine/trusted-engine.ts';
import { type CoverOption, engineSteps } from './engine-steps.ts';
import { walkProductionLine } from './production-line.ts';

/**
 * `name`: score, midi, part-midi/<part>, sketch, stem/<part>, mix, master, delivery-flac,
 * delivery-mp3, delivery-wav, cover or peaks.
 */
export interface ExpectedArtefact {
  readonly name: string;
  readonly sha256: string;
}
/** `got` is null if the engine makes no artefact of that name. */
export interface ProvedArtefact {
  readonly name: string;
  readonly expected: string;
  readonly got: string | null;
  readonly same: boolean;
  readonly level: ProofLevel;
}
export interface Proof {
  readonly reproduced: boolean;
  readonly level: ProofLevel;
  readonly artefacts: readonly ProvedArtefact[];
}

/**
 * How certain a proof is.
 * - reproduced: the recipe alone gives every byte again
 * - re-rendered: the recorded score does, because a model outside the engine composed it
 * - attested: it cannot be made again here; only its recorded hash is known
 * - differs: it was made again, with other bytes
 */
export type ProofLevel = 'reproduced' | 're-rendered' | 'attested' | 'differs';

/** The level of several artefacts together: the weakest, where audio counts more than attested files. */
export function proofLevel(levels: readonly ProofLevel[]): ProofLevel {
  if (levels.length === 0 || levels.includes('differs')) return 'differs';
  if (levels.includes('re-rendered')) return 're-rendered';
  return levels.includes('attested') ? 'attested' : 'reproduced';
}

export interface ProveRequest extends CallOptions {
  readonly recipe: Recipe;
  /** The tags of the delivered files. */
  readonly metadata: FileTags;
  /** The cover of the version, which its files have, too: a given one, or whether it is drawn (default: none). */
  readonly cover?: CoverOption;
  /** The stored build that the recipe names. */
  readonly engine: TrustedEngine;
  readonly expected: readonly ExpectedArtefact[];
  readonly processes?: number;
  /** The bytes that the recipe names (motif, audio loop, SoundFont), by sha256. */
  readonly materials?: MaterialBytes;
  /** The recorded score, for a recipe whose generator is not part of the engine. */
  readonly recordedScore?: Score;
  /** The generator that the recipe names; without it, the engine's own composer. */
  readonly composerOf?: (engine: Engine, recipe: Recipe) => Pick<Engine, 'compose'>;
}

/**
 * Makes every artefact of a recipe again, with the engine that the recipe names, and compares.
 * Throws if `engine` is another one.
 */
export async function prove(request: ProveRequest): Promise<Proof> {
  const { composed, made } = await remakeArtefacts(request);
  const artefacts = request.expected.map(({ name, sha256 }): ProvedArtefact => {
    const got = made.get(name) ?? null;
    const same = got === sha256;
    // With a recorded score, only its hash is compared and no MIDI is written.
    const isAttested =
      !composed &&
      (same
        ? name === 'score'
        : got === null && (name === 'midi' || name.startsWith('part-midi/')));
    return {
      name,
      expected: sha256,
      got,
      same,
      level: isAttested ? 'attested' : !same ? 'differs' : composed ? 'reproduced' : 're-rendered',
    };
  });
  const level = proofLevel(artefacts.map((artefact) => artefact.level));
  return { reproduced: level === 'reproduced', level, artefacts };
}

/** The sha256 of every artefact of a recipe, by name. */
export async function makeArtefacts(
  request: Omit<ProveRequest, 'expected'>,
): Promise<Map<string, string>> {
  return (await remakeArtefacts(request)).made;
}

/** `composed`: true if the score came from the recipe alone, false if it is the recorded one. */
async function remakeArtefacts(
  request: Omit<ProveRequest, 'expected'>,
): Promise<{ composed: boolean; made: Map<string, string> }> {
  const { recipe, metadata, cover = 'none', materials, signal, onProgress } = request;
  if (request.engine.sha256 !== recipe.engine.sha256)
    throw new Error(`this is the engine ${request.engine.sha256}, not ${recipe.engine.sha256}`);
  const engine = await openEngine({ engine: request.engine, processes: request.processes ?? 2 });
  const made = new Map<string, string>();
  const record = (name: string, bytes: Uint8Array): void => void made.set(name, fileSha256(bytes));
  const options: MakeOptions = {
    ...(materials ? { materials } : {}),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  };
  try {
    const line = await walkProductionLine(
      {
        ...engineSteps(engine, recipe, metadata, { cover }),
        compose: async (progress: MakeOptions) => {
          const piece = await recompose(engine, request, scaleProgress(progress, 0, 0.2));
          const sketch = await engine.sketch(recipe, piece.score, scaleProgress(progress, 0.2, 1));
          return { ...piece, sketch: sketch.bytes };
        },
      },
      options,
    );
    const { score, sketch, midi, parts = [] } = line.composed;
    record('score', scoreBytes(score));
    if (midi) record('midi', midi);
    for (const { part, midi: bytes } of parts) record(`part-midi/${part}`, bytes);
    record('sketch', sketch);
    for (const { part, flac } of line.stems) record(`stem/${part}`, flac);
    record('mix', line.mix.flac);
    record('master', line.master.flac);
    record('delivery-flac', line.files.flac);
    record('delivery-mp3', line.files.mp3);
    if (line.files.wav) record('delivery-wav', line.files.wav);
    const image = typeof cover === 'object' ? cover.image : line.files.cover;
    if (image) record('cover', image);
    record('peaks', line.files.peaks);
    return { composed: midi !== undefined, made };
  } finally {
    await engine.close();
  }
}

/**
 * Composes the score again, with the generator that the recipe names. A recorded score is used only
 * if that generator cannot be run here; it never hides a missing material or a failing composer.
 */
async function recompose(
  engine: Engine,
  { recipe, recordedScore, composerOf = (opened) => opened }: Omit<ProveRequest, 'expected'>,
  options: MakeOptions,
): Promise<Pick<ComposedPiece, 'score'> & Partial<ComposedPiece>> {
  return recordedScore && recipe.model.sha256 !== recipe.engine.sha256
    ? { score: recordedScore }
    : composerOf(engine, recipe).compose(recipe, options);
}
