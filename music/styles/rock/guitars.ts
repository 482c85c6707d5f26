import type { Bus, Patch, Placement, Player } from '../style-sound.ts';

/** A solid-body guitar at its bridge pickup. Short strokes are muted by the palm. */
const guitar = (set: Patch['set'], gain = 0.3): Patch => ({
  dsp: 'electric',
  gain,
  set: { bright: 6500, pick: 0.12, pickup: 0.1, ring: 9, treble: 2.4, release: 0.1, ...set },
});
/** One performance in the middle. */
const single = (set: Patch['set'], gain?: number): Patch => guitar({ takes: 0, ...set }, gain);
const sung: Patch['set'] = { ring: 18, treble: 5, vibrato: 0.006, vibratoDelay: 0.5, pickup: 0.22 };
/** A lead whose strokes differ more than those of a rhythm guitar. */
const lead = (set: Patch['set']): Patch => ({ ...single({ ...sung, ...set }), response: 1.4 });
/** Two performances, left and right, never quite together. */
const twoTakes: Placement = { double: 0.012 };

const player = (
  instrument: string,
  midiProgram: number,
  patch: Patch,
  bus: Bus,
  placement?: Placement,
): Player => ({
  instrument,
  midiProgram,
  sound: { patch, bus, ...(placement ? { placement } : {}) },
});

export const crunchGuitars = player(
  'crunch-guitars',
  29,
  guitar({ chug: 0.125, palm: 0.28, release: 0.06 }),
  {
    amp: { gain: 9, second: 1.8, tight: 100, mids: 0.8, scoop: 0.3, bite: 0.8, level: 0.26 },
    gain: 0.27,
    set: { lowCut: 85, highCut: 9500, width: 0.8 },
    eq: { bell: { hz: 240, db: -1.5, q: 0.9 } },
    reverb: { level: 0.1, t60: 0.7, damp: 4200, before: 0.01 },
  },
  twoTakes,
);

export const highGainGuitars = player(
  'high-gain-guitars',
  30,
  guitar({
    chug: 0.125,
    palm: 0.22,
    bright: 8000,
    treble: 3,
    pickup: 0.07,
    release: 0.04,
  }),
  {
    amp: {
      gain: 55,
      second: 3,
      tight: 190,
      mids: 0.4,
      scoop: 0.6,
      bite: 1.3,
      speaker: 5200,
      level: 0.2,
    },
    gain: 0.3,
    set: { lowCut: 80, highCut: 9500, width: 0.8 },
    eq: { low: { hz: 130, db: 2 }, bell: { hz: 300, db: -2, q: 0.8 } },
    reverb: { level: 0.05, t60: 0.5, damp: 4500, before: 0.008 },
  },
  twoTakes,
);

const clean = (gain: number, more: Partial<Bus> = {}): Bus => ({
  amp: {
    gain: 1.6,
    second: 1,
    tight: 70,
    mids: 0.3,
    scoop: 0.2,
    bite: 0.7,
    speaker: 6500,
    level: 0.5,
  },
  gain,
  set: { lowCut: 110, highCut: 11_000, width: 0.8 },
  eq: { bell: { hz: 260, db: -1.5, q: 0.9 }, high: { hz: 4500, db: 2 } },
  reverb: { level: 0.16, t60: 0.9, damp: 4500, before: 0.012 },
  ...more,
});

export const cleanGuitars = player(
  'clean-guitars',
  27,
  guitar({ chug: 0.06, palm: 0.25, pickup: 0.17, treble: 2.8, ring: 7 }, 0.22),
  clean(0.48),
  twoTakes,
);

export const chorusGuitars = player(
  'chorus-guitars',
  27,
  guitar({ chug: 0.06, palm: 0.25, pickup: 0.24, treble: 2.4, ring: 8 }, 0.22),
  clean(0.35, {
    chorus: 0.5,
    plate: { level: 0.14, t60: 1.4, damp: 5200, before: 0.02 },
  }),
  twoTakes,
);

export const leadGuitar = player('lead-guitar', 29, lead({ bright: 5200 }), {
  amp: {
    gain: 22,
    second: 2.2,
    tight: 140,
    mids: 1.4,
    scoop: 0.05,
    bite: 0.7,
    touch: 0.9,
    level: 0.32,
  },
  gain: 0.27,
  set: { lowCut: 180, highCut: 9000 },
  delay: { level: 0.16, beats: 0.75, feedback: 0.28, damp: 3200 },
  plate: { level: 0.14, t60: 1.4, damp: 4800, before: 0.02 },
});

export const fuzzLead = player(
  'fuzz-lead',
  29,
  lead({ pickup: 0.1, bright: 7500, vibrato: 0.004 }),
  {
    amp: {
      gain: 70,
      second: 4,
      tight: 220,
      mids: 0.9,
      scoop: 0,
      bite: 0.4,
      speaker: 4200,
      touch: 0.85,
      level: 0.26,
    },
    gain: 0.27,
    set: { lowCut: 180, highCut: 8500 },
    delay: { level: 0.13, beats: 0.5, feedback: 0.25, damp: 3000 },
    plate: { level: 0.14, t60: 1.6, damp: 4500, before: 0.02 },
  },
);

