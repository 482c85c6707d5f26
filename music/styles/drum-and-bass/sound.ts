import type { MasterTone, StyleSound } from '../style-sound.ts';

/**
 * A short, hard kick, a cracking break snare, a reese over a clean sub, wide air above, all kept
 * tight. Only kick and bass lie below 90 Hz, and the bass ducks for the kick.
 */
export const drumAndBassSound: StyleSound = {
  drums: {
    instrument: 'break-kit',
    midiProgram: 0,
    sound: {
      kit: {
        36: {
          dsp: 'kick',
          gain: 0.62,
          ring: 0.32,
          set: {
            freq: 54,
            start: 190,
            sweep: 0.045,
            length: 0.22,
            click: 0.4,
            clickLength: 0.006,
            clickTone: 8000,
            punch: 0.9,
            drive: 1.9,
          },
        },
        37: {
          dsp: 'snare',
          gain: 0.28,
          pan: -0.2,
          ring: 0.12,
          set: {
            freq: 720,
            skin: 0.7,
            skinLength: 0.03,
            wires: 0.35,
            wiresLength: 0.03,
            low: 1800,
            bright: 9000,
          },
        },
        38: {
          dsp: 'snare',
          gain: 0.5,
          ring: 0.34,
          set: {
            freq: 208,
            drop: 0.7,
            skin: 0.75,
            skinLength: 0.1,
            overtone: 0.25,
            wires: 0.85,
            wiresLength: 0.17,
            crack: 0.6,
            low: 950,
            bright: 10500,
          },
        },
        39: {
          dsp: 'snare',
          gain: 0.3,
          pan: 0.1,
          ring: 0.35,
          set: {
            freq: 300,
            skin: 0,
            wires: 1,
            wiresLength: 0.16,
            low: 1200,
            bright: 9500,
            bursts: 1,
          },
        },
        42: {
          dsp: 'hat',
          gain: 0.42,
          pan: 0.22,
          ring: 0.1,
          choke: 'hat',
          set: { freq: 340, length: 0.042, metal: 0.45, low: 7000, high: 13500 },
        },
        46: {
          dsp: 'hat',
          gain: 0.36,
          pan: 0.22,
          ring: 0.4,
          choke: 'hat',
          set: { freq: 340, length: 0.28, metal: 0.5, low: 6200, high: 13000 },
        },
        49: {
          dsp: 'cymbal',
          gain: 0.3,
          pan: -0.3,
          ring: 2.2,
          set: {
            freq: 250,
            length: 2.4,
            rise: 0.008,
            ping: 0.15,
            bow: 0.1,
            wash: 1.2,
            trash: 0.2,
            bright: 10500,
          },
        },
        51: {
          dsp: 'hat',
          gain: 0.24,
          pan: -0.28,
          ring: 0.24,
          set: { freq: 430, length: 0.2, metal: 0.7, low: 5200, high: 12500 },
        },
        54: {
          dsp: 'hat',
          gain: 0.3,
          pan: 0.35,
          ring: 0.16,
          set: { freq: 520, length: 0.09, rise: 0.003, metal: 0.7, low: 6000, high: 12500 },
        },
        70: {
          dsp: 'hat',
          gain: 0.5,
          pan: -0.35,
          ring: 0.09,
          set: { freq: 300, length: 0.045, rise: 0.012, metal: 0, low: 5500, high: 12000 },
        },
      },
      bus: {
        gain: 0.53,
        set: { lowCut: 34, drive: 2.3, highCut: 14400 },
        eq: {
          bell: { hz: 330, db: -2.5, q: 0.9 },
          peak: { hz: 3000, db: 4, q: 0.6 },
          high: { hz: 9000, db: 1 },
        },
        compress: { thresholdDb: -20, attack: 0.005, release: 0.06, makeupDb: 3.5 },
        plate: { level: 0.07, t60: 0.5, damp: 7000, before: 0.004 },
      },
    },
  },
  bass: {
    instrument: 'reese',
    midiProgram: 38,
    sound: {
      patch: {
        dsp: 'reese',
        gain: 0.42,
        set: {
          detune: 0.008,
          sub: 0.85,
          cutoff: 620,
          move: 0.6,
          moveRate: 0.34,
          q: 1.1,
          drive: 1.7,
          attack: 0.004,
          decay: 1.2,
          sustain: 0.9,
          release: 0.05,
        },
      },
      bus: {
        gain: 0.343,
        set: { lowCut: 28, highCut: 6500, width: 0.75 },
        eq: { bell: { hz: 240, db: -2.5, q: 0.8 } },
        duck: { depth: 0.55, beats: 0.4 },
      },
    },
    alternatives: [
      {
        instrument: 'growl',
        midiProgram: 39,
        sound: {
          patch: {
            dsp: 'reese',
            gain: 0.4,
            set: {
              detune: 0.013,
              sub: 0.8,
              cutoff: 900,
              move: 0.9,
              moveRate: 1.45,
              q: 2.2,
              drive: 2.6,
              attack: 0.003,
              decay: 0.8,
              sustain: 0.8,
              release: 0.04,
            },
          },
          bus: {
            gain: 0.343,
            set: { lowCut: 28, highCut: 7500, width: 0.7 },
            eq: { bell: { hz: 260, db: -3, q: 0.8 } },
            duck: { depth: 0.55, beats: 0.4 },
          },
        },
      },
      {
        instrument: 'deep-sub',
        midiProgram: 38,
        sound: {
          patch: {
            dsp: 'bass',
            gain: 0.36,
            set: {
              sub: 0.95,
              saw: 0.3,
              square: 0.12,
              cutoff: 240,
              open: 3.2,
              openTime: 0.3,
              q: 0.9,
              drive: 1.7,
              attack: 0.005,
              decay: 1.6,
              sustain: 0.75,
              release: 0.06,
            },
          },
          bus: {
            gain: 0.195,
            set: { lowCut: 28, highCut: 3000, drive: 1.5, width: 0 },
            duck: { depth: 0.55, beats: 0.4 },
          },
        },
      },
    ],
  },
  chords: {
    instrument: 'electric-piano',
    midiProgram: 4,
    sound: {
      patch: {
        dsp: 'keys',
        gain: 0.16,
        set: {
          ratio: 1,
          index: 0.42,
          indexLength: 0.8,
          tine: 0.07,
          tineRatio: 8,
          wobble: 0.15,
          wobbleRate: 5.5,
          decay: 2.2,
          release: 0.2,
          spread: 0.002,
        },
      },
      bus: {
        gain: 0.289,
        set: { lowCut: 210, highCut: 11000, width: 1.1 },
        eq: { high: { hz: 3000, db: 3 } },
        duck: { depth: 0.35, beats: 0.5 },
        delay: { level: 0.2, beats: 0.75, feedback: 0.35, damp: 4500 },
        plate: { level: 0.2, t60: 1.6, damp: 6500, before: 0.02 },
      },
    },
    alternatives: [
      {
        instrument: 'stab',
        midiProgram: 81,
        sound: {
          patch: {
            dsp: 'saws',
            gain: 0.09,
            set: {
              detune: 0.009,
              cutoff: 1300,
              open: 3,
              openTime: 0.22,
              q: 1.1,
              attack: 0.003,
              decay: 0.5,
              sustain: 0.35,
              release: 0.12,
            },
          },
          bus: {
            gain: 0.632,
            set: { lowCut: 230, highCut: 10500, width: 1.1 },
            eq: { high: { hz: 3000, db: 3 } },
            duck: { depth: 0.35, beats: 0.5 },
            delay: { level: 0.34, beats: 0.75, feedback: 0.45, damp: 3800 },
          },
        },
      },
      {
        instrument: 'house-piano',
        midiProgram: 0,
        sound: {
          patch: { dsp: 'piano', gain: 0.2, set: { release: 0.15 } },
          bus: {
            gain: 0.53,
            set: { lowCut: 230, highCut: 11500, drive: 1.2, width: 1.1 },
            duck: { depth: 0.35, beats: 0.5 },
            plate: { level: 0.22, t60: 1.5, damp: 6500, before: 0.015 },
          },
        },
      },
    ],
  },
  lead: {
    instrument: 'bell',
    midiProgram: 14,
    sound: {
      patch: {
        dsp: 'bell',
        gain: 0.24,
        set: {
          ratio: 3.51,
          index: 0.2,
          indexLength: 0.9,
          shimmer: 0.25,
          hum: 0.12,
          decay: 2.4,
          release: 0.5,
        },
      },
      bus: {
        gain: 0.273,
        set: { lowCut: 320, highCut: 13000 },
        duck: { depth: 0.2, beats: 0.4 },
        delay: { level: 0.38, beats: 0.75, feedback: 0.45, damp: 5500 },
        plate: { level: 0.25, t60: 2.2, damp: 7500, before: 0.02 },
      },
    },
    alternatives: [
      {
        instrument: 'pluck',
        midiProgram: 84,
        sound: {
          patch: {
            dsp: 'bell',
            gain: 0.26,
            set: {
              ratio: 2,
              index: 0.5,
              indexLength: 0.12,
              shimmer: 0.12,
              hum: 0.1,
              spread: 0.0016,
              decay: 1.2,
              release: 0.3,
            },
          },
          bus: {
            gain: 0.367,
            set: { lowCut: 300, highCut: 12500 },
            duck: { depth: 0.2, beats: 0.4 },
            delay: { level: 0.42, beats: 0.75, feedback: 0.5, damp: 5000 },
            plate: { level: 0.25, t60: 2, damp: 7000, before: 0.02 },
          },
        },
      },
      {
        instrument: 'voice',
        midiProgram: 85,
        sound: {
          patch: {
            dsp: 'choir',
            gain: 0.3,
            set: { vowel: 0.75, opening: 0.3, breath: 0.25, attack: 0.05, release: 0.3 },
          },
          bus: {
            gain: 0.136,
            set: { lowCut: 320, highCut: 12000 },
            duck: { depth: 0.2, beats: 0.4 },
            delay: { level: 0.4, beats: 0.75, feedback: 0.45, damp: 4500 },
            plate: { level: 0.32, t60: 2.4, damp: 7000, before: 0.025 },
          },
        },
      },
    ],
  },
  counter: {
    instrument: 'glass-arpeggio',
    midiProgram: 88,
    sound: {
      patch: {
        dsp: 'bell',
        gain: 0.2,
        pan: -0.3,
        set: {
          ratio: 1,
          index: 0.35,
          indexLength: 0.18,
          shimmer: 0.2,
          hum: 0,
          decay: 0.7,
          release: 0.15,
        },
      },
      bus: {
        gain: 0.663,
        set: { lowCut: 420, highCut: 13000 },
        duck: { depth: 0.25, beats: 0.4 },
        delay: { level: 0.3, beats: 0.5, feedback: 0.35, damp: 6000 },
      },
    },
  },
  pad: {
    instrument: 'air-pad',
    midiProgram: 89,
    sound: {
      patch: {
        dsp: 'saws',
        gain: 0.06,
        set: {
          detune: 0.009,
          cutoff: 1100,
          open: 0.8,
          openAttack: 1.2,
          openTime: 3,
          q: 0.6,
          attack: 0.35,
          decay: 4,
          sustain: 0.85,
          release: 0.5,
        },
      },
      bus: {
        gain: 0.468,
        set: { lowCut: 300, highCut: 12500, width: 0.75 },
        duck: { depth: 0.4, beats: 0.6 },
        hall: { level: 0.3, t60: 3, damp: 6500, before: 0.02 },
      },
    },
    alternatives: [
      {
        instrument: 'glass-pad',
        midiProgram: 92,
        sound: {
          patch: {
            dsp: 'keys',
            gain: 0.1,
            set: {
              ratio: 2,
              index: 0.16,
              indexLength: 5,
              tine: 0,
              wobble: 0.25,
              wobbleRate: 3,
              spread: 0.0015,
              attack: 0.4,
              decay: 4,
              sustain: 0.8,
              release: 0.5,
            },
          },
          bus: {
            gain: 0.26,
            set: { lowCut: 300, highCut: 12500, width: 0.7 },
            duck: { depth: 0.4, beats: 0.6 },
            hall: { level: 0.35, t60: 3, damp: 6500, before: 0.02 },
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
        gain: 0.3,
        set: { low: 320, high: 11500, tone: 0.25, q: 1.4, boom: 48, length: 1.4, release: 0.2 },
      },
      bus: { gain: 0.211, set: { lowCut: 36, highCut: 13500 } },
    },
  },
};

/** Tight and bright: fast glue driven by the drums, air on top. */
export const drumAndBassMaster: MasterTone = {
  lowCut: 27,
  air: 0.14,
  threshold: 0.06,
  attackTime: 0.008,
  releaseTime: 0.1,
};
