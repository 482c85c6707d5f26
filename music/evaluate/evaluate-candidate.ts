import { Note, Scale } from 'tonal';
import {
  type Criterion,
  PART_NAMES,
  type RatedIntent,
  type Score,
  type SketchFigures,
} from '@fermata/contracts/values';
import { ln } from '../signal/deterministic-math.ts';
import { MOOD_COLOURS, type MoodColour } from '../styles/mood-colour.ts';
import type { StyleRecognition } from '../styles/style-recognition.ts';
import { STYLE_RECOGNITIONS } from '../styles/style-recognitions.ts';
import { measureTraits, styleLikeness } from '../styles/style-traits.ts';

export interface Evaluation {
  readonly rating: number;
  readonly criteria: Criterion[];
}

/** Raise it with every change of the criteria: cached evaluations then no longer apply. */
const CRITERIA_VERSION = 2;

/** Weight of each criterion; 1 by default. */
const WEIGHTS: Readonly<Record<string, number>> = {
  tempo: 3,
  style: 3,
  key: 1.5,
  brightness: 1.5,
  density: 1.5,
  parts: 1,
  duration: 1,
  balance: 1,
  variety: 1,
  'clean sound': 1,
};

const unit = (x: number): number => Math.round(Math.max(0, Math.min(1, x)) * 1000) / 1000;
const octaves = (a: number, b: number): number =>
  Math.abs(ln(Math.max(a, 1e-6) / Math.max(b, 1e-6))) / 0.6931471805599453;

/**
 * The targets with which the criteria compare candidates of this intent. This data is editable, so it must be
 * part of the key of a cached evaluation. Plain JSON.
 */
export const expectationsOf = ({
  style,
  mood,
}: Pick<RatedIntent, 'style' | 'mood'>): {
  readonly criteria: number;
  readonly character: StyleRecognition;
  readonly colour: MoodColour;
} => ({
  criteria: CRITERIA_VERSION,
  character: STYLE_RECOGNITIONS[style],
  colour: MOOD_COLOURS[mood],
});

/**
 * How well a candidate matches the request and how well it is made, judged from its notes and its
 * sketch; 0 to 1.
 */
export function evaluateCandidate(
  intent: RatedIntent,
  score: Score,
  sketch: SketchFigures,
): Evaluation {
  const criteria = [
    tempo(intent, score),
    style(intent, score),
    key(intent, score),
    brightness(intent, sketch),
    density(intent, score),
    parts(intent, score),
    duration(intent, score),
    balance(sketch),
    variety(score),
    cleanSound(sketch),
  ];
  const total = criteria.reduce((sum, { name }) => sum + (WEIGHTS[name] ?? 1), 0);
  return {
    rating: unit(
      criteria.reduce((sum, { name, rating }) => sum + (WEIGHTS[name] ?? 1) * rating, 0) / total,
    ),
    criteria,
  };
}

function tempo(intent: RatedIntent, score: Score): Criterion {
  const off = octaves(score.tempoBpm, intent.tempoBpm);
  // A deviation of 3 % is inaudible; half an octave is clearly another tempo.
  return {
    name: 'tempo',
    rating: unit(1 - Math.max(0, off - 0.043) / 0.45),
    detail: `${score.tempoBpm.toFixed(1)} beats a minute, requested ${intent.tempoBpm}`,
  };
}

function style(intent: RatedIntent, score: Score): Criterion {
  const traits = measureTraits(score);
  const detail =
    `swing ${traits.swing.toFixed(2)} (eighths ${traits.swungEighths.toFixed(2)}), kick ` +
    `on the beat ${traits.fourOnTheFloor.toFixed(2)}, bass drive ` +
    `${traits.bassDrive.toFixed(2)}, rich chords ${traits.richChords.toFixed(2)}`;
  return {
    name: 'style',
    rating: unit((styleLikeness(intent.style, traits) - 0.2) / 0.55),
    detail: `like ${intent.style}: ${detail}`,
  };
}

/**
 * Share of pitched note time within the requested scale, and whether the score states the same key.
 */
function key(intent: RatedIntent, score: Score): Criterion {
  const scale = Scale.get(`${intent.key.tonic} ${intent.key.mode}`).notes.map((name) =>
    Note.chroma(name),
  );
  let inside = 0;
  let all = 0;
  for (const part of score.parts) {
    if (part.name === 'drums') continue;
    for (const note of part.notes) {
      all += note.duration;
      if (scale.includes(note.midi % 12)) inside += note.duration;
    }
  }
  const share = all > 0 ? inside / all : 1;
  return {
    name: 'key',
    rating: unit((share - 0.55) / 0.35),
    detail: `${Math.round(share * 100)} % of the notes' time in ${intent.key.tonic} ${intent.key.mode}`,
  };
}

