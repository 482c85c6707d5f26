import { z } from 'zod';
import {
  AudioFigures,
  AudioReport,
  type FileTags,
  type MaterialBytes,
  PartName,
  type Recipe,
  Score,
  SketchFigures,
} from '@fermata/contracts/values';
import { PREVIEW_RATE } from '../preview/preview-rate.ts';
import type { PlayedNote } from '../render/play-note.ts';
import type { Patch } from '../styles/style-sound.ts';
import { type CallOptions, EnginePool } from './engine-pool.ts';
import { mapParts } from './map-parts.ts';
import type {
  CoverSource,
  DeliveryFormat,
  PreviewStem,
  StemFile,
  Steps,
} from './program/protocol.ts';
import { materialsOf, stemInputsOf } from './stem-inputs.ts';
import type { TrustedEngine } from './trusted-engine.ts';

const Bytes = z.instanceof(Uint8Array);
/** Engines that are kept to prove their recipes may return no report. */
const Measured = { figures: AudioFigures, report: AudioReport.optional() };
/** `parts`: the MIDI file of each part; engines of `fermata.recipe/1` return none. */
const Composed = z.object({
  score: Score,
  midi: Bytes,
  parts: z.array(z.object({ part: PartName, midi: Bytes })).default([]),
});
const Sketched = z.object({ bytes: Bytes, mediaType: z.string(), figures: SketchFigures });
const Previewed = z.object({
  part: PartName,
  samples: z.instanceof(Float32Array),
  sampleRate: z.number(),
});
const PreviewMixed = z.object({
  wav: Bytes,
  figures: z.object({
    durationSeconds: z.number(),
    integratedLufs: z.number(),
    peakDbfs: z.number(),
  }),
});
const Stem = z.object({ part: PartName, flac: Bytes, ...Measured });
const Mixed = z.object({ flac: Bytes, ...Measured, stemSumDeviationDbfs: z.number() });
const Mastered = z.object({ flac: Bytes, ...Measured });
const Floats = z.instanceof(Float32Array);
const Played = z.object({ left: Floats, right: Floats });
const Delivered = z.object({
  flac: Bytes,
  mp3: Bytes,
  peaks: Bytes,
  wav: Bytes.optional(),
  cover: Bytes.optional(),
  mp3TruePeakDbtp: z.number().optional(),
});

export type ComposedPiece = z.infer<typeof Composed>;
export type Sketch = z.infer<typeof Sketched>;
export type RenderedPreviewStem = z.infer<typeof Previewed>;
export type PreviewMix = z.infer<typeof PreviewMixed>;
export type RenderedStem = z.infer<typeof Stem>;
export type Mix = z.infer<typeof Mixed>;
export type Master = z.infer<typeof Mastered>;
export type Delivery = z.infer<typeof Delivered>;

/**
 * `materials`: the bytes that a recipe names (motif, audio loop, SoundFont), by sha256. The caller has
 * verified each digest.
 */
export interface MakeOptions extends CallOptions {
  readonly materials?: MaterialBytes;
}

/** `ceilingDbtp`: the recipe's; a proof uses the same. `cover`: a given one, or what to draw it from. */
export interface DeliverOptions extends CallOptions {
  readonly ceilingDbtp?: number;
  readonly formats?: readonly DeliveryFormat[];
  readonly cover?: CoverSource;
}

/** One open engine build. Files in, files out; calls share no state. */
export interface Engine {
  readonly sha256: string;
  compose(recipe: Recipe, options?: MakeOptions): Promise<ComposedPiece>;
  /** Eight seconds of a candidate, as WAV. */
  sketch(recipe: Recipe, score: Score, options?: MakeOptions): Promise<Sketch>;
  /** One part. The engine gets only what `stemInputsOf` names. */
  stem(recipe: Recipe, score: Score, part: PartName, options?: MakeOptions): Promise<RenderedStem>;
  /** One part of an excerpt at 24 kHz, as samples. */
  previewStem(
    recipe: Recipe,
    excerpt: Score,
    part: PartName,
    options?: MakeOptions,
  ): Promise<RenderedPreviewStem>;
  /** The parts of a preview, mixed to listening level, as a 16-bit WAV. */
  previewMix(
    stems: readonly PreviewStem[],
    sampleRate: number,
    options?: CallOptions & { readonly fadeSeconds?: number },
  ): Promise<PreviewMix>;
  /**
   * Starts every process, replaces lost ones from now on, and makes these previews in each of them,
   * behind all other work, so that later calls find warm code.
   */
  warmUp(
    previews: readonly { recipe: Recipe; excerpt: Score }[],
    options?: CallOptions,
  ): Promise<void>;
  /** Every part of the score, one per process at a time. */
  stems(recipe: Recipe, score: Score, options?: MakeOptions): Promise<RenderedStem[]>;
  /**
   * `stemSumDeviationDbfs`: the largest difference between the mix and the sum of its stems; −200 if
   * they are equal.
   */
  mix(stems: readonly StemFile[], options?: CallOptions): Promise<Mix>;
  master(recipe: Recipe, mixFlac: Uint8Array, options?: CallOptions): Promise<Master>;
  /**
   * The master as tagged FLAC and MP3 (320 kbit/s), its waveform as JSON, and a tagged WAV if
   * `formats` names it. With `ceilingDbtp`, the decoded MP3's true peak stays below it and is
   * returned as `mp3TruePeakDbtp`. With `cover`, the files have a picture; one that is
   * drawn is returned. Engines of earlier recipes return no WAV and no cover.
   */
  deliver(masterFlac: Uint8Array, tags: FileTags, options?: DeliverOptions): Promise<Delivery>;
  /** One note of a patch, without bus and mood, until it has decayed: two channels of samples. */
  playNote(
    patch: Patch,
    note: PlayedNote,
    sampleRate: number,
    options?: CallOptions,
  ): Promise<z.infer<typeof Played>>;
  close(): Promise<void>;
}

