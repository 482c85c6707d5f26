import type { Bus, Patch, Player } from '../style-sound.ts';

type Kit = Readonly<Record<number, Patch>>;

const tom = (freq: number, gain: number, pan: number): Patch => ({
  dsp: 'kick',
  gain,
  pan,
  ring: 0.45,
  set: {
    freq,
    start: 1.4 * freq,
    sweep: 0.05,
    length: 0.32,
    click: 0.3,
    clickLength: 0.01,
    clickTone: 3600,
    drive: 1.2,
  },
});
const conga = (freq: number, pan: number): Patch => ({
  dsp: 'kick',
  gain: 0.24,
  pan,
  ring: 0.24,
  set: {
    freq,
    start: 1.15 * freq,
    sweep: 0.02,
    length: 0.16,
    click: 0.25,
    clickLength: 0.008,
    clickTone: 3200,
    drive: 1.1,
  },
});

/** What all kits share: toms, hands and metal in a dry room with carpets. */
const shared: Kit = {
  37: {
    dsp: 'snare',
    gain: 0.4,
    pan: -0.1,
    ring: 0.14,
    set: {
      freq: 900,
      skin: 0.9,
      skinLength: 0.03,
      wires: 0.2,
      wiresLength: 0.025,
      low: 1900,
      bright: 8500,
      crack: 0.25,
    },
  },
  39: {
    dsp: 'claps',
    gain: 0.5,
    ring: 0.4,
    set: { freq: 1150, width: 0.018, length: 0.05, room: 0.25, bright: 8500 },
  },
  42: {
    dsp: 'hat',
    gain: 0.85,
    pan: 0.34,
    ring: 0.09,
    choke: 'hat',
    set: { freq: 345, length: 0.04, metal: 0.5, low: 7200, high: 12_500 },
  },
  45: tom(84, 0.4, 0.35),
  46: {
    dsp: 'hat',
    gain: 0.62,
    pan: 0.34,
    ring: 0.32,
    choke: 'hat',
    set: { freq: 345, length: 0.24, metal: 0.5, low: 5800, high: 12_500 },
  },
  47: tom(120, 0.37, 0.05),
  49: {
    dsp: 'cymbal',
    gain: 0.55,
    pan: -0.35,
    ring: 2,
    set: { freq: 260, length: 2.2, rise: 0.007, ping: 0.15, bow: 0.1, wash: 1.2, bright: 10_500 },
  },
  50: tom(160, 0.35, -0.3),
  51: {
    dsp: 'cymbal',
    gain: 0.4,
    pan: -0.4,
    ring: 1.2,
    set: { freq: 330, length: 1.3, ping: 0.7, bow: 0.3, wash: 0.35, bright: 9500 },
  },
  54: {
    dsp: 'shaker',
    gain: 1.2,
    pan: -0.45,
    ring: 0.26,
    set: {
      freq: 3500,
      grains: 2600,
      rise: 0.003,
      length: 0.1,
      jingle: 0.9,
      low: 1800,
      high: 12_000,
    },
  },
  56: {
    dsp: 'cowbell',
    gain: 0.13,
    pan: 0.25,
    ring: 0.3,
    set: { freq: 590, bright: 2600, length: 0.35 },
  },
  63: conga(330, -0.45),
  64: conga(215, -0.2),
  70: {
    dsp: 'shaker',
    gain: 1,
    pan: 0.5,
    ring: 0.14,
    set: { freq: 6400, q: 1.1, grains: 2400, rise: 0.014, length: 0.06, high: 12_000 },
  },
};

function kit(instrument: string, midiProgram: number, own: Kit, bus: Bus): Player {
  return {
    instrument,
    midiProgram,
    sound: { kit: { ...shared, ...own }, placement: { spacing: 0.0008 }, bus },
  };
}

const tightKick: Patch = {
  dsp: 'kick',
  gain: 0.58,
  ring: 0.3,
  set: {
    freq: 60,
    start: 140,
    sweep: 0.04,
    length: 0.2,
    click: 0.4,
    clickLength: 0.009,
    clickTone: 4600,
    punch: 0.4,
    drive: 1.7,
  },
};

/** Tight and dry, tuned high: every ghost note of the snare is heard. */
export const funkKit = kit(
  'funk-kit',
  0,
  {
    36: tightKick,
    38: {
      dsp: 'snare',
      gain: 0.5,
      ring: 0.3,
      response: -0.25,
      set: {
        freq: 238,
        drop: 0.45,
        skin: 0.6,
        skinLength: 0.07,
        overtone: 0.3,
        wires: 0.8,
        wiresLength: 0.12,
        crack: 0.5,
        low: 1200,
        bright: 10_500,
      },
    },
  },
  {
    gain: 0.98,
    set: { lowCut: 36, highCut: 13_500, drive: 3, width: 0.85 },
    compress: { thresholdDb: -22, attack: 0.004, release: 0.08, makeupDb: 3.5 },
    reverb: { level: 0.09, t60: 0.4, damp: 5500, before: 0.004 },
    pair: { level: 0.32, seconds: 0.009 },
  },
);

/** The same hands with softer sticks. */
export const soulKit = kit(
  'soul-kit',
  0,
  {
    36: { ...tightKick, set: { ...tightKick.set, click: 0.2, clickTone: 3000, length: 0.24 } },
    38: {
      dsp: 'snare',
      gain: 0.46,
      ring: 0.32,
      response: -0.2,
      set: {
        freq: 205,
        drop: 0.4,
        skin: 0.65,
        skinLength: 0.09,
        overtone: 0.2,
        wires: 0.75,
        wiresLength: 0.14,
        crack: 0.25,
        low: 950,
        bright: 8200,
      },
    },
  },
  {
    gain: 0.9,
    set: { lowCut: 36, highCut: 11_500, drive: 2.4, width: 0.85 },
    compress: { thresholdDb: -20, attack: 0.006, release: 0.1, makeupDb: 3 },
    reverb: { level: 0.1, t60: 0.5, damp: 5000, before: 0.005 },
    pair: { level: 0.32, seconds: 0.01 },
  },
);

/** A damped bass drum on every beat, a flat snare with the claps, hats that open wide. */
export const discoKit = kit(
  'disco-kit',
  0,
  {
    36: {
      ...tightKick,
      gain: 0.62,
      set: { ...tightKick.set, freq: 58, length: 0.18, click: 0.45, punch: 0.6 },
    },
    38: {
      dsp: 'snare',
      gain: 0.48,
      ring: 0.28,
      set: {
        freq: 180,
        drop: 0.4,
        skin: 0.65,
        skinLength: 0.08,
        wires: 0.8,
        wiresLength: 0.11,
        crack: 0.35,
        low: 900,
        bright: 9000,
      },
    },
    46: {
      dsp: 'hat',
      gain: 0.75,
      pan: 0.34,
      ring: 0.3,
      choke: 'hat',
      set: { freq: 345, length: 0.22, metal: 0.5, low: 5600, high: 13_000 },
    },
  },
  {
    gain: 0.92,
    set: { lowCut: 36, highCut: 14_000, drive: 2.4, width: 0.85 },
    compress: { thresholdDb: -20, attack: 0.006, release: 0.09, makeupDb: 3 },
    plate: { level: 0.1, t60: 0.9, damp: 6500, before: 0.008 },
    pair: { level: 0.32, seconds: 0.011 },
  },
);
