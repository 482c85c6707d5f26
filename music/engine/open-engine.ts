import { AudioFigures, PartName, type Recipe, Score } from '@fermata/contracts';
import { z } from 'zod';
import type { Tags } from '../encode/tag-flac.ts';
import { SketchFigures } from '../measure/sketch-figures.ts';
import { type CallOptions, EnginePool } from './engine-pool.ts';
import { fileSha256 } from './file-sha256.ts';
import type { StemFile } from './program/protocol.ts';

const Bytes = z.instanceof(Uint8Array);
const Composed = z.object({ score: Score, midi: Bytes });
const Sketched = z.object({ bytes: Bytes, mediaType: z.string(), figures: SketchFigures });
const Stem = z.object({ part: PartName, flac: Bytes, figures: AudioFigures });
const Mixed = z.object({ flac: Bytes, figures: AudioFigures, stemSumDeviationDbfs: z.number() });
const Mastered = z.object({ flac: Bytes, figures: AudioFigures });
const Delivered = z.object({ flac: Bytes, mp3: Bytes, peaks: Bytes });

export type ComposedPiece = z.infer<typeof Composed>;
export type Sketch = z.infer<typeof Sketched>;
export type RenderedStem = z.infer<typeof Stem>;
export type Mix = z.infer<typeof Mixed>;
export type Master = z.infer<typeof Mastered>;
export type Delivery = z.infer<typeof Delivered>;

/** One engine build at work. Files in, files out; nothing is remembered between calls. */
export interface Engine {
  readonly sha256: string;
  compose(recipe: Recipe, options?: CallOptions): Promise<ComposedPiece>;
  /** Eight seconds to judge a candidate by, as WAV. */
  sketch(recipe: Recipe, score: Score, options?: CallOptions): Promise<Sketch>;
  /** Every part of the score, as many at once as there are threads. */
  stems(recipe: Recipe, score: Score, options?: CallOptions): Promise<RenderedStem[]>;
  /** `stemSumDeviationDbfs`: the largest difference between the mix and the sum of its stems, −200 where there is none. */
  mix(stems: readonly StemFile[], options?: CallOptions): Promise<Mix>;
  master(recipe: Recipe, mixFlac: Uint8Array, options?: CallOptions): Promise<Master>;
  /** The master as tagged FLAC and MP3, and its waveform as JSON. */
  deliver(masterFlac: Uint8Array, tags: Tags, options?: CallOptions): Promise<Delivery>;
  close(): Promise<void>;
}

/** Opens an engine build in worker threads. Throws where the bytes are not the build that `sha256` names. */
export async function openEngine(given: { bytes: Uint8Array; sha256: string; threads: number }): Promise<Engine> {
  const found = fileSha256(given.bytes);
  if (found !== given.sha256) throw new Error(`these bytes are the engine ${found}, not ${given.sha256}`);
  if (!Number.isInteger(given.threads) || given.threads < 1 || given.threads > 64) throw new RangeError(`an engine runs in 1 to 64 threads, not ${given.threads}`);
  const pool = new EnginePool(new TextDecoder().decode(given.bytes), given.threads);
  return {
    sha256: given.sha256,
    compose: async (recipe, options = {}) => Composed.parse(await pool.run('compose', { recipe }, options)),
    sketch: async (recipe, score, options = {}) => Sketched.parse(await pool.run('sketch', { recipe, score }, options)),
    stems: (recipe, score, options = {}) => renderStems(pool, recipe, score, options),
    mix: async (stems, options = {}) => Mixed.parse(await pool.run('mix', { stems: stems.map(({ part, flac }) => ({ part, flac })) }, options)),
    master: async (recipe, mixFlac, options = {}) => Mastered.parse(await pool.run('master', { recipe, mix: mixFlac }, options)),
    deliver: async (masterFlac, tags, options = {}) => Delivered.parse(await pool.run('deliver', { master: masterFlac, tags }, options)),
    close: () => pool.close(),
  };
}

async function renderStems(pool: EnginePool, recipe: Recipe, score: Score, options: CallOptions): Promise<RenderedStem[]> {
  const shares = score.parts.map(() => 0);
  // When one part fails, the others need not go on.
  const failure = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failure.signal]) : failure.signal;
  const jobs = score.parts.map(async ({ name }, i) => {
    const onProgress = (fraction: number, what: string): void => {
      shares[i] = fraction;
      options.onProgress?.(shares.reduce((sum, share) => sum + share, 0) / shares.length, what);
    };
    const stem = Stem.parse(await pool.run('stem', { recipe, score, part: name }, { ...options, signal, onProgress }));
    onProgress(1, `rendered ${name}`);
    return stem;
  });
  try {
    return await Promise.all(jobs);
  } catch (error) {
    failure.abort(error);
    await Promise.allSettled(jobs);
    throw error;
  }
}