export const metalLead = player('metal-lead', 30, lead({ bright: 7000, vibrato: 0.008 }), {
  amp: {
    gain: 60,
    second: 3,
    tight: 240,
    mids: 1.6,
    scoop: 0,
    bite: 1,
    speaker: 5400,
    touch: 0.85,
    level: 0.25,
  },
  gain: 0.23,
  set: { lowCut: 220, highCut: 9500 },
  delay: { level: 0.18, beats: 0.75, feedback: 0.32, damp: 3600 },
  hall: { level: 0.1, t60: 1.8, damp: 4500, before: 0.02 },
});

export const cleanLead = player(
  'clean-lead',
  27,
  single({ ...sung, ring: 9, treble: 3, vibrato: 0.003, bright: 6000 }, 0.3),
  clean(0.18, {
    amp: {
      gain: 3.5,
      second: 1.2,
      tight: 110,
      mids: 0.7,
      scoop: 0.1,
      bite: 0.8,
      speaker: 6000,
      level: 0.4,
    },
    delay: { level: 0.2, beats: 0.75, feedback: 0.32, damp: 4200 },
  }),
);

export const baritoneLead = player(
  'baritone-lead',
  27,
  single({ pickup: 0.06, pick: 0.08, ring: 7, treble: 2.2, bright: 8000 }, 0.3),
  clean(0.44, { plate: { level: 0.26, t60: 2, damp: 5500, before: 0.015 } }),
);

export const secondGuitar = player('second-guitar', 29, single({ pickup: 0.16 }), {
  amp: { gain: 6, second: 1.6, tight: 130, mids: 0.9, scoop: 0.15, bite: 0.8, level: 0.26 },
  gain: 0.2,
  pan: -0.35,
  set: { lowCut: 160, highCut: 9500 },
  plate: { level: 0.12, t60: 1.2, damp: 4800, before: 0.015 },
});

export const pickedGuitar = player(
  'picked-guitar',
  27,
  single({ pickup: 0.14, treble: 3 }, 0.24),
  clean(0.4, {
    pan: 0.4,
    chorus: 0.25,
    delay: { level: 0.18, beats: 0.75, feedback: 0.35, damp: 4200 },
  }),
);

export const twinLead = player('twin-lead', 30, lead({ bright: 7000 }), {
  amp: {
    gain: 60,
    second: 3,
    tight: 240,
    mids: 1.5,
    scoop: 0,
    bite: 0.9,
    speaker: 5200,
    touch: 0.85,
    level: 0.22,
  },
  gain: 0.21,
  pan: -0.4,
  set: { lowCut: 220, highCut: 9500 },
  hall: { level: 0.1, t60: 1.8, damp: 4500, before: 0.02 },
});

export const heldGuitar = player(
  'held-guitar',
  27,
  guitar({ attack: 0.15, ring: 14, treble: 3, pickup: 0.25, noise: 0, release: 0.3 }, 0.26),
  clean(0.24, {
    chorus: 0.6,
    set: { lowCut: 200, highCut: 8000, width: 0.8 },
    hall: { level: 0.3, t60: 2.4, damp: 4500, before: 0.03 },
  }),
  { double: 0.02 },
);

export const wallOfGuitars = player(
  'wall-of-guitars',
  30,
  guitar({ ring: 14, pickup: 0.16, noise: 0.05, release: 0.15 }),
  {
    amp: {
      gain: 30,
      second: 2.4,
      tight: 150,
      mids: 0.8,
      scoop: 0.2,
      bite: 0.8,
      speaker: 4600,
      level: 0.2,
    },
    gain: 0.24,
    set: { lowCut: 130, highCut: 8500, width: 0.9 },
    hall: { level: 0.12, t60: 1.6, damp: 4200, before: 0.02 },
  },
  { double: 0.016 },
);

const bass = (
  instrument: string,
  midiProgram: number,
  set: Patch['set'],
  amp: NonNullable<Bus['amp']>,
  gain: number,
): Player =>
  player(
    instrument,
    midiProgram,
    {
      dsp: 'electric',
      gain: 0.42,
      set: { takes: 0, ring: 7, release: 0.08, noise: 0.1, ...set },
    },
    {
      amp: { tight: 25, scoop: 0.25, speaker: 3600, ...amp },
      gain,
      set: { lowCut: 34, highCut: 6500, width: 0 },
      eq: { low: { hz: 90, db: 3.5 }, bell: { hz: 260, db: -2.5, q: 0.8 } },
      compress: { thresholdDb: -20, attack: 0.012, release: 0.12, makeupDb: 3 },
    },
  );

export const fingerBass = bass(
  'finger-bass',
  33,
  { bright: 1500, pick: 0.22, pickup: 0.16, treble: 0.9 },
  { gain: 1.4, second: 1, mids: 0.3, bite: 0.1, level: 0.5 },
  0.5,
);
export const pickedBass = bass(
  'picked-bass',
  34,
  { bright: 3600, pick: 0.12, pickup: 0.13, treble: 1.4 },
  { gain: 2.6, second: 1.2, mids: 0.5, bite: 0.4, level: 0.4 },
  0.5,
);
export const drivenBass = bass(
  'driven-bass',
  34,
  { bright: 5000, pick: 0.1, pickup: 0.1, treble: 1.8 },
  { gain: 9, second: 1.8, mids: 0.4, bite: 0.9, speaker: 4600, level: 0.26 },
  0.45,
);
