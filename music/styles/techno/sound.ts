import type { Bus, MasterTone, Player, StyleSound } from '../style-sound.ts';
import { hardKit, minimalKit, technoKit } from './kits.ts';

/** A mono bass, out of the way of the kick. */
const low = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 32, highCut: 4200, drive: 1.3, width: 0 },
  duck: { depth: 0.9, beats: 0.45 },
  ...more,
});
/** Clear of the bass, ducked by the kick, with a dotted-eighth echo. */
const stabs = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 240, highCut: 10_500, drive: 1.3, width: 1.3 },
  duck: { depth: 0.6, beats: 0.55 },
  delay: { level: 0.24, beats: 0.75, feedback: 0.45, damp: 3400 },
  plate: { level: 0.14, t60: 1.2, damp: 5500, before: 0.012 },
  ...more,
});
const motif = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 320, highCut: 11_000, drive: 1.2, width: 0.9 },
  duck: { depth: 0.35, beats: 0.4 },
  delay: { level: 0.28, beats: 0.75, feedback: 0.45, damp: 4200 },
  plate: { level: 0.14, t60: 1.4, damp: 6000, before: 0.015 },
  ...more,
});

const acidLine: Player = {
  instrument: 'acid-line',
  midiProgram: 38,
  sound: {
    patch: {
      dsp: 'acid',
      gain: 0.36,
      set: {
        cutoff: 300,
        open: 9,
        openTime: 0.42,
        q: 6.5,
        drive: 2.4,
        slide: 0.07,
        decay: 0.9,
        sustain: 0.55,
        release: 0.05,
      },
    },
    bus: low(0.37, {
      set: { lowCut: 36, highCut: 8500, drive: 2, width: 0 },
      eq: { low: { hz: 90, db: 3 }, peak: { hz: 1100, db: 1.5, q: 0.7 } },
      duck: { depth: 0.82, beats: 0.4 },
      delay: { level: 0.08, beats: 0.75, feedback: 0.3, damp: 4000 },
    }),
  },
};
const acidSquare: Player = {
  instrument: 'acid-square',
  midiProgram: 39,
  sound: {
    patch: {
      dsp: 'acid',
      gain: 0.3,
      set: {
        shape: 1,
        cutoff: 260,
        open: 8,
        openTime: 0.34,
        q: 5.5,
        drive: 3,
        slide: 0.08,
        decay: 0.8,
        sustain: 0.5,
        release: 0.05,
      },
    },
    bus: acidLine.sound.bus,
  },
};

/**
 * Drum machines, a rumble or an acid line that leaves room for the kick, stabs with echoes, a motif
 * of bleeps, and drones.
 */
