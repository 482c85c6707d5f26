import type { MasterTone, Player, StyleSound } from '../style-sound.ts';

const tapedGuitar: Player = {
  instrument: 'tape-guitar',
  midiProgram: 24,
  sound: {
    patch: {
      dsp: 'string',
      gain: 0.43,
      set: {
        bright: 2600,
        pick: 0.3,
        ring: 3.2,
        treble: 1.1,
        body: 0.35,
        noise: 0.08,
        release: 0.3,
      },
    },
    bus: {
      pair: { level: 0.3, seconds: 0.013 },
      gain: 0.84,
      set: { lowCut: 200, highCut: 4600, drive: 1.5 },
      pan: -0.08,
      tape: { wow: 0.0018, rate: 0.6 },
      delay: { level: 0.2, beats: 0.75, feedback: 0.3, damp: 2200 },
      reverb: { level: 0.24, t60: 1.6, damp: 3000, before: 0.02 },
    },
  },
};
const upright: Player = {
  instrument: 'upright-bass',
  midiProgram: 32,
  sound: {
    patch: {
      dsp: 'upright',
      gain: 0.5,
      set: { decay: 2.4, bright: 900, place: 0.24, body: 0.55, growl: 0.35, release: 0.09 },
    },
    bus: {
      gain: 0.56,
      set: { lowCut: 34, highCut: 2400, drive: 1.4, width: 0 },
      duck: { depth: 0.25, beats: 0.35 },
    },
  },
};
const feltPiano: Player = {
  instrument: 'felt-piano',
  midiProgram: 0,
  sound: {
    placement: { spread: 0.6 },
    patch: {
      dsp: 'piano',
      gain: 0.42,
      set: {
        hard: 0.6,
        bright: 3200,
        decay: 7,
        detune: 2.2,
        knock: 0.45,
        spread: 0.8,
        release: 0.3,
      },
    },
    bus: {
      gain: 1.4,
      set: { lowCut: 150, highCut: 4200, drive: 1.5, width: 1.15 },
      tape: { wow: 0.0026, rate: 0.5 },
      duck: { depth: 0.22, beats: 0.4 },
      eq: { bell: { hz: 340, db: -2.5, q: 0.8 } },
      reverb: { level: 0.22, t60: 1.4, damp: 2800, before: 0.015 },
    },
  },
};

/**
 * Dusty drums, everything on tape: electric or felt piano, a round or an upright bass, vibraphone
 * or guitar, an answering muted guitar, and record noise under the pad.
 */
