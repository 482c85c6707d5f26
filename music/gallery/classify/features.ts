import { PART_NAMES } from '@fermata/contracts/values';
import { type AudioTraits, BANDS } from '../analysis/audio-traits.ts';
import type { ScoreTraits } from '../analysis/score-traits.ts';

/** Increase when the measured features change: cached features are then measured again. */
export const FEATURES_VERSION = 2;

export type Features = Readonly<Record<string, number>>;

/** Features of the notes, without the names of the style and its instruments. */
export function noteFeatures(traits: ScoreTraits): Features {
  const { notesPerBeat, tempoBpm, ...rest } = traits;
  return {
    tempo: Math.log2(tempoBpm),
    ...rest,
    ...Object.fromEntries(
      PART_NAMES.map((name) => [`${name} notes a beat`, Math.log2(notesPerBeat[name] + 0.05)]),
    ),
  };
}

/** Features of the audio, without loudness: every sketch is normalised. */
export function audioFeatures(traits: AudioTraits): Features {
  const {
    centroidHz,
    rolloffHz,
    flatness,
    bands,
    centroidSwing,
    crestDb,
    levelSwingDb,
    width,
    onsetsPerSecond,
    pulse,
    key,
  } = traits;
  return {
    centroid: Math.log2(centroidHz + 1),
    rolloff: Math.log2(rolloffHz + 1),
    flatness: Math.log2(flatness + 1e-6),
    centroidSwing,
    crestDb,
    levelSwingDb,
    width: Math.sqrt(width),
    onsetsPerSecond,
    pulse,
    'key clarity': key.clarity,
    ...Object.fromEntries(BANDS.map((band) => [`band ${band}`, Math.log2(bands[band] + 1e-4)])),
  };
}
