import type { Bus, Patch, Player } from '../style-sound.ts';

type Kit = Readonly<Record<number, Patch>>;

/** Several people clap, one of them snaps; a shaker and a tambourine left and right of them. */
const hands: Kit = {
  37: {
    dsp: 'claps',
    gain: 0.55,
    pan: -0.2,
    ring: 0.2,
    set: { freq: 2250, q: 5.5, width: 0.007, length: 0.03, room: 0.4, bright: 9500 },
  },
  39: {
    dsp: 'claps',
    gain: 0.62,
    ring: 0.45,
    set: { freq: 1250, width: 0.026, length: 0.045, room: 0.3, bright: 9500 },
  },
  54: {
    dsp: 'shaker',
    gain: 1.5,
    pan: 0.45,
    ring: 0.3,
    set: {
      freq: 3700,
      grains: 2600,
      rise: 0.004,
      length: 0.12,
      jingle: 0.9,
      low: 1800,
      high: 12_500,
    },
  },
  70: {
    dsp: 'shaker',
    gain: 1.2,
    pan: -0.5,
    ring: 0.16,
    set: { freq: 5800, q: 1.1, grains: 2400, rise: 0.018, length: 0.07, high: 12_000 },
  },
};

const cymbals: Kit = {
  42: {
    dsp: 'hat',
    gain: 0.75,
    pan: 0.3,
    ring: 0.1,
    choke: 'hat',
    set: { freq: 350, length: 0.045, metal: 0.5, low: 7000, high: 12_500 },
  },
  46: {
    dsp: 'hat',
    gain: 0.62,
    pan: 0.3,
    ring: 0.4,
    choke: 'hat',
    set: { freq: 350, length: 0.3, metal: 0.5, low: 5600, high: 12_500 },
  },
  49: {
    dsp: 'cymbal',
    gain: 0.62,
    pan: -0.35,
    ring: 2.4,
    set: { freq: 250, length: 2.6, rise: 0.008, ping: 0.12, bow: 0.1, wash: 1.25, bright: 10_500 },
  },
  51: {
    dsp: 'cymbal',
    gain: 0.4,
    pan: -0.4,
    ring: 1.4,
    set: { freq: 320, length: 1.6, ping: 0.6, bow: 0.3, wash: 0.4, bright: 9500 },
  },
};

const tom = (freq: number, gain: number, pan: number): Patch => ({
  dsp: 'kick',
  gain,
  pan,
  ring: 0.6,
  set: {
    freq,
    start: 1.5 * freq,
    sweep: 0.08,
    length: 0.45,
    click: 0.2,
    clickLength: 0.012,
    clickTone: 3200,
    drive: 1.2,
  },
});

const kit = (instrument: string, midiProgram: number, own: Kit, bus: Bus): Player => ({
  instrument,
  midiProgram,
  sound: { kit: { ...hands, ...cymbals, ...own }, placement: { spacing: 0.0008 }, bus },
});

/** A big drum, a floor tom that stomps, a bright snare, and all the hands. */
export const clapKit = kit(
  'clap-kit',
  0,
  {
    36: {
      dsp: 'kick',
      gain: 0.6,
      ring: 0.45,
      set: {
        freq: 56,
        start: 150,
        sweep: 0.05,
        length: 0.3,
        click: 0.35,
        clickLength: 0.009,
        clickTone: 4600,
        punch: 0.4,
        drive: 1.6,
      },
    },
    38: {
      dsp: 'snare',
      gain: 0.42,
      ring: 0.4,
      set: {
        freq: 205,
        drop: 0.4,
        skin: 0.6,
        skinLength: 0.1,
        overtone: 0.15,
        wires: 0.85,
        wiresLength: 0.19,
        crack: 0.35,
        low: 1000,
        bright: 9500,
      },
    },
    45: tom(76, 0.42, 0.25),
    47: tom(112, 0.36, 0),
    50: tom(150, 0.34, -0.25),
  },
  {
    gain: 0.64,
    set: { lowCut: 34, highCut: 14_000, drive: 1.8, width: 0.62 },
    compress: { thresholdDb: -15, attack: 0.014, release: 0.1, makeupDb: 1.5 },
    reverb: { level: 0.14, t60: 0.7, damp: 6500, before: 0.008 },
    pair: { level: 0.32, seconds: 0.012 },
  },
);

