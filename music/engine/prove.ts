import type { Recipe, Score } from '@fermata/contracts/values';
import type { Tags } from '../encode/tags.ts';
import { deliveryOptionsOf } from './delivery-of.ts';
import type { CallOptions } from './engine-pool.ts';
import { fileSha256 } from './file-sha256.ts';
import { type ComposedPiece, type Engine, type MakeOptions, openEngine } from './open-engine.ts';
import type { Materials } from './program/protocol.ts';
import { scoreBytes } from './score-bytes.ts';
import { scaleProgress } from './share-of-progress.ts';

/** `name`: score, midi, part-midi/<part>, sketch, stem/<part>, mix, master, delivery-flac, delivery-mp3, delivery-wav or peaks. */
export interface ExpectedArtefact {
  readonly name: string;
  readonly sha256: string;
}
/** `got` is null where the engine makes no artefact of that name. */
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
 * How sure a proof is. reproduced: the recipe alone gives every byte again. re-rendered: the recorded score does, which the engine itself cannot compose (a model
 * did). attested: nothing here can make it again; its recorded hash stands. differs: it was made again and is another.
 */
export type ProofLevel = 'reproduced' | 're-rendered' | 'attested' | 'differs';

/** The level of a whole: one that differs spoils it; else what was heard says more than what was only written down. */
export function proofLevel(levels: readonly ProofLevel[]): ProofLevel {
  if (levels.length === 0 || levels.includes('differs')) return 'differs';
  if (levels.includes('re-rendered')) return 're-rendered';
  return levels.includes('attested') ? 'attested' : 'reproduced';
}

export interface ProveRequest extends CallOptions {
  readonly recipe: Recipe;
  /** What the delivered files were tagged with. */
  readonly metadata: Tags;
  /** The build that the recipe names, as it was stored. */
  readonly engineBytes: Uint8Array;
  readonly expected: readonly ExpectedArtefact[];
  readonly threads?: number;
  /** The bytes that the recipe names (motif, recording, SoundFont), by sha256. */
  readonly materials?: Materials;
  /** The score as it was recorded, for a recipe whose composer is no part of the engine. */
  readonly recordedScore?: Score;
}

/** Makes every artefact of a recipe again, with the engine that made it, and compares. Throws where the bytes are not that engine. */
export async function prove(request: ProveRequest): Promise<Proof> {
  const { composed, made } = await remakeArtefacts(request);
  const artefacts = request.expected.map(({ name, sha256 }): ProvedArtefact => {
    const got = made.get(name) ?? null;
    const same = got === sha256;
    // Of a recorded score only its hash was compared, and what an engine alone could have composed with it was not made.
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

/** Name → sha256 of everything that a recipe makes. */
export async function makeArtefacts(
  request: Omit<ProveRequest, 'expected'>,
): Promise<Map<string, string>> {
  return (await remakeArtefacts(request)).made;
}

/** `composed`: from the recipe alone; false from the recorded score. */
async function remakeArtefacts(
  request: Omit<ProveRequest, 'expected'>,
): Promise<{ composed: boolean; made: Map<string, string> }> {
  const { recipe, metadata, engineBytes, materials, signal, onProgress } = request;
  const engine = await openEngine({
    bytes: engineBytes,
    sha256: recipe.engine.sha256,
    threads: request.threads ?? 2,
  });
  const made = new Map<string, string>();
  const record = (name: string, bytes: Uint8Array): void => void made.set(name, fileSha256(bytes));
  const options: MakeOptions = {
    ...(materials ? { materials } : {}),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  };
  const share = (from: number, to: number): MakeOptions => scaleProgress(options, from, to);
  try {
    const piece = await recompose(engine, request, share(0, 0.01));
    const { score } = piece;
    record('score', scoreBytes(score));
    const { midi, parts = [] } = 'midi' in piece ? piece : { midi: undefined };
    if (midi) record('midi', midi);
    for (const { part, midi: own } of parts) record(`part-midi/${part}`, own);
    record('sketch', (await engine.sketch(recipe, score, share(0.01, 0.06))).bytes);
    const stems = await engine.stems(recipe, score, share(0.06, 0.6));
    for (const stem of stems) record(`stem/${stem.part}`, stem.flac);
    const mix = await engine.mix(stems, share(0.6, 0.7));
    record('mix', mix.flac);
    const master = await engine.master(recipe, mix.flac, share(0.7, 0.85));
    record('master', master.flac);
    const delivery = await engine.deliver(master.flac, metadata, {
      ...share(0.85, 1),
      ...deliveryOptionsOf(recipe),
    });
    record('delivery-flac', delivery.flac);
    record('delivery-mp3', delivery.mp3);
    if (delivery.wav) record('delivery-wav', delivery.wav);
    record('peaks', delivery.peaks);
    return { composed: midi !== undefined, made };
  } finally {
    await engine.close();
  }
}

/** Composed, or where the composer is no part of the engine the score as it was recorded. Any other failure is one: a recorded score hides neither a missing material nor a bug. */
async function recompose(
  engine: Engine,
  { recipe, recordedScore }: Omit<ProveRequest, 'expected'>,
  options: MakeOptions,
): Promise<ComposedPiece | { score: Score }> {
  return recordedScore && recipe.model.sha256 !== recipe.engine.sha256
    ? { score: recordedScore }
    : engine.compose(recipe, options);
}
