import { PART_NAMES, type Score } from '@fermata/contracts/values';
import { measureSpectrum } from '../../measure/measure-spectrum.ts';
import type { Stereo } from '../../signal/stereo.ts';
import { audioTraits, BANDS } from '../analysis/audio-traits.ts';
import { bandEnvelopes } from '../analysis/band-envelopes.ts';
import { harmonyTraits } from '../analysis/harmony-traits.ts';
import { placeTraits } from '../analysis/place-traits.ts';
import { RHYTHM_REGIONS, rhythmTraits } from '../analysis/rhythm-traits.ts';
import { scoreTraits } from '../analysis/score-traits.ts';
import { timbreTraits } from '../analysis/timbre-traits.ts';

/** Increase when the measured features change: cached features are then measured again. */
export const FEATURES_VERSION = 3;

export type Features = Readonly<Record<string, number>>;

/** Features of the notes, without the names of the style and its instruments. */
export function noteFeatures(score: Score): Features {
  const { notesPerBeat, tempoBpm, ...rest } = scoreTraits(score);
  return {
    tempo: Math.log2(tempoBpm),
    ...rest,
    ...Object.fromEntries(
      PART_NAMES.map((name) => [`${name} notes a beat`, Math.log2(notesPerBeat[name] + 0.05)]),
    ),
    ...placeTraits(score),
  };
}

/** Features of the audio, without loudness: every sketch is normalised. */
export function audioFeatures(audio: Stereo): Features {
  const traits = audioTraits(audio);
  const envelopes = bandEnvelopes(audio);
  const { levels, strokes, movement, flatness } = timbreTraits(envelopes);
  const rhythm = rhythmTraits(envelopes);
  const { intervals, classes, held, stays } = harmonyTraits(audio);
  const sides = measureSpectrum(audio).sideToMidDb;
  return {
    centroid: Math.log2(traits.centroidHz + 1),
    rolloff: Math.log2(traits.rolloffHz + 1),
    flatness: Math.log2(traits.flatness + 1e-6),
    centroidSwing: traits.centroidSwing,
    crestDb: traits.crestDb,
    levelSwingDb: traits.levelSwingDb,
    width: Math.sqrt(traits.width),
    onsetsPerSecond: traits.onsetsPerSecond,
    pulse: traits.pulse,
    'key clarity': traits.key.clarity,
    ...Object.fromEntries(
      BANDS.map((band) => [`band ${band}`, Math.log2(traits.bands[band] + 1e-4)]),
    ),
    ...numbered('level of band', levels),
    ...numbered('strokes in band', strokes),
    ...numbered('movement of band', movement),
    ...numbered('noise of band', flatness),
    ...Object.fromEntries(
      RHYTHM_REGIONS.flatMap((region) => [
        [`onsets of ${region}`, Math.sqrt(rhythm[region].onsetsPerSecond)] as const,
        ...rhythm[region].repetition.map(
          (repetition, i) => [`repetition of ${region} ${i + 1}`, repetition] as const,
        ),
      ]),
    ),
    ...numbered('interval', intervals),
    'pitch classes': classes,
    'pitch classes held': held,
    'pitch classes stay': stays,
    'sides low': Math.max(-40, sides.low),
    'sides mid': Math.max(-40, sides.mid),
    'sides high': Math.max(-40, sides.high),
  };
}

const numbered = (name: string, values: readonly number[]): Features =>
  Object.fromEntries(values.map((value, i) => [`${name} ${i + 1}`, value]));
