import { PART_NAMES } from '@fermata/contracts/values';
import { type AudioTraits, BANDS } from '../analysis/audio-traits.ts';
import type { ScoreTraits } from '../analysis/score-traits.ts';

/** Changes when what is measured changes: features that were kept are measured again. */
export const FEATURES_VERSION = 2;

export type Features = Readonly<Record<string, number>>;

/** What the notes show. The name of the style and of its instruments stay out. */
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

/** What is heard. Loudness stays out: every sketch is made equally loud. */
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
