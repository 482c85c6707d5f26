import type { Bus, Patch, Player } from '../style-sound.ts';

type Kit = Readonly<Record<number, Patch>>;

const tom = (freq: number): Patch => ({
  dsp: 'triangle',
  gain: 0.55,
  ring: 0.3,
  set: { freq, start: 2.4, sweep: 0.12, decay: 0.26, sustain: 0 },
});

/** One triangle and one noise generator: a kick and toms that fall, and hits of noise at several clocks. */
const chip: Kit = {
  36: {
    dsp: 'triangle',
    gain: 0.85,
    ring: 0.22,
    set: { freq: 52, start: 6, sweep: 0.07, decay: 0.2, sustain: 0, grit: 0.6 },
  },
  37: {
    dsp: 'bitnoise',
    gain: 0.34,
    ring: 0.06,
    set: { freq: 11_000, metal: 1, length: 0.035, low: 1200, high: 11_000 },
  },
  38: {
    dsp: 'bitnoise',
    gain: 0.5,
    ring: 0.26,
    set: {
      freq: 9500,
      start: 1.5,
      length: 0.17,
      low: 420,
      high: 10_500,
      tone: 0.55,
      toneHz: 175,
      toneLength: 0.09,
    },
  },
  42: {
    dsp: 'bitnoise',
    gain: 0.2,
    ring: 0.06,
    choke: 'hat',
    set: { freq: 15_500, length: 0.04, low: 5200, high: 12_500 },
  },
  45: tom(82),
  46: {
    dsp: 'bitnoise',
    gain: 0.19,
    ring: 0.24,
    choke: 'hat',
    set: { freq: 15_500, length: 0.22, low: 4600, high: 12_500 },
  },
  47: tom(116),
  49: {
    dsp: 'bitnoise',
    gain: 0.34,
    ring: 1.2,
    set: { freq: 13_500, length: 0.25, tail: 0.45, tailLength: 1.2, low: 1600, high: 11_500 },
  },
  50: tom(160),
};

const bus = (gain: number, drive: number): Bus => ({
  gain,
  pair: { level: 0.16, seconds: 0.006 },
  set: { lowCut: 34, highCut: 12_000, drive, width: 1 },
});

export const chipKit: Player = {
  instrument: 'chip-kit',
  midiProgram: 80,
  sound: { kit: chip, bus: bus(0.6, 1) },
};

/** Louder noise, a harder kick. */
export const bossKit: Player = {
  instrument: 'boss-kit',
  midiProgram: 81,
  sound: {
    kit: {
      ...chip,
      36: {
        dsp: 'triangle',
        gain: 0.95,
        ring: 0.2,
        set: { freq: 56, start: 9, sweep: 0.06, decay: 0.17, sustain: 0, grit: 1.2 },
      },
      38: {
        dsp: 'bitnoise',
        gain: 0.6,
        ring: 0.24,
        set: {
          freq: 8000,
          start: 2,
          length: 0.16,
          low: 360,
          high: 12_000,
          tone: 0.7,
          toneHz: 190,
          toneLength: 0.08,
        },
      },
    },
    bus: bus(0.52, 1.5),
  },
};
