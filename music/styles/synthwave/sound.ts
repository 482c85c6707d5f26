import type { StyleSound } from '../style-sound.ts';

/** Four on the floor, a driving octave bass, gated snare, wide saw chords and arpeggios, a singing lead, everything breathing with the kick. */
export const synthwaveSound: StyleSound = {
  drums: {
    instrument: 'machine-kit', midiProgram: 25,
    sound: {
      kit: {
        36: { dsp: 'kick', gain: 0.62, ring: 0.55, set: { freq: 47, start: 260, sweep: 0.06, length: 0.36, click: 0.45, drive: 2.4 } },
        38: { dsp: 'snare', gain: 0.42, ring: 0.6, set: { freq: 196, skin: 0.6, skinLength: 0.13, wires: 0.9, wiresLength: 0.08, hold: 0.16, low: 750, bright: 9500 } },
        39: { dsp: 'snare', gain: 0.26, ring: 0.5, set: { freq: 300, skin: 0, wires: 1, wiresLength: 0.22, low: 1000, bright: 9000, bursts: 1 } },
        42: { dsp: 'hat', gain: 0.5, pan: 0.2, ring: 0.1, set: { freq: 360, length: 0.045, metal: 0.55, low: 7600, high: 13500 } },
        46: { dsp: 'hat', gain: 0.4, pan: 0.2, ring: 0.4, set: { freq: 360, length: 0.26, metal: 0.55, low: 7000, high: 13500 } },
        49: { dsp: 'hat', gain: 0.32, pan: -0.3, ring: 2.6, set: { freq: 290, length: 2.2, metal: 0.4, low: 3800, high: 13000 } },
        45: { dsp: 'kick', gain: 0.5, pan: 0.35, ring: 0.6, set: { freq: 88, start: 190, sweep: 0.12, length: 0.4, click: 0.2, drive: 1.6 } },
        47: { dsp: 'kick', gain: 0.46, pan: 0, ring: 0.6, set: { freq: 118, start: 250, sweep: 0.12, length: 0.36, click: 0.2, drive: 1.6 } },
        50: { dsp: 'kick', gain: 0.44, pan: -0.35, ring: 0.6, set: { freq: 156, start: 320, sweep: 0.11, length: 0.32, click: 0.2, drive: 1.6 } },
      },
      bus: { gain: 0.414, set: { drive: 1.4, highCut: 14400 }, reverb: { level: 0.16, t60: 1.1, damp: 6500, before: 0.008 } },
    },
  },
  bass: {
    instrument: 'analog-bass', midiProgram: 38,
    sound: {
      patch: { dsp: 'bass', gain: 0.3, set: { sub: 0.55, saw: 0.6, square: 0.35, cutoff: 320, open: 4.5, openTime: 0.16, q: 1.3, drive: 1.5, attack: 0.002, decay: 0.5, sustain: 0.55, release: 0.05 } },
      bus: { gain: 0.459, set: { lowCut: 34, highCut: 7000, drive: 1.3, width: 0.2 }, duck: { depth: 0.5, beats: 0.45 } },
    },
  },
  chords: {
    instrument: 'poly-synth', midiProgram: 81,
    sound: {
      patch: { dsp: 'saws', gain: 0.105, set: { detune: 0.008, pulse: 0.3, cutoff: 1500, open: 2.4, openTime: 0.28, q: 0.9, attack: 0.004, decay: 0.9, sustain: 0.55, release: 0.18 } },
      bus: {
        gain: 0.8, set: { lowCut: 190, width: 1.25, highCut: 11000 }, chorus: 0.6, duck: { depth: 0.45, beats: 0.6 },
        delay: { level: 0.2, beats: 0.75, feedback: 0.35, damp: 4500 }, reverb: { level: 0.18, t60: 1.9, damp: 6000, before: 0.02 },
      },
    },
  },
  lead: {
    instrument: 'saw-lead', midiProgram: 81,
    sound: {
      patch: { dsp: 'saws', gain: 0.12, set: { detune: 0.005, pulse: 0.45, cutoff: 1900, open: 1.8, openTime: 0.7, q: 1.1, vibrato: 0.006, vibratoRate: 5.4, vibratoDelay: 0.5, attack: 0.012, decay: 1.2, sustain: 0.75, release: 0.22 } },
      bus: {
        gain: 0.629, set: { lowCut: 260, highCut: 10500, drive: 1.2, width: 0.7 }, duck: { depth: 0.2, beats: 0.4 },
        delay: { level: 0.32, beats: 0.75, feedback: 0.42, damp: 3800 }, reverb: { level: 0.3, t60: 2.6, damp: 5500, before: 0.03 },
      },
    },
  },
  pad: {
    instrument: 'wide-pad', midiProgram: 90,
    sound: {
      patch: { dsp: 'saws', gain: 0.055, set: { detune: 0.011, cutoff: 1100, open: 1, openAttack: 1.2, openTime: 4, q: 0.7, attack: 0.5, decay: 4, sustain: 0.85, release: 0.8 } },
      bus: { gain: 0.666, set: { lowCut: 200, width: 1.4, highCut: 9000 }, chorus: 0.8, duck: { depth: 0.6, beats: 0.7 }, reverb: { level: 0.35, t60: 3, damp: 5000, before: 0.025 } },
    },
  },
};