function brightness(intent: RatedIntent, sketch: SketchFigures): Criterion {
  const expected =
    STYLE_RECOGNITIONS[intent.style].centroidHz *
    (0.85 + 0.3 * MOOD_COLOURS[intent.mood].brightness);
  const off = octaves(sketch.centroidHz, expected);
  return {
    name: 'brightness',
    rating: unit(1 - off / 1.5),
    detail: `spectral centroid ${sketch.centroidHz} Hz, expected near ${Math.round(expected)} Hz`,
  };
}

/** Notes per beat expected at an energy, drums included. */
function density(intent: RatedIntent, score: Score): Criterion {
  const beats = score.durationSeconds / (60 / score.tempoBpm);
  const perSecond =
    score.parts.reduce((sum, part) => sum + part.notes.length, 0) / score.durationSeconds;
  const perBeat = (perSecond * score.durationSeconds) / beats;
  const expected =
    (STYLE_RECOGNITIONS[intent.style].stillNotesPerBeat + 6 * intent.energy) *
    (intent.tempoBpm / 60) *
    (PART_NAMES.filter((part) => !intent.withoutParts.includes(part)).length / PART_NAMES.length);
  return {
    name: 'density',
    rating: unit(1 - octaves(perSecond, expected) / 1.8),
    detail:
      `${perSecond.toFixed(1)} notes a second (${perBeat.toFixed(1)} a beat), expected ` +
      `near ${expected.toFixed(1)}`,
  };
}

function parts(intent: RatedIntent, score: Score): Criterion {
  const unwanted = score.parts
    .filter((part) => intent.withoutParts.includes(part.name))
    .map((part) => part.name);
  const silent = score.parts.filter((part) => part.notes.length === 0).map((part) => part.name);
  const issues = [
    ...unwanted.map((name) => `${name} plays though it was excluded`),
    ...silent.map((name) => `${name} has nothing to play`),
  ];
  return {
    name: 'parts',
    rating: unit(1 - 0.5 * issues.length),
    detail: issues.length > 0 ? issues.join('; ') : score.parts.map((part) => part.name).join(', '),
  };
}

function duration(intent: RatedIntent, score: Score): Criterion {
  const off = Math.abs(score.durationSeconds - intent.durationSeconds);
  return {
    name: 'duration',
    rating: unit(1 - Math.max(0, off - 0.05) / 2),
    detail: `${score.durationSeconds.toFixed(2)} s, requested ${intent.durationSeconds} s`,
  };
}

function balance(sketch: SketchFigures): Criterion {
  const boom = Math.max(0, sketch.lowShare - 0.75) / 0.25;
  const thin = Math.max(0, 0.1 - sketch.lowShare) / 0.1;
  const harsh = Math.max(0, sketch.highShare - 0.2) / 0.3;
  return {
    name: 'balance',
    rating: unit(1 - boom - thin - harsh),
    detail:
      `${Math.round(sketch.lowShare * 100)} % of the power below 150 Hz, ` +
      `${(sketch.highShare * 100).toFixed(1)} % above 4 kHz`,
  };
}

/** Penalises a single chord throughout and a melody on one note. */
function variety(score: Score): Criterion {
  const chords = new Set(score.chords).size;
  const melody = score.parts.find((part) => part.name === 'lead')?.notes ?? [];
  const pitches = new Set(melody.map((note) => note.midi)).size;
  const harmonic = Math.min(1, chords / Math.min(4, score.chords.length));
  const melodic = melody.length === 0 ? 1 : Math.min(1, pitches / Math.min(5, melody.length));
  return {
    name: 'variety',
    rating: unit(0.5 * harmonic + 0.5 * melodic),
    detail: `${chords} chords, ${pitches} pitches in the melody`,
  };
}

function cleanSound(sketch: SketchFigures): Criterion {
  const flat = Math.max(0, 7 - sketch.crestDb) / 7;
  const hot = sketch.clipped > 0 ? 0.3 : 0;
  return {
    name: 'clean sound',
    rating: unit(1 - flat - hot - 2 * sketch.silentShare),
    detail:
      `crest ${sketch.crestDb.toFixed(1)} dB, ${Math.round(sketch.silentShare * 100)} % ` +
      `silent, ${sketch.clipped} samples over full scale`,
  };
}
