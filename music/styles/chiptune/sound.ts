import type { Bus, MasterTone, Patch, Player, StyleSound } from '../style-sound.ts';
import { bossKit, chipKit } from './kits.ts';

/** Straight from the machine: no reverb, a place left or right, and a loudspeaker in a small room. */
const channel = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 160, highCut: 12_500, width: 1 },
  pair: { level: 0.18, seconds: 0.007 },
  ...more,
});
const pulse = (
  instrument: string,
  gain: number,
  set: Patch['set'],
  bus: Bus,
  midiProgram = 80,
): Player => ({
  instrument,
  midiProgram,
  sound: { patch: { dsp: 'pulse', gain, set: { release: 0.05, ...set } }, bus },
});
const triangle = (instrument: string, set: Patch['set'], bus: Bus): Player => ({
  instrument,
  midiProgram: 38,
  sound: { patch: { dsp: 'triangle', gain: 0.6, set: { release: 0.03, ...set } }, bus },
});
const low = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 36, highCut: 9000, width: 0 },
  ...more,
});

const SINGING = { vibrato: 0.006, vibratoRate: 6.2, vibratoDelay: 0.28 } as const;

/** Pulse waves of three widths, a triangle in steps, and noise from a shift register. */
export const chiptuneSound: StyleSound = {
  drums: { ...chipKit, alternatives: [bossKit] },
  bass: {
    ...triangle('triangle-bass', { sustain: 1 }, low(0.38)),
    alternatives: [
      triangle(
        'hard-triangle',
        { grit: 1.6, decay: 0.25, sustain: 0.7 },
        low(0.43, { set: { lowCut: 36, highCut: 10_000, drive: 1.6, width: 0 } }),
      ),
      pulse(
        'pulse-bass',
        0.34,
        { width: 0.25, bright: 2600, decay: 0.2, sustain: 0.6, release: 0.03 },
        low(0.72),
        39,
      ),
    ],
  },
  chords: {
    ...pulse(
      'pulse-chords',
      0.26,
      { width: 0.25, bright: 7500, decay: 0.5, sustain: 0.6 },
      channel(0.78, { pan: -0.34 }),
    ),
    alternatives: [
      pulse(
        'thin-pulse-chords',
        0.3,
        { width: 0.125, bright: 8000, decay: 0.45, sustain: 0.55 },
        channel(0.78, { pan: -0.34 }),
      ),
      pulse(
        'soft-square-chords',
        0.22,
        { width: 0.5, bright: 4200, decay: 0.6, sustain: 0.45, release: 0.09 },
        channel(0.78, { pan: -0.34 }),
      ),
    ],
  },
  lead: {
    ...pulse(
      'pulse-lead',
      0.34,
      { width: 0.25, decay: 0.5, sustain: 0.75, ...SINGING },
      channel(0.53),
      80,
    ),
    alternatives: [
      pulse(
        'square-lead',
        0.3,
        { width: 0.5, strike: 0.25, strikeTime: 0.033, decay: 0.6, sustain: 0.75, ...SINGING },
        channel(0.53),
        80,
      ),
      pulse(
        'thin-lead',
        0.38,
        {
          width: 0.125,
          strike: 0.5,
          strikeTime: 0.033,
          bend: -0.03,
          bendTime: 0.05,
          decay: 0.5,
          sustain: 0.8,
          ...SINGING,
        },
        channel(0.53),
        81,
      ),
    ],
  },
  counter: {
    ...pulse(
      'second-pulse',
      0.3,
      { width: 0.125, decay: 0.35, sustain: 0.6 },
      channel(0.8, { pan: 0.36 }),
      81,
    ),
    alternatives: [
      pulse(
        'second-square',
        0.26,
        { width: 0.5, bright: 6500, decay: 0.4, sustain: 0.6 },
        channel(0.8, { pan: 0.36 }),
        80,
      ),
    ],
  },
};

/** Bright and even, without glue: a machine mixes by adding. */
export const chiptuneMaster: MasterTone = {
  lowCut: 32,
  warmth: 0.03,
  air: 0,
  threshold: 0.3,
  attackTime: 0.01,
  releaseTime: 0.12,
};
