import type {
  AudioFigures,
  AudioReport,
  FileTags,
  MaterialBytes,
  PartName,
  Recipe,
  Score,
  SketchFigures,
} from '@fermata/contracts/values';
import type { CoverScore } from '../../cover/cover-music.ts';
import type { PlayedNote } from '../../render/play-note.ts';
import type { StemScore } from '../../render/render-stem.ts';
import type { Patch } from '../../styles/style-sound.ts';
import type { StemRecipe } from '../stem-inputs.ts';

/**
 * Protocol between the host and every engine build ever released: steps and fields may only be
 * added.
 */
export const PROTOCOL = 1;

/** A part of a preview as samples: interleaved stereo, −1 to 1. */
export interface PreviewStem {
  readonly part: PartName;
  readonly samples: Float32Array;
}
export interface PreviewFigures {
  readonly durationSeconds: number;
  readonly integratedLufs: number;
  readonly peakDbfs: number;
}

export type DeliveryFormat = 'flac' | 'mp3' | 'wav';
/** The input of a cover. `pcmSha256`: the master's. */
export interface DrawnCover {
  readonly score: CoverScore;
  readonly pcmSha256: string;
}
/** A square PNG or JPEG of `side` pixels. */
export interface GivenCover {
  readonly image: Uint8Array;
  readonly side: number;
}
export type CoverSource = DrawnCover | GivenCover;
export interface StemFile {
  readonly part: PartName;
  readonly flac: Uint8Array;
}

/** Input and output of each step. Bytes are files. */
export interface Steps {
  compose: {
    input: { recipe: Recipe; materials?: MaterialBytes };
    output: {
      score: Score;
      midi: Uint8Array;
      parts: readonly { part: PartName; midi: Uint8Array }[];
    };
  };
  sketch: {
    input: { recipe: Recipe; score: Score; materials?: MaterialBytes };
    output: { bytes: Uint8Array; mediaType: string; figures: SketchFigures };
  };
  stem: {
    input: { recipe: StemRecipe; score: StemScore; part: PartName; materials?: MaterialBytes };
    output: { part: PartName; flac: Uint8Array; figures: AudioFigures; report: AudioReport };
  };
  /** `score` is the excerpt; samples at 24 kHz. */
  previewStem: {
    input: { recipe: StemRecipe; score: StemScore; part: PartName; materials?: MaterialBytes };
    output: PreviewStem & { sampleRate: number };
  };
  previewMix: {
    input: { stems: readonly PreviewStem[]; sampleRate: number; fadeSeconds?: number };
    output: { wav: Uint8Array; figures: PreviewFigures };
  };
  mix: {
    input: { stems: readonly StemFile[] };
    output: {
      flac: Uint8Array;
      figures: AudioFigures;
      report: AudioReport;
      stemSumDeviationDbfs: number;
    };
  };
  master: {
    input: { recipe: Recipe; mix: Uint8Array };
    output: { flac: Uint8Array; figures: AudioFigures; report: AudioReport };
  };
  /**
   * With a ceiling (dBTP), the decoded MP3 stays below it. A WAV is made if `formats` includes it.
   * A cover that is drawn is a PNG of 3000 × 3000 pixels. A smaller rendering of the cover is the front
   * cover of the files.
   */
  deliver: {
    input: {
      master: Uint8Array;
      tags: FileTags;
      ceilingDbtp?: number;
      formats?: readonly DeliveryFormat[];
      cover?: CoverSource;
    };
    output: {
      flac: Uint8Array;
      mp3: Uint8Array;
      peaks: Uint8Array;
      wav?: Uint8Array;
      cover?: Uint8Array;
      mp3TruePeakDbtp?: number;
    };
  };
  /** A single note, at 8000 to 96,000 Hz. */
  playNote: {
    input: { patch: Patch; note: PlayedNote; sampleRate: number };
    output: { left: Float32Array; right: Float32Array };
  };
}
export type StepName = keyof Steps;

export interface Job<Name extends StepName = StepName> {
  readonly protocol: typeof PROTOCOL;
  readonly id: number;
  readonly step: Name;
  readonly input: Steps[Name]['input'];
}
export type Answer =
  | {
      readonly id: number;
      readonly kind: 'progress';
      readonly fraction: number;
      readonly what: string;
    }
  | { readonly id: number; readonly kind: 'done'; readonly output: Steps[StepName]['output'] }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };
