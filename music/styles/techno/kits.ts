import type { Bus, Patch, Player } from '../style-sound.ts';

type Kit = Readonly<Record<number, Patch>>;

/** The drums that all kits share: a drum machine's metal, hands and toms. */
const machine: Kit = {
  37: {
    dsp: 'snare',
    gain: 0.42,
    pan: -0.3,
    ring: 0.1,
    set: {
      freq: 1500,
      skin: 0.9,
      skinLength: 0.02,
      wires: 0.2,
      wiresLength: 0.015,
      low: 2400,
      bright: 9000,
      drop: 0,
    },
  },
  38: {
    dsp: 'snare',
    gain: 0.5,
    ring: 0.25,
    set: {
      freq: 205,
      skin: 0.5,
      skinLength: 0.08,
      wires: 0.85,
      wiresLength: 0.13,
      low: 1300,
      bright: 10_000,
      crack: 0.3,
    },
  },
  39: {
    dsp: 'clap',
    gain: 0.5,
    ring: 0.5,
    set: { freq: 1150, length: 0.14, room: 0.18, roomLength: 0.4, bright: 8500 },
  },
  42: {
    dsp: 'hat',
    gain: 2.1,
    pan: 0.28,
    ring: 0.08,
    choke: 'hat',
    set: { freq: 430, length: 0.03, metal: 0.65, low: 8200, high: 13_500 },
  },
  45: {
    dsp: 'kick',
    gain: 0.3,
    pan: -0.25,
    ring: 0.3,
    set: {
      freq: 88,
      start: 125,
      sweep: 0.05,
      length: 0.2,
      click: 0.08,
      clickLength: 0.006,
      clickTone: 3000,
      drive: 1.4,
    },
  },
  46: {
    dsp: 'hat',
    gain: 1.5,
    pan: 0.28,
    ring: 0.26,
    choke: 'hat',
    set: { freq: 430, length: 0.19, metal: 0.55, low: 5600, high: 13_500 },
  },
  49: {
    dsp: 'cymbal',
    gain: 0.9,
    pan: -0.2,
    ring: 2,
    set: {
      freq: 270,
      length: 2.4,
      rise: 0.006,
      ping: 0.1,
      bow: 0.06,
      wash: 1.3,
      trash: 0.15,
      bright: 11_500,
    },
  },
  51: {
    dsp: 'hat',
    gain: 1.25,
    pan: -0.42,
    ring: 0.36,
    set: { freq: 465, length: 0.3, metal: 0.8, low: 6000, high: 12_500 },
  },
  63: {
    dsp: 'kick',
    gain: 0.22,
    pan: 0.4,
    ring: 0.16,
    set: {
      freq: 370,
      start: 430,
      sweep: 0.015,
      length: 0.1,
      click: 0.2,
      clickLength: 0.006,
      clickTone: 3600,
      drive: 1.1,
    },
  },
  64: {
    dsp: 'kick',
    gain: 0.24,
    pan: -0.4,
    ring: 0.2,
    set: {
      freq: 240,
      start: 290,
      sweep: 0.015,
      length: 0.14,
      click: 0.15,
      clickLength: 0.006,
      clickTone: 2800,
      drive: 1.1,
    },
  },
  70: {
    dsp: 'hat',
    gain: 2.1,
    pan: -0.5,
    ring: 0.1,
    set: { freq: 300, length: 0.04, rise: 0.012, metal: 0, low: 6800, high: 13_000 },
  },
};

function kit(instrument: string, kick: Patch, bus: Bus): Player {
  return {
    instrument,
    midiProgram: 25,
    sound: {
      kit: { ...machine, 36: kick },
      bus: { pair: { level: 0.26, seconds: 0.012 }, ...bus },
    },
  };
}

/** A round kick, dry. */
export const minimalKit = kit(
  'minimal-kit',
  {
    dsp: 'kick',
    gain: 0.6,
    ring: 0.42,
    set: {
      freq: 50,
      start: 150,
      sweep: 0.05,
      length: 0.26,
      click: 0.2,
      clickLength: 0.004,
      clickTone: 5200,
      punch: 0.4,
      drive: 1.5,
    },
  },
  {
    gain: 0.56,
    set: { drive: 1.1, lowCut: 32, highCut: 14_400 },
    plate: { level: 0.05, t60: 0.4, damp: 6500, before: 0.003 },
  },
);

/** A punching kick, pressed together with the rest. */
export const technoKit = kit(
  'techno-kit',
  {
    dsp: 'kick',
    gain: 0.62,
    ring: 0.42,
    set: {
      freq: 51,
      start: 215,
      sweep: 0.045,
      length: 0.28,
      click: 0.55,
      clickLength: 0.005,
      clickTone: 8500,
      punch: 0.9,
      drive: 2.6,
    },
  },
  {
    gain: 0.56,
    set: { drive: 1.6, lowCut: 34, highCut: 14_400 },
    compress: { thresholdDb: -16, attack: 0.012, release: 0.09, makeupDb: 1.5 },
    plate: { level: 0.06, t60: 0.6, damp: 6500, before: 0.004 },
  },
);

/** A kick driven into a square, everything through the same saturation. */
export const hardKit = kit(
  'hard-kit',
  {
    dsp: 'kick',
    gain: 0.6,
    ring: 0.4,
    set: {
      freq: 53,
      start: 260,
      sweep: 0.055,
      length: 0.3,
      click: 0.7,
      clickLength: 0.006,
      clickTone: 9500,
      punch: 1.2,
      drive: 5,
    },
  },
  {
    gain: 0.57,
    set: { drive: 2.2, lowCut: 36, highCut: 14_400 },
    compress: { thresholdDb: -18, attack: 0.008, release: 0.07, makeupDb: 2 },
    eq: { peak: { hz: 2800, db: 2, q: 0.7 } },
    plate: { level: 0.08, t60: 0.7, damp: 6500, before: 0.004 },
  },
);
