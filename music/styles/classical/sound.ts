import type { Bus, MasterTone, Patch, Placement, Player, StyleSound } from '../style-sound.ts';

/** A chamber music room with a wooden floor. */
const room = (level: number): Pick<Bus, 'hall'> => ({
  hall: { level, t60: 1.7, damp: 4800, before: 0.018 },
});

/** A grand with its lid open: low keys left, seen from the player. */
const KEYS: Placement = { spread: 0.55 };
const grandPiano = (gain: number, set: Patch['set'] = {}): Player => ({
  instrument: 'grand-piano',
  midiProgram: 0,
  sound: {
    placement: KEYS,
    patch: {
      dsp: 'piano',
      gain: 0.4,
      set: {
        hard: 0.9,
        bright: 8500,
        decay: 11,
        detune: 0.5,
        knock: 0.14,
        spread: 0.85,
        release: 0.4,
        ...set,
      },
    },
    bus: {
      gain,
      set: { lowCut: 38, highCut: 12_500, width: 1.3 },
      pair: { level: 0.26, seconds: 0.014 },
      ...room(0.26),
    },
  },
});
const bowed = (
  instrument: string,
  midiProgram: number,
  set: Patch['set'],
  bus: Pick<Bus, 'gain' | 'pan'> & { readonly lowCut: number },
): Player => ({
  instrument,
  midiProgram,
  sound: {
    patch: { dsp: 'violin', gain: 0.34, response: 0.5, set: { release: 0.3, ...set } },
    bus: {
      gain: bus.gain,
      pan: bus.pan ?? 0,
      set: { lowCut: bus.lowCut, highCut: 11_500, width: 1.3 },
      pair: { level: 0.26, seconds: 0.015 },
      ...room(0.34),
    },
  },
});

const VIOLIN = { size: 1, place: 0.13, bright: 5400, vibrato: 0.0035, attack: 0.055 } as const;
/** Gut strings and hardly any vibrato. */
const GUT = { vibrato: 0.0012, bright: 4600, grain: 0.07, bite: 0.4, attack: 0.04 } as const;

const recorder = (instrument: string, gain: number, pan: number): Player => ({
  instrument,
  midiProgram: 74,
  sound: {
    patch: {
      dsp: 'flute',
      gain: 0.34,
      set: {
        breath: 0.16,
        chiff: 0.4,
        bright: 2400,
        odd: 0.35,
        vibrato: 0.08,
        attack: 0.03,
        release: 0.1,
      },
    },
    bus: {
      gain,
      pan,
      set: { lowCut: 220, highCut: 11_500, width: 1.2 },
      pair: { level: 0.26, seconds: 0.015 },
      ...room(0.32),
    },
  },
});
const harpsichord = (gain: number, set: Patch['set'] = {}, pan = 0.1): Player => ({
  instrument: 'harpsichord',
  midiProgram: 6,
  sound: {
    placement: { spread: 0.4 },
    patch: { dsp: 'harpsichord', gain: 0.4, set: { release: 0.12, ...set } },
    bus: {
      gain,
      pan,
      set: { lowCut: 80, highCut: 13_000, width: 1.3 },
      pair: { level: 0.3, seconds: 0.012 },
      ...room(0.24),
    },
  },
});

/** One grand piano; four strings, the violins left and the cello right; or two voices and continuo. */
export const classicalSound: StyleSound = {
  bass: {
    ...grandPiano(0.95),
    alternatives: [
      bowed(
        'cello',
        42,
        {
          size: 2.5,
          bright: 3400,
          pressure: 0.62,
          vibrato: 0.003,
          vibratoRate: 5,
          attack: 0.07,
          release: 0.35,
        },
        { gain: 0.8, pan: 0.22, lowCut: 45 },
      ),
      bowed(
        'continuo-cello',
        42,
        { ...GUT, size: 2.5, bright: 3100, pressure: 0.62, attack: 0.05 },
        { gain: 0.8, pan: 0.12, lowCut: 45 },
      ),
    ],
  },
  chords: {
    ...grandPiano(0.8),
    alternatives: [
      bowed(
        'viola',
        41,
        { size: 1.22, bright: 4100, pressure: 0.58, vibrato: 0.003, attack: 0.06 },
        { gain: 0.5, pan: 0.3, lowCut: 110 },
      ),
      harpsichord(0.45),
    ],
  },
  lead: {
    ...grandPiano(0.95, { hard: 1.05 }),
    alternatives: [
      bowed('first-violin', 40, VIOLIN, { gain: 0.62, pan: -0.35, lowCut: 170 }),
      bowed('baroque-violin', 40, { ...VIOLIN, ...GUT }, { gain: 0.9, pan: -0.3, lowCut: 170 }),
      recorder('recorder', 0.5, -0.25),
      harpsichord(0.72, { four: 0.5 }, -0.1),
    ],
  },
  counter: {
    ...grandPiano(0.8),
    alternatives: [
      bowed(
        'second-violin',
        40,
        { ...VIOLIN, bright: 4800, pressure: 0.58 },
        { gain: 0.52, pan: -0.1, lowCut: 160 },
      ),
      bowed(
        'second-baroque-violin',
        40,
        { ...VIOLIN, ...GUT, bright: 4200 },
        { gain: 0.8, pan: 0.3, lowCut: 160 },
      ),
      recorder('second-recorder', 0.46, 0.3),
    ],
  },
};

/** As recorded: the level alone is raised. */
export const classicalMaster: MasterTone = {
  lowCut: 28,
  warmth: 0,
  air: 0.06,
  threshold: 0.5,
  attackTime: 0.06,
  releaseTime: 0.5,
};
