import type { Bus, MasterTone, Patch, StyleSound } from '../style-sound.ts';

/**
 * Settings shared by all stab instruments: dry, clear of the bass, ducked by the kick, with a
 * dotted-eighth echo.
 */
const stabs = (gain: number, more: Partial<Bus> = {}): Bus => ({
  gain,
  set: { lowCut: 230, highCut: 11_000, drive: 1.2, width: 1.35 },
  duck: { depth: 0.6, beats: 0.6 },
  delay: { level: 0.12, beats: 0.75, feedback: 0.3, damp: 3200 },
  plate: { level: 0.1, t60: 0.7, damp: 6000, before: 0.01 },
  ...more,
});
/** A short two-operator pluck. */
const pluck: Patch = {
  dsp: 'bell',
  gain: 0.2,
  set: {
    ratio: 2,
    index: 0.8,
    indexLength: 0.2,
    shimmer: 0.14,
    hum: 0,
    decay: 0.9,
    release: 0.12,
    spread: 0.0012,
  },
};

/**
 * A drum machine in a dry club, a round bass, stabs of organ, piano or pluck, a hook and strings,
 * all ducked by the kick.
 */
export const houseSound: StyleSound = {
  drums: {
    instrument: 'house-kit',
    midiProgram: 25,
    sound: {
      kit: {
        36: {
          dsp: 'kick',
          gain: 0.6,
          ring: 0.5,
          set: {
            freq: 55,
            start: 195,
            sweep: 0.042,
            length: 0.28,
            click: 0.5,
            clickLength: 0.005,
            clickTone: 7500,
            punch: 0.7,
            drive: 2.1,
          },
        },
        37: {
          dsp: 'snare',
          gain: 0.5,
          pan: -0.4,
          ring: 0.12,
          set: {
            freq: 1250,
            skin: 0.9,
            skinLength: 0.022,
            wires: 0.25,
            wiresLength: 0.02,
            low: 2000,
            bright: 8000,
            drop: 0,
          },
        },
        38: {
          dsp: 'snare',
          gain: 0.6,
          ring: 0.3,
          set: {
            freq: 210,
            skin: 0.6,
            skinLength: 0.09,
            wires: 0.8,
            wiresLength: 0.14,
            low: 1100,
            bright: 9000,
            crack: 0.3,
          },
        },
        39: {
          dsp: 'snare',
          gain: 1.3,
          ring: 0.32,
          set: {
            freq: 300,
            skin: 0,
            wires: 1,
            wiresLength: 0.15,
            low: 950,
            bright: 8500,
            bursts: 1,
          },
        },
        42: {
          dsp: 'hat',
          gain: 2.4,
          pan: 0.35,
          ring: 0.09,
          choke: 'hat',
          set: { freq: 400, length: 0.035, metal: 0.6, low: 8000, high: 13000 },
        },
        46: {
          dsp: 'hat',
          gain: 1.7,
          pan: 0.35,
          ring: 0.32,
          choke: 'hat',
          set: { freq: 400, length: 0.22, metal: 0.5, low: 5200, high: 13000 },
        },
        49: {
          dsp: 'cymbal',
          gain: 1.0,
          pan: -0.4,
          ring: 2,
          set: {
            freq: 260,
            length: 2.4,
            rise: 0.006,
            ping: 0.1,
            bow: 0.08,
            wash: 1.3,
            trash: 0.1,
            bright: 11000,
          },
        },
        51: {
          dsp: 'hat',
          gain: 1.4,
          pan: -0.5,
          ring: 0.5,
          set: { freq: 430, length: 0.42, metal: 0.85, low: 5200, high: 11500 },
        },
        54: {
          dsp: 'hat',
          gain: 1.7,
          pan: 0.6,
          ring: 0.14,
          set: { freq: 620, length: 0.09, rise: 0.004, metal: 0.5, low: 6500, high: 12000 },
        },
        63: {
          dsp: 'kick',
          gain: 0.28,
          pan: 0.5,
          ring: 0.22,
          set: {
            freq: 330,
            start: 400,
            sweep: 0.02,
            length: 0.14,
            click: 0.25,
            clickLength: 0.008,
            clickTone: 3500,
            drive: 1.1,
          },
        },
        64: {
          dsp: 'kick',
          gain: 0.3,
          pan: -0.5,
          ring: 0.28,
          set: {
            freq: 215,
            start: 270,
            sweep: 0.02,
            length: 0.2,
            click: 0.2,
            clickLength: 0.008,
            clickTone: 2800,
            drive: 1.1,
          },
        },
        70: {
          dsp: 'hat',
          gain: 2.5,
          pan: -0.6,
          ring: 0.11,
          set: { freq: 300, length: 0.05, rise: 0.016, metal: 0, low: 6200, high: 12500 },
        },
      },
      bus: {
        pair: { level: 0.28, seconds: 0.011 },
        gain: 0.48,
        set: { drive: 1.3, lowCut: 34, highCut: 14_400 },
        plate: { level: 0.07, t60: 0.5, damp: 6500, before: 0.004 },
      },
    },
  },
  bass: {
    instrument: 'house-bass',
    midiProgram: 38,
    sound: {
      patch: {
        dsp: 'bass',
        gain: 0.34,
        set: {
          sub: 0.85,
          saw: 0.4,
          square: 0.35,
          cutoff: 380,
          open: 4.5,
          openTime: 0.1,
          q: 1,
          drive: 1.4,
          attack: 0.003,
          decay: 0.6,
          sustain: 0.6,
          release: 0.04,
        },
      },
      bus: {
        gain: 0.38,
        set: { lowCut: 34, highCut: 5500, drive: 1.3, width: 0 },
        duck: { depth: 0.85, beats: 0.42 },
      },
    },
    alternatives: [
      {
        instrument: 'organ-bass',
        midiProgram: 16,
        sound: {
          patch: {
            dsp: 'organ',
            gain: 0.34,
            set: {
              drawbar16: 0,
              drawbar5: 0,
              drawbar8: 8,
              drawbar4: 6,
              drawbar3: 4,
              drawbar2: 0,
              click: 0.35,
              percussion: 0.5,
              rotor: 0,
              attack: 0.002,
              release: 0.04,
            },
          },
          bus: {
            gain: 0.5,
            set: { lowCut: 30, highCut: 3800, drive: 1.8, width: 0 },
            eq: { low: { hz: 90, db: 3 }, bell: { hz: 250, db: -2, q: 0.9 } },
            duck: { depth: 0.85, beats: 0.42 },
          },
        },
      },
    ],
  },
  chords: {
    instrument: 'house-piano',
    midiProgram: 2,
    sound: {
      placement: { spread: 0.5 },
      patch: {
        dsp: 'piano',
        gain: 0.3,
        set: {
          hard: 1.9,
          bright: 11000,
          decay: 5,
          detune: 1.2,
          knock: 0.12,
          spread: 1,
          release: 0.09,
        },
      },
      bus: stabs(0.55, { chorus: 0.3 }),
    },
    alternatives: [
      {
        instrument: 'house-organ',
        midiProgram: 17,
        sound: {
          patch: {
            dsp: 'organ',
            gain: 0.2,
            set: {
              drawbar16: 0,
              drawbar5: 5,
              drawbar8: 8,
              drawbar4: 6,
              drawbar3: 5,
              drawbar2: 4,
              drawbar1: 3,
              click: 0.4,
              percussion: 0.7,
              rotor: 0.7,
              rotorRate: 0.9,
              attack: 0.002,
              release: 0.05,
            },
          },
          bus: stabs(0.6),
        },
      },
      {
        instrument: 'house-pluck',
        midiProgram: 80,
        sound: {
          placement: { scatter: 0.6 },
          patch: pluck,
          bus: stabs(0.72, {
            chorus: 0.7,
            delay: { level: 0.2, beats: 0.75, feedback: 0.4, damp: 3600 },
          }),
        },
      },
    ],
  },
  lead: {
    instrument: 'hook-organ',
    midiProgram: 16,
    sound: {
      patch: {
        dsp: 'organ',
        gain: 0.2,
        set: {
          drawbar16: 6,
          drawbar5: 0,
          drawbar8: 8,
          drawbar4: 0,
          drawbar3: 4,
          drawbar2: 0,
          drawbar1: 2,
          click: 0.3,
          percussion: 0.8,
          rotor: 0.3,
          attack: 0.002,
          release: 0.05,
        },
      },
      bus: {
        gain: 0.42,
        set: { lowCut: 280, highCut: 9000, drive: 1.3, width: 0.8 },
        duck: { depth: 0.3, beats: 0.4 },
        delay: { level: 0.22, beats: 0.75, feedback: 0.36, damp: 3200 },
        plate: { level: 0.12, t60: 0.8, damp: 6000, before: 0.012 },
      },
    },
    alternatives: [
      {
        instrument: 'hook-saw',
        midiProgram: 81,
        sound: {
          patch: {
            dsp: 'saws',
            gain: 0.12,
            set: {
              detune: 0.007,
              pulse: 0.5,
              cutoff: 1300,
              open: 3,
              openTime: 0.18,
              q: 1.2,
              attack: 0.003,
              decay: 0.4,
              sustain: 0.45,
              release: 0.09,
            },
          },
          bus: {
            gain: 0.82,
            set: { lowCut: 300, highCut: 9500, width: 0.8 },
            duck: { depth: 0.3, beats: 0.4 },
            delay: { level: 0.24, beats: 0.75, feedback: 0.38, damp: 3400 },
            plate: { level: 0.12, t60: 0.8, damp: 6000, before: 0.012 },
          },
        },
      },
    ],
  },
  counter: {
    instrument: 'pluck',
    midiProgram: 80,
    sound: {
      placement: { scatter: 0.5 },
      patch: pluck,
      bus: {
        gain: 0.62,
        pan: 0.2,
        set: { lowCut: 320, highCut: 10_000, width: 1 },
        duck: { depth: 0.4, beats: 0.5 },
        delay: { level: 0.3, beats: 0.75, feedback: 0.45, damp: 3800 },
      },
    },
  },
  pad: {
    instrument: 'house-strings',
    midiProgram: 50,
    sound: {
      placement: { scatter: 0.3 },
      patch: {
        dsp: 'saws',
        gain: 0.055,
        set: {
          detune: 0.007,
          cutoff: 1500,
          open: 0.8,
          openAttack: 0.6,
          openTime: 3,
          q: 0.6,
          attack: 0.18,
          decay: 3,
          sustain: 0.85,
          release: 0.4,
        },
      },
      bus: {
        gain: 0.62,
        set: { lowCut: 300, highCut: 8500, width: 1.35 },
        chorus: 0.5,
        duck: { depth: 0.75, beats: 0.85 },
        plate: { level: 0.16, t60: 1.2, damp: 5000, before: 0.015 },
      },
    },
  },
  fx: {
    instrument: 'sweeps',
    midiProgram: 97,
    sound: {
      patch: {
        dsp: 'sweep',
        gain: 0.34,
        set: {
          low: 260,
          high: 9500,
          tone: 0.15,
          toneHz: 110,
          q: 1.8,
          boom: 44,
          length: 1.2,
          release: 0.1,
        },
      },
      bus: {
        gain: 0.28,
        set: { lowCut: 45, highCut: 12_500, width: 1.1 },
        duck: { depth: 0.4, beats: 0.5 },
      },
    },
  },
};

/** Tight at the bottom, open at the top, compressed in time with the kick. */
export const houseMaster: MasterTone = {
  lowCut: 28,
  warmth: 0,
  air: 0.12,
  threshold: 0.15,
  attackTime: 0.03,
  releaseTime: 0.18,
};
