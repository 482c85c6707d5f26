import type { Bus, Player } from '../style-sound.ts';

const plucked = (gain: number): Bus => ({
  gain,
  set: { lowCut: 36, highCut: 2800, drive: 1.5, width: 0 },
  eq: { bell: { hz: 240, db: -1.5, q: 0.8 } },
  duck: { depth: 0.25, beats: 0.3 },
});

export const uprightBass: Player = {
  instrument: 'upright-bass',
  midiProgram: 32,
  sound: {
    patch: {
      dsp: 'upright',
      gain: 0.5,
      set: { decay: 2.2, bright: 1100, place: 0.22, body: 0.5, growl: 0.4, release: 0.08 },
    },
    bus: plucked(0.56),
  },
};

export const fingerBass: Player = {
  instrument: 'finger-bass',
  midiProgram: 33,
  sound: {
    patch: {
      dsp: 'bass',
      gain: 0.34,
      set: {
        sub: 0.95,
        saw: 0.25,
        square: 0.1,
        cutoff: 300,
        open: 2.2,
        openTime: 0.2,
        q: 0.8,
        drive: 1.4,
        attack: 0.006,
        decay: 0.9,
        sustain: 0.5,
        release: 0.07,
      },
    },
    bus: plucked(0.44),
  },
};

/** It rings until its next note, and gives way to the kick for an instant. */
export const long808: Player = {
  instrument: '808',
  midiProgram: 38,
  sound: {
    patch: {
      dsp: 'sub808',
      gain: 0.5,
      set: {
        length: 4,
        punch: 1.6,
        punchLength: 0.05,
        drive: 1.5,
        grit: 0.22,
        tone: 2200,
        slide: 0.14,
        release: 0.08,
      },
    },
    bus: {
      gain: 0.38,
      set: { lowCut: 28, highCut: 5000, drive: 1.4, width: 0 },
      duck: { depth: 0.35, beats: 0.14 },
    },
  },
};

export const driven808: Player = {
  instrument: 'driven-808',
  midiProgram: 39,
  sound: {
    patch: {
      dsp: 'sub808',
      gain: 0.42,
      set: {
        length: 1.8,
        punch: 2.2,
        punchLength: 0.05,
        drive: 2.8,
        grit: 0.4,
        tone: 3200,
        slide: 0.12,
        release: 0.06,
      },
    },
    bus: {
      gain: 0.36,
      set: { lowCut: 30, highCut: 7000, drive: 2.2, width: 0 },
      eq: { bell: { hz: 220, db: -1.5, q: 0.8 } },
      duck: { depth: 0.65, beats: 0.24 },
    },
  },
};