export const technoSound: StyleSound = {
  drums: { ...technoKit, alternatives: [minimalKit, hardKit] },
  bass: {
    instrument: 'rumble',
    midiProgram: 38,
    sound: {
      patch: {
        dsp: 'rumble',
        gain: 0.42,
        set: {
          grit: 0.5,
          narrow: 5,
          cutoff: 190,
          drive: 2.2,
          attack: 0.03,
          decay: 1.5,
          sustain: 0.8,
          release: 0.07,
        },
      },
      bus: low(0.39, { eq: { low: { hz: 60, db: -1 }, bell: { hz: 110, db: 2, q: 0.8 } } }),
    },
    alternatives: [
      {
        instrument: 'sub-pulse',
        midiProgram: 39,
        sound: {
          patch: {
            dsp: 'bass',
            gain: 0.34,
            set: {
              sub: 0.9,
              saw: 0.3,
              square: 0.25,
              cutoff: 260,
              open: 4,
              openTime: 0.09,
              q: 1.6,
              drive: 1.5,
              attack: 0.003,
              decay: 0.5,
              sustain: 0.5,
              release: 0.04,
            },
          },
          bus: low(0.42),
        },
      },
      acidLine,
      acidSquare,
    ],
  },
  chords: {
    instrument: 'techno-stab',
    midiProgram: 81,
    sound: {
      patch: {
        dsp: 'stab',
        gain: 0.16,
        set: {
          cutoff: 800,
          open: 4.5,
          openTime: 0.22,
          q: 1.8,
          band: 0.4,
          metal: 0.3,
          decay: 0.35,
          sustain: 0.2,
          release: 0.14,
        },
      },
      bus: stabs(1.3),
    },
    alternatives: [
      {
        instrument: 'dub-chord',
        midiProgram: 90,
        sound: {
          patch: {
            dsp: 'stab',
            gain: 0.17,
            set: {
              cutoff: 520,
              open: 2.4,
              openTime: 0.3,
              q: 2.2,
              band: 0.7,
              metal: 0.08,
              hollow: 0.2,
              detune: 0.004,
              decay: 0.5,
              sustain: 0.15,
              release: 0.2,
            },
          },
          bus: stabs(1.7, {
            set: { lowCut: 210, highCut: 6500, drive: 1.2, width: 1.35 },
            chorus: 0.4,
            delay: { level: 0.45, beats: 0.75, feedback: 0.62, damp: 2200 },
            plate: { level: 0.22, t60: 2.2, damp: 3600, before: 0.02 },
          }),
        },
      },
      {
        instrument: 'rave-stab',
        midiProgram: 62,
        sound: {
          patch: {
            dsp: 'stab',
            gain: 0.15,
            set: {
              cutoff: 1500,
              open: 4,
              openTime: 0.3,
              q: 1.1,
              band: 0.1,
              metal: 0.15,
              hollow: 0.9,
              detune: 0.011,
              decay: 0.6,
              sustain: 0.45,
              release: 0.1,
            },
          },
          bus: stabs(0.95, {
            set: { lowCut: 260, highCut: 12_000, drive: 1.8, width: 1.2 },
            delay: { level: 0.16, beats: 0.75, feedback: 0.35, damp: 4200 },
          }),
        },
      },
    ],
  },
  lead: {
    instrument: 'bleep',
    midiProgram: 80,
    sound: {
      patch: {
        dsp: 'bell',
        gain: 0.22,
        set: {
          ratio: 1,
          index: 0.45,
          indexLength: 0.14,
          shimmer: 0.05,
          hum: 0.1,
          decay: 0.6,
          release: 0.1,
          spread: 0.0012,
        },
      },
      bus: motif(1.15),
    },
    alternatives: [
      {
        instrument: 'metal-hook',
        midiProgram: 98,
        sound: {
          patch: {
            dsp: 'bell',
            gain: 0.2,
            set: {
              ratio: 2.76,
              index: 0.4,
              indexLength: 0.2,
              shimmer: 0.2,
              hum: 0.2,
              decay: 0.8,
              release: 0.12,
              spread: 0.0016,
            },
          },
          bus: motif(1.1),
        },
      },
      {
        instrument: 'hard-lead',
        midiProgram: 81,
        sound: {
          patch: {
            dsp: 'saws',
            gain: 0.1,
            set: {
              detune: 0.014,
              pulse: 0.4,
              cutoff: 1600,
              open: 2.6,
              openTime: 0.25,
              q: 1.3,
              attack: 0.003,
              decay: 0.5,
              sustain: 0.6,
              release: 0.08,
            },
          },
          bus: motif(0.64, { set: { lowCut: 340, highCut: 11_000, drive: 1.8, width: 1.1 } }),
        },
      },
    ],
  },
  counter: {
    instrument: 'glass-sequence',
    midiProgram: 88,
    sound: {
      patch: {
        dsp: 'bell',
        gain: 0.2,
        set: {
          ratio: 2,
          index: 0.6,
          indexLength: 0.1,
          shimmer: 0.1,
          hum: 0,
          decay: 0.4,
          release: 0.08,
          spread: 0.0014,
        },
      },
      bus: motif(0.95, { pan: -0.2, set: { lowCut: 360, highCut: 10_500, width: 1.2 } }),
    },
    alternatives: [
      {
        instrument: 'acid-sequence',
        midiProgram: 87,
        sound: {
          patch: {
            dsp: 'acid',
            gain: 0.26,
            set: {
              cutoff: 620,
              open: 5,
              openTime: 0.2,
              q: 4.5,
              drive: 1.6,
              decay: 0.4,
              sustain: 0.4,
              release: 0.05,
            },
          },
          bus: motif(0.42, { pan: 0.2, set: { lowCut: 300, highCut: 8500, drive: 1.4 } }),
        },
      },
    ],
  },
  pad: {
    instrument: 'drone',
    midiProgram: 95,
    sound: {
      patch: {
        dsp: 'saws',
        gain: 0.06,
        set: {
          detune: 0.009,
          cutoff: 480,
          open: 1.6,
          openAttack: 2.5,
          openTime: 5,
          q: 1.2,
          attack: 0.6,
          decay: 4,
          sustain: 0.9,
          release: 0.6,
        },
      },
      bus: {
        gain: 0.55,
        set: { lowCut: 180, highCut: 6500, width: 1.35 },
        duck: { depth: 0.6, beats: 0.8 },
        hall: { level: 0.22, t60: 3, damp: 3800, before: 0.02 },
      },
    },
    alternatives: [
      {
        instrument: 'air',
        midiProgram: 91,
        sound: {
          patch: {
            dsp: 'choir',
            gain: 0.18,
            set: {
              vowel: 0.2,
              breath: 0.4,
              attack: 0.7,
              release: 0.7,
              vibrato: 0.002,
              detune: 0.008,
            },
          },
          bus: {
            gain: 0.5,
            set: { lowCut: 260, highCut: 9000, width: 1.35 },
            duck: { depth: 0.6, beats: 0.8 },
            hall: { level: 0.3, t60: 3.4, damp: 4500, before: 0.02 },
          },
        },
      },
    ],
  },
  fx: {
    instrument: 'sweeps',
    midiProgram: 97,
    sound: {
      patch: {
        dsp: 'sweep',
        gain: 0.34,
        set: {
          low: 240,
          high: 10_500,
          tone: 0.1,
          toneHz: 98,
          q: 2,
          boom: 42,
          length: 1.4,
          release: 0.1,
        },
      },
      bus: {
        gain: 0.28,
        set: { lowCut: 42, highCut: 12_500, width: 1 },
        duck: { depth: 0.5, beats: 0.5 },
      },
    },
  },
};

/** Tight at the bottom, glued in time with the kick, nothing shelved up. */
export const technoMaster: MasterTone = {
  lowCut: 30,
  warmth: 0,
  air: 0.08,
  threshold: 0.12,
  attackTime: 0.02,
  releaseTime: 0.14,
};
