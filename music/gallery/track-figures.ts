import { z } from 'zod';
import { type AudioReport, Key, Metre, PartName, Style } from '@fermata/contracts/values';
import type { AudioTraits } from './analysis/audio-traits.ts';
import type { LoudnessCurve } from './analysis/loudness-curve.ts';
import type { ScoreTraits } from './analysis/score-traits.ts';
import type { GalleryTrack } from './make-track.ts';

const Unit = z.number().min(0).max(1);

/** The figures of a track, for the page and the JSON beside it. */
export const TrackFigures = z.object({
  name: z.string(),
  style: Style,
  seed: z.number(),
  title: z.string(),
  mood: z.string(),
  key: Key,
  metre: Metre.optional(),
  recipeId: z.string(),
  engineSha256: z.string(),
  durationSeconds: z.number(),
  tempoBpm: z.number(),
  notesPerSecond: z.number(),
  onsetsPerSecond: z.number(),
  centroidHz: z.number(),
  flatness: z.number(),
  bands: z.object({ sub: Unit, low: Unit, mid: Unit, high: Unit, air: Unit }),
  integratedLufs: z.number(),
  truePeakDbtp: z.number(),
  rangeLu: z.number(),
  crestDb: z.number(),
  width: z.number(),
  /** The side signal against the mid in dB, by band, and the loss of the mono sum in LU. */
  sideToMidDb: z.object({ low: z.number(), mid: z.number(), high: z.number() }),
  monoLossLu: z.number(),
  estimatedKey: z.object({ tonic: z.string(), mode: z.string(), clarity: z.number() }),
  cpuSeconds: z.number(),
  stems: z.array(
    z.object({
      part: PartName,
      instrument: z.string(),
      notes: z.number(),
      integratedLufs: z.number(),
      truePeakDbtp: z.number(),
    }),
  ),
});
export type TrackFigures = z.infer<typeof TrackFigures>;

export interface TrackTraits {
  readonly audio: AudioTraits;
  readonly score: ScoreTraits;
  readonly loudness: LoudnessCurve;
}

export function figuresOf(
  track: GalleryTrack,
  { audio, score, loudness }: TrackTraits,
): TrackFigures {
  const { style, seed, title, intent, recipeId, recipe, master, cpuSeconds } = track;
  const stereo = stereoOf(track);
  return {
    name: `${style}-${seed}`,
    style,
    seed,
    title,
    mood: intent.mood,
    key: track.score.key,
    metre: track.score.metre,
    recipeId,
    engineSha256: recipe.engine.sha256,
    durationSeconds: master.figures.durationSeconds,
    tempoBpm: score.tempoBpm,
    notesPerSecond: score.notesPerSecond,
    onsetsPerSecond: audio.onsetsPerSecond,
    centroidHz: audio.centroidHz,
    flatness: audio.flatness,
    bands: audio.bands,
    integratedLufs: master.figures.integratedLufs,
    truePeakDbtp: master.figures.truePeakDbtp,
    rangeLu: loudness.rangeLu,
    crestDb: audio.crestDb,
    width: audio.width,
    sideToMidDb: stereo.sideToMidDb,
    monoLossLu: stereo.monoLossLu,
    estimatedKey: audio.key,
    cpuSeconds,
    stems: track.stems.map(({ part, figures }) => {
      const written = track.score.parts.find((each) => each.name === part);
      return {
        part,
        instrument: written?.instrument ?? '',
        notes: written?.notes.length ?? 0,
        integratedLufs: figures.integratedLufs,
        truePeakDbtp: figures.truePeakDbtp,
      };
    }),
  };
}

/** Throws if the engine is one that does not measure the stereo width. */
export function stereoOf({ master, recipe }: GalleryTrack): NonNullable<AudioReport['stereo']> {
  const stereo = master.report?.stereo;
  if (!stereo) throw new Error(`the engine ${recipe.engine.sha256} does not measure stereo width`);
  return stereo;
}