/**
 * Opens an engine build, which runs in `processes` processes. They can neither read files nor open
 * sockets.
 */
export async function openEngine({
  engine,
  processes,
}: {
  engine: TrustedEngine;
  processes: number;
}): Promise<Engine> {
  if (!Number.isInteger(processes) || processes < 1 || processes > 64)
    throw new RangeError(`an engine runs in 1 to 64 processes, not ${processes}`);
  const pool = new EnginePool(new TextDecoder().decode(engine.bytes), processes);
  return {
    sha256: engine.sha256,
    compose: async (recipe, { materials, ...options } = {}) =>
      Composed.parse(await pool.run('compose', { recipe, ...materialsInput(materials) }, options)),
    sketch: async (recipe, score, { materials, ...options } = {}) =>
      Sketched.parse(
        await pool.run('sketch', { recipe, score, ...materialsInput(materials) }, options),
      ),
    stem: (recipe, score, part, options = {}) => renderStem(pool, recipe, score, part, options),
    previewStem: async (recipe, excerpt, part, { materials, ...options } = {}) =>
      Previewed.parse(
        await pool.run('previewStem', previewStemInput(recipe, excerpt, part, materials), options),
      ),
    previewMix: async (stems, sampleRate, { fadeSeconds = 0, ...options } = {}) =>
      PreviewMixed.parse(
        await pool.run(
          'previewMix',
          { stems: stems.map(({ part, samples }) => ({ part, samples })), sampleRate, fadeSeconds },
          options,
        ),
      ),
    warmUp: (previews, options = {}) =>
      pool.warmUp(
        previews.flatMap(({ recipe, excerpt }) => [
          { step: 'compose' as const, input: { recipe } },
          ...excerpt.parts.map(({ name }) => ({
            step: 'previewStem' as const,
            input: previewStemInput(recipe, excerpt, name),
          })),
        ]),
        options,
      ),
    stems: (recipe, score, options = {}) =>
      mapParts(
        score.parts.map(({ name }) => name),
        options,
        (part, followed) => renderStem(pool, recipe, score, part, { ...options, ...followed }),
      ),
    mix: async (stems, options = {}) =>
      Mixed.parse(
        await pool.run('mix', { stems: stems.map(({ part, flac }) => ({ part, flac })) }, options),
      ),
    master: async (recipe, mixFlac, options = {}) =>
      Mastered.parse(await pool.run('master', { recipe, mix: mixFlac }, options)),
    deliver: async (masterFlac, tags, { ceilingDbtp, formats, cover, ...options } = {}) =>
      Delivered.parse(
        await pool.run(
          'deliver',
          {
            master: masterFlac,
            tags,
            ...(ceilingDbtp === undefined ? {} : { ceilingDbtp }),
            ...(formats ? { formats } : {}),
            ...(cover ? { cover } : {}),
          },
          options,
        ),
      ),
    playNote: async (patch, note, sampleRate, options = {}) =>
      Played.parse(await pool.run('playNote', { patch, note, sampleRate }, options)),
    close: () => pool.close(),
  };
}

const materialsInput = (materials: MaterialBytes | undefined): { materials?: MaterialBytes } =>
  materials ? { materials } : {};

function previewStemInput(
  recipe: Recipe,
  excerpt: Score,
  part: PartName,
  materials?: MaterialBytes,
): Steps['previewStem']['input'] {
  const inputs = stemInputsOf(recipe, excerpt, part, PREVIEW_RATE);
  return {
    recipe: inputs.recipe,
    score: inputs.score,
    part,
    ...(inputs.materials.length > 0 ? { materials: materialsOf(inputs, materials) } : {}),
  };
}

async function renderStem(
  pool: EnginePool,
  recipe: Recipe,
  score: Score,
  part: PartName,
  { materials, ...options }: MakeOptions,
): Promise<RenderedStem> {
  const inputs = stemInputsOf(recipe, score, part);
  return Stem.parse(
    await pool.run(
      'stem',
      {
        recipe: inputs.recipe,
        score: inputs.score,
        part,
        ...(inputs.materials.length > 0 ? { materials: materialsOf(inputs, materials) } : {}),
      },
      options,
    ),
  );
}