/** Played softly in a larger room: a rim, a deep snare, a ride. */
export const balladKit = kit(
  'ballad-kit',
  0,
  {
    36: {
      dsp: 'kick',
      gain: 0.6,
      ring: 0.45,
      set: {
        freq: 54,
        start: 120,
        sweep: 0.05,
        length: 0.3,
        click: 0.2,
        clickLength: 0.012,
        clickTone: 2600,
        drive: 1.2,
      },
    },
    37: {
      dsp: 'snare',
      gain: 0.42,
      pan: -0.08,
      ring: 0.16,
      set: {
        freq: 780,
        skin: 0.9,
        skinLength: 0.035,
        wires: 0.2,
        wiresLength: 0.03,
        low: 1700,
        bright: 7500,
        crack: 0.2,
      },
    },
    38: {
      dsp: 'snare',
      gain: 0.5,
      ring: 0.5,
      set: {
        freq: 168,
        drop: 0.35,
        skin: 0.7,
        skinLength: 0.15,
        overtone: 0.1,
        wires: 0.8,
        wiresLength: 0.24,
        crack: 0.2,
        low: 800,
        bright: 7800,
      },
    },
    45: tom(72, 0.44, 0.3),
    47: tom(104, 0.4, 0),
    50: tom(140, 0.36, -0.3),
  },
  {
    gain: 0.8,
    set: { lowCut: 32, highCut: 12_500, drive: 1.1, width: 0.8 },
    reverb: { level: 0.12, t60: 0.9, damp: 5000, before: 0.01 },
    hall: { level: 0.12, t60: 1.8, damp: 5000, before: 0.02 },
    pair: { level: 0.34, seconds: 0.014 },
  },
);

/** A drum machine of today: short, dry and bright, a snare and claps as one. */
export const popMachine = kit(
  'pop-machine',
  25,
  {
    36: {
      dsp: 'kick',
      gain: 0.62,
      ring: 0.34,
      set: {
        freq: 55,
        start: 220,
        sweep: 0.04,
        length: 0.22,
        click: 0.5,
        clickLength: 0.005,
        clickTone: 8000,
        punch: 0.8,
        drive: 2,
      },
    },
    38: {
      dsp: 'snare',
      gain: 0.4,
      ring: 0.26,
      set: {
        freq: 215,
        drop: 0.6,
        skin: 0.55,
        skinLength: 0.07,
        wires: 0.9,
        wiresLength: 0.13,
        crack: 0.4,
        low: 1200,
        bright: 11_000,
      },
    },
    39: {
      dsp: 'clap',
      gain: 0.42,
      ring: 0.4,
      set: { freq: 1300, length: 0.12, room: 0.22, roomLength: 0.35, bright: 10_000 },
    },
    42: {
      dsp: 'hat',
      gain: 1.15,
      pan: 0.18,
      ring: 0.07,
      choke: 'hat',
      set: { freq: 460, length: 0.03, metal: 0.6, low: 8200, high: 13_500 },
    },
    45: tom(88, 0.36, 0.3),
    47: tom(124, 0.34, 0),
    50: tom(165, 0.32, -0.3),
  },
  {
    gain: 0.66,
    set: { lowCut: 36, highCut: 14_400, drive: 1.8, width: 0.7 },
    compress: { thresholdDb: -15, attack: 0.012, release: 0.08, makeupDb: 1.5 },
    plate: { level: 0.09, t60: 0.7, damp: 7000, before: 0.006 },
    pair: { level: 0.28, seconds: 0.011 },
  },
);
