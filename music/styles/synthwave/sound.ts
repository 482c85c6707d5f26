import type { MasterTone, StyleSound } from '../style-sound.ts';

/** A drum machine with a gated snare, an analogue bass, wide saws, a singing lead, glass bells, and a hall that never ends. */
export const synthwaveSound: StyleSound = {
  drums: {
    instrument: 'machine-kit', midiProgram: 25,
    sound: {
      kit: {
        36: { dsp: 'kick', gain: 0.6, ring: 0.45, set: { freq: 52, start: 240, sweep: 0.055, length: 0.3, click: 0.4, clickLength: 0.008, clickTone: 5500, drive: 2.2 } },
        38: { dsp: 'snare', gain: 0.46, ring: 0.55, set: { freq: 192, skin: 0.7, skinLength: 0.15, wires: 0.95, wiresLength: 0.06, hold: 0.22, low: 600, bright: 8600, drop: 0.3, crack: 0.2 } },
        39: { dsp: 'snare', gain: 0.24, ring: 0.5, set: { freq: 300, skin: 0, wires: 1, wiresLength: 0.22, low: 1000, bright: 8200, bursts: 1 } },
        42: { dsp: 'hat', gain: 0.7, pan: 0.22, ring: 0.09, choke: 'hat', set: { freq: 360, length: 0.04, metal: 0.5, low: 7600, high: 12500 } },
        46: { dsp: 'hat', gain: 0.6, pan: 0.22, ring: 0.45, choke: 'hat', set: { freq: 360, length: 0.3, metal: 0.5, low: 7000, high: 12500 } },
        49: { dsp: 'cymbal', gain: 0.55, pan: -0.3, ring: 2.6, set: { freq: 250, length: 2.8, rise: 0.008, ping: 0.12, bow: 0.1, wash: 1.3, trash: 0.12, bright: 10_000 } },
        54: { dsp: 'hat', gain: 0.55, pan: -0.35, ring: 0.16, set: { freq: 640, length: 0.1, rise: 0.004, metal: 0.5, low: 6000, high: 11_500 } },
        45: { dsp: 'kick', gain: 0.5, pan: 0.4, ring: 0.75, set: { freq: 82, start: 190, sweep: 0.16, length: 0.55, click: 0.22, clickTone: 4500, drive: 1.6 } },
        47: { dsp: 'kick', gain: 0.46, pan: 0, ring: 0.7, set: { freq: 112, start: 250, sweep: 0.15, length: 0.5, click: 0.22, clickTone: 4500, drive: 1.6 } },
        50: { dsp: 'kick', gain: 0.44, pan: -0.4, ring: 0.65, set: { freq: 150, start: 320, sweep: 0.14, length: 0.45, click: 0.22, clickTone: 4500, drive: 1.6 } },
      },
      bus: { gain: 0.44, set: { drive: 1.4, highCut: 13_500 }, plate: { level: 0.2, t60: 1.8, damp: 5500, before: 0.012 } },
    },
  },
  bass: {
    instrument: 'analog-bass', midiProgram: 38,
    sound: {
      patch: { dsp: 'bass', gain: 0.3, set: { sub: 0.5, saw: 0.65, square: 0.35, cutoff: 340, open: 4.5, openTime: 0.15, q: 1.4, drive: 1.5, attack: 0.002, decay: 0.45, sustain: 0.5, release: 0.05 } },
      bus: { gain: 0.46, set: { lowCut: 34, highCut: 7000, drive: 1.3, width: 0.2 }, eq: { bell: { hz: 260, db: -2, q: 0.8 } }, duck: { depth: 0.45, beats: 0.4 } },
    },
  },
  chords: {
    instrument: 'poly-synth', midiProgram: 81,
    sound: {
      patch: { dsp: 'saws', gain: 0.105, set: { detune: 0.008, pulse: 0.3, cutoff: 1400, open: 2.4, openTime: 0.28, q: 0.9, attack: 0.004, decay: 0.9, sustain: 0.55, release: 0.18 } },
      bus: {
        gain: 0.86, set: { lowCut: 190, width: 1.25, highCut: 10_500 }, eq: { bell: { hz: 340, db: -2, q: 0.8 } }, chorus: 0.6, duck: { depth: 0.3, beats: 0.6 },
        delay: { level: 0.2, beats: 0.75, feedback: 0.35, damp: 4200 }, reverb: { level: 0.22, t60: 2.6, damp: 5200, before: 0.02 },
      },
    },
  },
  lead: {
    instrument: 'saw-lead', midiProgram: 81,
    sound: {
      patch: { dsp: 'saws', gain: 0.12, set: { detune: 0.005, pulse: 0.45, cutoff: 1800, open: 1.8, openTime: 0.7, q: 1.1, vibrato: 0.006, vibratoRate: 5.4, vibratoDelay: 0.5, attack: 0.014, decay: 1.2, sustain: 0.75, release: 0.25 } },
      bus: {
        gain: 0.53, set: { lowCut: 260, highCut: 9500, drive: 1.2, width: 0.7 }, eq: { peak: { hz: 3000, db: -1.5, q: 0.8 } },
        delay: { level: 0.3, beats: 0.75, feedback: 0.42, damp: 3600 }, hall: { level: 0.32, t60: 3.4, damp: 5000, before: 0.035 },
      },
    },
    others: [
      {
        instrument: 'square-lead', midiProgram: 80,
        sound: {
          patch: { dsp: 'saws', gain: 0.13, set: { detune: 0.003, pulse: 1, width: 0.3, cutoff: 1500, open: 1.4, openTime: 0.5, q: 0.9, vibrato: 0.008, vibratoRate: 5, vibratoDelay: 0.4, attack: 0.02, decay: 1, sustain: 0.8, release: 0.22 } },
          bus: { gain: 0.5, set: { lowCut: 240, highCut: 9000, drive: 1.2, width: 0.8 }, delay: { level: 0.3, beats: 0.75, feedback: 0.42, damp: 3600 }, hall: { level: 0.32, t60: 3.4, damp: 5000, before: 0.035 } },
        },
      },
    ],
  },
  counter: {
    instrument: 'glass-bell', midiProgram: 98,
    sound: {
      patch: { dsp: 'bell', gain: 0.16, set: { ratio: 3.5, index: 0.14, indexLength: 0.7, shimmer: 0.12, hum: 0.1, spread: 0.0006, decay: 2.2, release: 0.5 } },
      bus: { gain: 0.95, pan: -0.25, set: { lowCut: 300, highCut: 9500, width: 0.8 }, delay: { level: 0.3, beats: 0.5, feedback: 0.4, damp: 4000 }, reverb: { level: 0.28, t60: 3.2, damp: 5500, before: 0.03 } },
    },
  },
  pad: {
    instrument: 'wide-pad', midiProgram: 90,
    sound: {
      patch: { dsp: 'saws', gain: 0.055, set: { detune: 0.011, cutoff: 1000, open: 1, openAttack: 1.2, openTime: 4, q: 0.7, attack: 0.5, decay: 4, sustain: 0.85, release: 0.8 } },
      bus: { gain: 0.62, set: { lowCut: 240, width: 1.35, highCut: 8500 }, chorus: 0.8, duck: { depth: 0.35, beats: 0.8 }, hall: { level: 0.34, t60: 3.8, damp: 4600, before: 0.025 } },
    },
  },
  fx: {
    instrument: 'sweeps', midiProgram: 97,
    sound: { patch: { dsp: 'sweep', gain: 0.3, set: { low: 240, high: 8000, tone: 0.4, toneHz: 110, q: 1.5, boom: 48, length: 1.8, release: 0.2 } }, bus: { gain: 0.45, set: { lowCut: 36, highCut: 11_000, width: 0.7 }, reverb: { level: 0.25, t60: 2.8, damp: 5000, before: 0.02 } } },
  },
};

/** Warm, a little soft at the top, as from a chrome cassette. */
export const synthwaveMaster: MasterTone = { lowCut: 30, warmth: 0.06, air: 0, threshold: 0.15, attackTime: 0.02, releaseTime: 0.22 };
