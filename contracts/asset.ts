import { z } from 'zod';
import { Sha256 } from './ids.ts';
import { PartName } from './intent.ts';

export const AssetKind = z.enum([
  'score',
  'midi',
  'sketch',
  'stem',
  'mix',
  'master',
  'delivery-flac',
  'delivery-wav',
  'delivery-mp3',
  'peaks',
  'part-midi',
  'motif',
  'audio-loop',
  'sound-font',
  'preview',
]);
export type AssetKind = z.infer<typeof AssetKind>;

/** Another cut of a finished version: without drums, shortened with a real ending, or as a seamless loop. */
export const ALTERNATES = ['no-drums', 'cut-30', 'cut-15', 'loop'] as const;
export const Alternate = z.enum(ALTERNATES);
export type Alternate = z.infer<typeof Alternate>;

/** Seconds that an alternate has where it is of another length than the track. */
export const CUT_SECONDS: Readonly<Partial<Record<Alternate, number>>> = {
  'cut-30': 30,
  'cut-15': 15,
};

/** Why there can be no such alternate of a track, in words; null where there can. A cut must be shorter than the whole. */
export function alternateIssue(
  alternate: Alternate,
  track: { durationSeconds: number; ending?: 'final' | 'loop' | undefined },
): string | null {
  const seconds = CUT_SECONDS[alternate];
  if (seconds !== undefined && track.durationSeconds <= seconds)
    return `${alternate} needs a track of more than ${seconds} s, this one has ${track.durationSeconds} s`;
  return alternate === 'loop' && track.ending === 'loop' ? 'the track is a loop itself' : null;
}

/** A reference to immutable bytes in S3. Small enough for a Temporal payload. */
export const AssetRef = z.object({
  sha256: Sha256,
  kind: AssetKind,
  mediaType: z.string(),
  bytes: z.number().int().min(0),
  part: PartName.optional(),
  alternate: Alternate.optional(),
});
export type AssetRef = z.infer<typeof AssetRef>;

/** Loudness in LUFS, true peak in dBTP, duration in seconds, `pcmSha256` over the decoded 24-bit samples (little endian, interleaved). */
export const AudioFigures = z.object({
  pcmSha256: Sha256,
  durationSeconds: z.number().positive(),
  sampleRate: z.number().int().positive(),
  channels: z.number().int().positive(),
  integratedLufs: z.number(),
  truePeakDbtp: z.number(),
});
export type AudioFigures = z.infer<typeof AudioFigures>;

/** All that is measured on a master or a stem. Loudness in LUFS (ITU-R BS.1770-4, EBU Tech 3341), range in LU (EBU Tech 3342), times in seconds. */
export const AudioReport = z.object({
  durationSeconds: z.number().positive(),
  integratedLufs: z.number(),
  shortTermMaxLufs: z.number(),
  momentaryMaxLufs: z.number(),
  loudnessRangeLu: z.number().min(0),
  truePeakDbtp: z.number(),
  silence: z.object({
    headSeconds: z.number().min(0),
    tailSeconds: z.number().min(0),
    inside: z.array(z.object({ second: z.number(), seconds: z.number() })).max(20),
  }),
  /** Runs of at least three samples at full scale. */
  clippedRuns: z.number().int().min(0),
  /** Largest mean of a channel, of full scale. */
  dcOffset: z.number().min(0),
  /** −1 (out of phase) to 1 (mono). */
  phaseCorrelation: z.number().min(-1).max(1),
  /** Power of the sides over all power, 0 (mono) to 1. */
  stereoWidth: z.number().min(0).max(1),
  centroidHz: z.number().min(0),
  /** Shares of the power: below 60 Hz, to 250, to 2 k, to 6 k, above. */
  bands: z.object({
    sub: z.number(),
    low: z.number(),
    mid: z.number(),
    high: z.number(),
    air: z.number(),
  }),
});
export type AudioReport = z.infer<typeof AudioReport>;

/** What is wrong with audio: `hard` stops a track before a person hears it, `soft` is shown to the reviewer. */
export const AudioFinding = z.object({
  severity: z.enum(['hard', 'soft']),
  code: z.string(),
  text: z.string(),
});
export type AudioFinding = z.infer<typeof AudioFinding>;

/** A fault and in which audio it is: `sketch`, `mix`, `master`, `stem/bass`, `cut-30/master`. */
export const LocatedFinding = AudioFinding.extend({ where: z.string() });
export type LocatedFinding = z.infer<typeof LocatedFinding>;

/** What a shop gets of a version's files: WAV has the samples of the FLAC in thrice the bytes, and another cut is another product there. */
export const isPartnerFile = ({ kind, alternate }: AssetRef): boolean =>
  alternate === undefined &&
  (kind === 'delivery-flac' || kind === 'delivery-mp3' || kind === 'peaks');

/** An alternate of a version as it was made: by a recipe of its own, so that it can be proved alone. `files` are tagged with that recipe's id. */
export const MadeAlternate = z.object({
  alternate: Alternate,
  recipeId: Sha256,
  figures: AudioFigures,
  files: z.array(AssetRef),
});
export type MadeAlternate = z.infer<typeof MadeAlternate>;