export const loFiSound: StyleSound = {
  drums: {
    instrument: 'dusty-kit',
    midiProgram: 0,
    sound: {
      kit: {
        36: {
          dsp: 'kick',
          gain: 0.52,
          ring: 0.6,
          set: { freq: 54, start: 130, sweep: 0.07, length: 0.34, click: 0.12, drive: 1.5 },
        },
        37: {
          dsp: 'snare',
          gain: 0.4,
          pan: -0.35,
          ring: 0.2,
          set: {
            freq: 820,
            skin: 0.8,
            skinLength: 0.03,
            wires: 0.35,
            wiresLength: 0.03,
            low: 1600,
            bright: 5200,
          },
        },
        38: {
          dsp: 'snare',
          gain: 0.56,
          ring: 0.4,
          set: {
            freq: 178,
            skin: 0.55,
            skinLength: 0.1,
            wires: 0.75,
            wiresLength: 0.17,
            low: 700,
            bright: 4600,
          },
        },
        39: {
          dsp: 'snare',
          gain: 0.35,
          ring: 0.4,
          set: {
            freq: 300,
            skin: 0,
            wires: 1,
            wiresLength: 0.14,
            low: 900,
            bright: 4800,
            bursts: 1,
          },
        },
        42: {
          dsp: 'hat',
          gain: 0.95,
          pan: 0.4,
          ring: 0.12,
          choke: 'hat',
          set: { freq: 310, length: 0.05, metal: 0.35, low: 5200, high: 8600 },
        },
        46: {
          dsp: 'hat',
          gain: 0.62,
          pan: 0.4,
          ring: 0.5,
          choke: 'hat',
          set: { freq: 310, length: 0.3, metal: 0.4, low: 4800, high: 8600 },
        },
        49: {
          dsp: 'hat',
          gain: 0.26,
          pan: -0.5,
          ring: 1.8,
          set: { freq: 270, length: 1.5, metal: 0.35, low: 2600, high: 7600 },
        },
        51: {
          dsp: 'hat',
          gain: 0.3,
          pan: -0.5,
          ring: 1,
          set: { freq: 410, length: 0.8, metal: 0.7, low: 3400, high: 7600 },
        },
        70: {
          dsp: 'hat',
          gain: 0.8,
          pan: 0.55,
          ring: 0.16,
          set: { freq: 300, length: 0.07, rise: 0.02, metal: 0, low: 4200, high: 7800 },
        },
      },
      bus: {
        pair: { level: 0.3, seconds: 0.009 },
        gain: 0.6,
        set: { highCut: 9500, drive: 1.8, lowCut: 30 },
        tape: { wow: 0.0002, rate: 0.5 },
        reverb: { level: 0.12, t60: 0.7, damp: 3200, before: 0.004 },
      },
    },
  },
  bass: {
    instrument: 'round-bass',
    midiProgram: 33,
    sound: {
      patch: {
        dsp: 'bass',
        gain: 0.3,
        set: {
          sub: 0.85,
          saw: 0.28,
          square: 0.12,
          cutoff: 260,
          open: 2.2,
          openTime: 0.22,
          q: 0.7,
          drive: 1.1,
          attack: 0.006,
          decay: 1.4,
          sustain: 0.45,
          release: 0.09,
        },
      },
      bus: {
        gain: 0.451,
        set: { lowCut: 32, highCut: 2600, drive: 1.3, width: 0 },
        duck: { depth: 0.3, beats: 0.35 },
      },
    },
    alternatives: [upright],
  },
  chords: {
    instrument: 'electric-piano',
    midiProgram: 4,
    sound: {
      placement: { spread: 0.35 },
      patch: {
        dsp: 'keys',
        gain: 0.15,
        set: {
          ratio: 1,
          index: 0.34,
          indexLength: 1.1,
          tine: 0.06,
          tineRatio: 9,
          wobble: 0.22,
          wobbleRate: 4.2,
          decay: 3.6,
          release: 0.35,
          spread: 0.0014,
        },
      },
      bus: {
        gain: 0.731,
        set: { lowCut: 140, highCut: 4800, drive: 1.4, width: 1.1 },
        tape: { wow: 0.0022, rate: 0.55 },
        duck: { depth: 0.22, beats: 0.4 },
        reverb: { level: 0.2, t60: 1.5, damp: 3000, before: 0.015 },
      },
    },
    alternatives: [feltPiano],
  },
  lead: {
    instrument: 'vibraphone',
    midiProgram: 11,
    sound: {
      placement: { spread: 0.35 },
      patch: {
        dsp: 'keys',
        gain: 0.17,
        set: {
          ratio: 4,
          index: 0.12,
          indexLength: 0.5,
          tine: 0.05,
          tineRatio: 10,
          wobble: 0.3,
          wobbleRate: 5.1,
          decay: 2.4,
          release: 0.5,
          spread: 0.0008,
        },
      },
      bus: {
        gain: 0.765,
        set: { lowCut: 260, highCut: 5600, drive: 1.2 },
        tape: { wow: 0.0018, rate: 0.7 },
        delay: { level: 0.28, beats: 0.75, feedback: 0.38, damp: 2400 },
        reverb: { level: 0.28, t60: 2, damp: 3200, before: 0.02 },
      },
    },
    alternatives: [tapedGuitar],
  },
  counter: {
    instrument: 'muted-guitar',
    midiProgram: 28,
    sound: {
      patch: {
        dsp: 'string',
        gain: 0.53,
        set: {
          bright: 1900,
          pick: 0.18,
          ring: 1.2,
          treble: 0.7,
          mute: 0.25,
          body: 0.3,
          noise: 0.12,
          release: 0.15,
        },
      },
      bus: {
        pair: { level: 0.3, seconds: 0.016 },
        gain: 1.15,
        set: { lowCut: 190, highCut: 3800, drive: 1.4 },
        pan: 0.35,
        tape: { wow: 0.0016, rate: 0.65 },
        reverb: { level: 0.2, t60: 1.3, damp: 2800, before: 0.015 },
      },
    },
  },
  pad: {
    instrument: 'tape-strings',
    midiProgram: 49,
    sound: {
      placement: { scatter: 0.4 },
      patch: {
        dsp: 'saws',
        gain: 0.065,
        set: {
          detune: 0.004,
          cutoff: 620,
          open: 0.6,
          openAttack: 0.8,
          openTime: 3,
          q: 0.6,
          attack: 0.7,
          decay: 4,
          sustain: 0.8,
          release: 0.9,
        },
      },
      bus: {
        gain: 0.935,
        set: { lowCut: 180, highCut: 3600, width: 1.35 },
        chorus: 0.6,
        duck: { depth: 0.2, beats: 0.5 },
        reverb: { level: 0.3, t60: 2.4, damp: 2800, before: 0.02 },
        vinyl: { level: 0.05, crackle: 0.6, hiss: 0.5 },
      },
    },
  },
};

/** Worn tape: warm lows, little treble. */
export const loFiMaster: MasterTone = { lowCut: 34, warmth: 0.08, air: -0.2, threshold: 0.14 };
