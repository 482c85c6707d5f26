import type { Bus, MasterTone, Patch, Player, StyleSound } from '../style-sound.ts';
import { driven808, fingerBass, long808, uprightBass } from './basses.ts';
import { boomBapKit, phonkKit, trapKit } from './kits.ts';

/** Keys as from a sampler: no bottom, no top, in a small room. */
const sampled = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 190, highCut: 6500, drive: 1.6, width: 0.8 },
  duck: { depth: 0.25, beats: 0.35 },
  eq: { bell: { hz: 320, db: -2.5, q: 0.8 } },
  reverb: { level: 0.14, t60: 0.9, damp: 3600, before: 0.012 },
  ...more,
});
/** Keys and melodies of trap and phonk: open, in a large dark room, with an echo. */
const dark = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 230, highCut: 10_000, drive: 1.2, width: 0.8 },
  duck: { depth: 0.2, beats: 0.3 },
  delay: { level: 0.16, beats: 0.75, feedback: 0.35, damp: 3600 },
  hall: { level: 0.2, t60: 2.2, damp: 4200, before: 0.02 },
  ...more,
});

const bell: Patch = {
  dsp: 'bell',
  gain: 0.22,
  set: {
    ratio: 3.51,
    index: 0.16,
    indexLength: 0.9,
    shimmer: 0.2,
    hum: 0.2,
    decay: 2.2,
    release: 0.5,
  },
};
const mutedGuitar = (instrument: string, bus: Bus): Player => ({
  instrument,
  midiProgram: 28,
  sound: {
    patch: {
      dsp: 'string',
      gain: 0.45,
      set: {
        bright: 3400,
        pick: 0.2,
        ring: 1.6,
        treble: 0.8,
        mute: 0.35,
        body: 0.3,
        noise: 0.1,
        release: 0.12,
      },
    },
    bus,
  },
});
const cowbells = (instrument: string, set: Patch['set'], bus: Bus): Player => ({
  instrument,
  midiProgram: 113,
  sound: { patch: { dsp: 'cowbell', gain: 0.3, set: { ratio: 1.5, release: 0.1, ...set } }, bus },
});
const strings = (instrument: string, cutoff: number, bus: Bus): Player => ({
  instrument,
  midiProgram: 48,
  sound: {
    patch: { dsp: 'strings', gain: 0.16, set: { cutoff, attack: 0.12, release: 0.35 } },
    bus,
  },
});
const choir = (instrument: string, bus: Bus): Player => ({
  instrument,
  midiProgram: 52,
  sound: {
    patch: {
      dsp: 'choir',
      gain: 0.2,
      set: { vowel: 0.25, breath: 0.2, attack: 0.35, release: 0.5, detune: 0.007 },
    },
    bus,
  },
});

/**
 * A sampled break, a machine of crisp hats or a driven one; plucked basses or an 808 that slides;
 * chopped keys, bells and cowbells; a choir behind them.
 */
export const hipHopSound: StyleSound = {
  drums: { ...boomBapKit, alternatives: [trapKit, phonkKit] },
  bass: { ...uprightBass, alternatives: [fingerBass, long808, driven808] },
  chords: {
    instrument: 'chopped-piano',
    midiProgram: 0,
    sound: {
      patch: {
        dsp: 'piano',
        gain: 0.36,
        set: {
          hard: 1,
          bright: 4800,
          decay: 5,
          detune: 2,
          knock: 0.3,
          spread: 0.9,
          release: 0.12,
        },
      },
      bus: sampled(1),
    },
    alternatives: [
      {
        instrument: 'rhodes',
        midiProgram: 4,
        sound: {
          patch: {
            dsp: 'keys',
            gain: 0.17,
            set: {
              ratio: 1,
              index: 0.45,
              indexLength: 0.9,
              tine: 0.09,
              tineRatio: 8,
              wobble: 0.2,
              wobbleRate: 4.8,
              decay: 2.4,
              release: 0.2,
            },
          },
          bus: sampled(0.56, { chorus: 0.35 }),
        },
      },
      strings(
        'dusty-strings',
        2600,
        sampled(0.9, { set: { lowCut: 240, highCut: 5500, drive: 1.8, width: 0.8 } }),
      ),
      {
        instrument: 'dark-piano',
        midiProgram: 1,
        sound: {
          patch: {
            dsp: 'piano',
            gain: 0.34,
            set: {
              hard: 0.8,
              bright: 5200,
              decay: 8,
              detune: 1.4,
              knock: 0.2,
              spread: 1,
              release: 0.3,
            },
          },
          bus: dark(0.95),
        },
      },
      { instrument: 'dark-bell', midiProgram: 14, sound: { patch: bell, bus: dark(0.5) } },
      {
        instrument: 'tape-keys',
        midiProgram: 5,
        sound: {
          patch: {
            dsp: 'keys',
            gain: 0.17,
            set: {
              ratio: 2,
              index: 0.3,
              indexLength: 1.2,
              tine: 0.03,
              wobble: 0.25,
              wobbleRate: 5,
              decay: 2,
              release: 0.2,
            },
          },
          bus: sampled(0.55, { tape: { wow: 0.0022, rate: 0.7 } }),
        },
      },
    ],
  },
  lead: {
    instrument: 'flute',
    midiProgram: 73,
    sound: {
      patch: {
        dsp: 'flute',
        gain: 0.3,
        set: { breath: 0.3, chiff: 0.35, bright: 2600, release: 0.14 },
      },
      bus: dark(0.5, { set: { lowCut: 300, highCut: 8000, drive: 1.3 } }),
    },
    alternatives: [
      {
        instrument: 'vibraphone',
        midiProgram: 11,
        sound: {
          patch: {
            dsp: 'mallet',
            gain: 0.32,
            set: { motor: 0.3, motorRate: 5, decay: 5, contact: 1.2, release: 0.4 },
          },
          bus: sampled(0.54),
        },
      },
      mutedGuitar('muted-guitar', sampled(0.9)),
      { instrument: 'music-bell', midiProgram: 14, sound: { patch: bell, bus: dark(0.72) } },
      {
        instrument: 'dark-pluck',
        midiProgram: 84,
        sound: {
          patch: {
            dsp: 'bell',
            gain: 0.24,
            set: {
              ratio: 2,
              index: 0.45,
              indexLength: 0.14,
              shimmer: 0.1,
              hum: 0.1,
              decay: 1.2,
              release: 0.25,
              spread: 0.0016,
            },
          },
          bus: dark(0.6),
        },
      },
      cowbells(
        'cowbells',
        { bright: 2600, length: 0.9, drive: 1.6 },
        dark(0.76, { set: { lowCut: 300, highCut: 10_500, drive: 2, width: 1 } }),
      ),
      cowbells(
        'low-cowbells',
        { bright: 1700, length: 0.7, second: 0.6, drive: 2.4 },
        dark(0.76, { set: { lowCut: 260, highCut: 8500, drive: 2.4, width: 1 } }),
      ),
    ],
  },
  counter: {
    ...mutedGuitar('muted-guitar-answer', sampled(1.1, { pan: -0.25 })),
    alternatives: [
      {
        instrument: 'glass-answer',
        midiProgram: 88,
        sound: {
          patch: {
            dsp: 'bell',
            gain: 0.2,
            set: {
              ratio: 1,
              index: 0.3,
              indexLength: 0.25,
              shimmer: 0.2,
              hum: 0,
              decay: 1,
              release: 0.2,
            },
          },
          bus: dark(0.5, { pan: -0.25 }),
        },
      },
      cowbells(
        'cowbell-answer',
        { ratio: 1.48, bright: 3200, length: 0.4 },
        dark(0.4, { pan: 0.3, set: { lowCut: 400, highCut: 11_000, drive: 1.4 } }),
      ),
    ],
  },
  pad: {
    ...choir('dusty-choir', {
      gain: 0.29,
      set: { lowCut: 260, highCut: 5200, drive: 1.3, width: 0.8 },
      duck: { depth: 0.25, beats: 0.4 },
      reverb: { level: 0.25, t60: 1.6, damp: 3000, before: 0.02 },
      vinyl: { level: 0.1, crackle: 0.5, hiss: 0.15 },
    }),
    alternatives: [
      choir('dark-choir', {
        gain: 0.31,
        set: { lowCut: 240, highCut: 8000, width: 1.35 },
        duck: { depth: 0.25, beats: 0.4 },
        hall: { level: 0.32, t60: 3, damp: 3800, before: 0.02 },
      }),
      strings('dark-strings', 1600, {
        gain: 0.5,
        set: { lowCut: 240, highCut: 7500, width: 1.35 },
        duck: { depth: 0.25, beats: 0.4 },
        hall: { level: 0.26, t60: 2.6, damp: 3800, before: 0.02 },
      }),
    ],
  },
  fx: {
    instrument: 'sweeps',
    midiProgram: 97,
    sound: {
      patch: {
        dsp: 'sweep',
        gain: 0.3,
        set: { low: 240, high: 8500, tone: 0.2, q: 1.6, boom: 44, length: 1.6, release: 0.15 },
      },
      bus: { gain: 0.24, set: { lowCut: 40, highCut: 11_500 } },
    },
  },
};

/** Full at the bottom, the drums in front. */
export const hipHopMaster: MasterTone = {
  lowCut: 26,
  warmth: 0.04,
  air: 0.08,
  threshold: 0.14,
  attackTime: 0.02,
  releaseTime: 0.16,
};
