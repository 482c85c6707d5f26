import type { MasterTone, StyleSound } from '../style-sound.ts';

/**
 * A warm analogue pad under a choir, a round drone, felt piano into echoes, glass bells, and a
 * bowed string far back in the hall.
 */
export const ambientSound: StyleSound = {
  bass: {
    instrument: 'drone',
    midiProgram: 89,
    sound: {
      patch: {
        dsp: 'bass',
        gain: 0.3,
        response: 0.5,
        set: {
          sub: 0.6,
          saw: 0.6,
          square: 0.15,
          cutoff: 300,
          open: 0.4,
          openTime: 4,
          q: 0.6,
          drive: 0.9,
          attack: 1.6,
          decay: 8,
          sustain: 0.85,
          release: 2.8,
        },
      },
      bus: { gain: 0.284, set: { lowCut: 28, highCut: 1400, width: 0 } },
    },
  },
  chords: {
    instrument: 'felt-piano',
    midiProgram: 0,
    sound: {
      placement: { spread: 0.6 },
      patch: {
        dsp: 'piano',
        gain: 0.5,
        set: {
          hard: 0.5,
          bright: 4800,
          decay: 12,
          detune: 1.4,
          knock: 0.12,
          spread: 0.6,
          release: 1.6,
        },
      },
      bus: {
        gain: 0.889,
        set: { lowCut: 110, highCut: 6500, width: 1.1 },
        eq: { bell: { hz: 320, db: -2, q: 0.9 } },
        delay: { level: 0.34, beats: 1.5, feedback: 0.5, damp: 2200 },
        reverb: { level: 0.4, t60: 5, damp: 3200, before: 0.03 },
      },
    },
  },
  lead: {
    instrument: 'bowed-viola',
    midiProgram: 41,
    sound: {
      patch: {
        dsp: 'bowed',
        gain: 0.3,
        response: 0.6,
        set: {
          pressure: 0.42,
          bright: 3000,
          vibrato: 0.0028,
          vibratoRate: 4.6,
          vibratoDelay: 1.1,
          body: 0.5,
          bodyHz: 230,
          attack: 0.7,
          release: 1.6,
        },
      },
      bus: {
        gain: 0.671,
        set: { lowCut: 180, highCut: 5600, width: 1 },
        pan: -0.12,
        pair: { level: 0.35, seconds: 0.023 },
        hall: { level: 0.66, t60: 6, damp: 3400, before: 0.05 },
      },
    },
  },
  counter: {
    instrument: 'glass-bells',
    midiProgram: 98,
    sound: {
      placement: { spread: 0.4, scatter: 0.3 },
      patch: {
        dsp: 'mallet',
        gain: 0.3,
        set: {
          ratio2: 2.76,
          ratio3: 5.4,
          ratio4: 8.93,
          upper: 0.4,
          decay: 9,
          slope: 0.5,
          damping: 0.9,
          contact: 0.9,
          knock: 0.02,
          release: 2.4,
        },
      },
      bus: {
        gain: 0.449,
        set: { lowCut: 300, highCut: 8000 },
        pan: 0.25,
        delay: { level: 0.4, beats: 2.25, feedback: 0.55, damp: 3000 },
        reverb: { level: 0.5, t60: 6, damp: 4200, before: 0.04 },
      },
    },
  },
  pad: {
    instrument: 'pad-and-choir',
    midiProgram: 89,
    sound: {
      placement: { scatter: 0.35 },
      registers: [
        {
          from: 0,
          patch: {
            dsp: 'saws',
            gain: 0.11,
            response: 0.6,
            set: {
              detune: 0.006,
              cutoff: 820,
              open: 1.3,
              openAttack: 3.6,
              openTime: 8,
              q: 0.6,
              vibrato: 0.001,
              vibratoRate: 0.3,
              attack: 1.8,
              decay: 10,
              sustain: 0.85,
              release: 3.2,
            },
          },
        },
        {
          from: 62,
          patch: {
            dsp: 'choir',
            gain: 0.16,
            response: 0.7,
            set: {
              vowel: 0.6,
              opening: 0.6,
              breath: 0.16,
              detune: 0.006,
              vibrato: 0.004,
              attack: 1.6,
              release: 3,
            },
          },
        },
      ],
      bus: {
        gain: 1.01,
        set: { lowCut: 95, highCut: 7500, width: 0.92 },
        eq: { bell: { hz: 300, db: -2.5, q: 0.8 } },
        chorus: 0.32,
        hall: { level: 0.48, t60: 7, damp: 3600, before: 0.04 },
      },
    },
  },
  fx: {
    instrument: 'air',
    midiProgram: 97,
    sound: {
      patch: {
        dsp: 'sweep',
        gain: 0.4,
        set: {
          low: 180,
          high: 2600,
          tone: 0.12,
          toneHz: 110,
          q: 1.1,
          boom: 42,
          length: 3.5,
          release: 2.5,
        },
      },
      bus: {
        gain: 0.711,
        set: { lowCut: 60, highCut: 6000, width: 0.7 },
        reverb: { level: 0.38, t60: 5, damp: 3200, before: 0.02 },
      },
    },
  },
};

/** Hardly any compression: the swells are the music. */
export const ambientMaster: MasterTone = {
  lowCut: 24,
  warmth: 0.06,
  air: 0.1,
  threshold: 0.3,
  attackTime: 0.12,
  releaseTime: 1.2,
};
