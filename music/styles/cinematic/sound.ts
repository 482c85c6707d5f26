import type { MasterTone, StyleSound } from '../style-sound.ts';

/** The hall and who stands in it: low drums at the back, basses right, celli and violas in the middle, the theme left of it, the choir behind all, a piano near. */
export const cinematicSound: StyleSound = {
  drums: {
    instrument: 'great-drums', midiProgram: 48,
    sound: {
      kit: {
        35: { dsp: 'kick', gain: 0.6, ring: 2, response: 0.4, set: { freq: 44, start: 92, sweep: 0.16, length: 1.5, click: 0.35, clickLength: 0.03, clickTone: 1500, drive: 1.4 } },
        37: { dsp: 'snare', gain: 0.3, pan: 0.25, ring: 0.25, response: 0.3, set: { freq: 620, skin: 0.8, skinLength: 0.05, wires: 0.3, wiresLength: 0.04, low: 900, bright: 4800 } },
        38: { dsp: 'snare', gain: 0.34, pan: 0.1, ring: 0.7, response: 0.3, set: { freq: 168, skin: 0.7, skinLength: 0.18, wires: 0.7, wiresLength: 0.26, low: 500, bright: 6200 } },
        45: { dsp: 'kick', gain: 0.42, pan: 0.3, ring: 1.1, response: 0.4, set: { freq: 72, start: 128, sweep: 0.1, length: 0.8, click: 0.4, clickLength: 0.02, clickTone: 2200, drive: 1.3 } },
        47: { dsp: 'kick', gain: 0.4, pan: -0.1, ring: 1, response: 0.4, set: { freq: 98, start: 168, sweep: 0.09, length: 0.7, click: 0.4, clickLength: 0.018, clickTone: 2600, drive: 1.3 } },
        49: { dsp: 'cymbal', gain: 0.3, pan: -0.25, ring: 3.5, set: { freq: 230, length: 3.4, rise: 0.02, ping: 0.08, bow: 0.12, wash: 1.2, trash: 0.12, bright: 9500 } },
        50: { dsp: 'kick', gain: 0.38, pan: -0.35, ring: 0.9, response: 0.4, set: { freq: 130, start: 215, sweep: 0.08, length: 0.6, click: 0.4, clickLength: 0.016, clickTone: 3000, drive: 1.3 } },
      },
      bus: { gain: 0.425, set: { lowCut: 28, highCut: 12_000, drive: 1.3, width: 1.1 }, eq: { bell: { hz: 330, db: -3, q: 0.9 } }, reverb: { level: 0.4, t60: 2.4, damp: 3600, before: 0.02 } },
    },
  },
  bass: {
    instrument: 'low-strings', midiProgram: 43,
    sound: {
      patch: { dsp: 'strings', gain: 0.3, pan: 0.15, response: 1.1, set: { detune: 0.003, cutoff: 1500, swell: 0.2, bow: 0.16, body: 0.5, attack: 0.06, decay: 3, sustain: 0.85, release: 0.35 } },
      bus: { gain: 2.5, set: { lowCut: 34, highCut: 5000, width: 0.15 }, reverb: { level: 0.2, t60: 2, damp: 2600, before: 0.02 } },
    },
  },
  chords: {
    instrument: 'spiccato-strings', midiProgram: 48,
    sound: {
      patch: { dsp: 'strings', gain: 0.26, response: 1.1, set: { detune: 0.005, cutoff: 5600, swell: 0.1, bow: 0.4, body: 0.7, attack: 0.012, decay: 0.5, sustain: 0.5, release: 0.18, vibrato: 0.002 } },
      bus: { gain: 1.78, set: { lowCut: 120, highCut: 11_500, width: 0.8 }, pan: -0.1, eq: { bell: { hz: 380, db: -2, q: 0.8 } }, hall: { level: 0.4, t60: 2.4, damp: 4200, before: 0.02 } },
    },
  },
  lead: {
    instrument: 'solo-strings', midiProgram: 40,
    sound: {
      registers: [
        { from: 0, patch: { dsp: 'bowed', gain: 0.34, response: 0.7, set: { pressure: 0.62, bright: 2800, vibrato: 0.004, vibratoRate: 5, vibratoDelay: 0.35, body: 0.65, bodyHz: 185, attack: 0.09, release: 0.4 } } },
        { from: 67, patch: { dsp: 'bowed', gain: 0.34, response: 0.7, set: { pressure: 0.55, bright: 3600, vibrato: 0.0042, vibratoRate: 5.5, vibratoDelay: 0.3, body: 0.6, bodyHz: 280, attack: 0.08, release: 0.35 } } },
      ],
      bus: { gain: 0.667, set: { lowCut: 150, highCut: 10_500 }, pan: -0.15, eq: { peak: { hz: 2800, db: -2, q: 1 } }, chorus: 0.4, hall: { level: 0.6, t60: 2.8, damp: 4600, before: 0.03 } },
    },
  },
  counter: {
    instrument: 'piano', midiProgram: 0,
    sound: {
      patch: { dsp: 'piano', gain: 0.5, response: 0.3, set: { hard: 0.8, bright: 6500, decay: 10, detune: 0.7, knock: 0.15, spread: 0.6, release: 0.6 } },
      bus: { gain: 0.706, set: { lowCut: 130, highCut: 10_000, width: 1 }, pan: 0.12, reverb: { level: 0.4, t60: 2.6, damp: 3800, before: 0.03 } },
    },
  },
  pad: {
    instrument: 'horns-and-choir', midiProgram: 52,
    sound: {
      registers: [
        { from: 0, patch: { dsp: 'saws', gain: 0.1, response: 1.2, set: { detune: 0.003, cutoff: 420, open: 2.6, openAttack: 0.5, openTime: 4, q: 0.7, attack: 0.16, decay: 4, sustain: 0.85, release: 0.7 } } },
        { from: 57, patch: { dsp: 'choir', gain: 0.24, response: 1.1, set: { vowel: 0.85, opening: 0.3, breath: 0.1, detune: 0.006, vibrato: 0.006, attack: 0.35, release: 0.8 } } },
      ],
      bus: { gain: 0.84, set: { lowCut: 110, highCut: 9500, width: 0.75 }, eq: { bell: { hz: 320, db: -2, q: 0.8 } }, hall: { level: 0.55, t60: 3.2, damp: 4200, before: 0.03 } },
    },
  },
  fx: {
    instrument: 'risers-and-impacts', midiProgram: 102,
    sound: {
      patch: { dsp: 'sweep', gain: 0.5, response: 0.5, set: { low: 160, high: 5200, tone: 0.5, toneHz: 65.4, q: 1.3, boom: 36, length: 3.6, release: 3 } },
      bus: { gain: 0.477, set: { lowCut: 26, highCut: 7000, width: 0.8 }, reverb: { level: 0.35, t60: 3, damp: 3000, before: 0.01 } },
    },
  },
};

/** Wide dynamics: the whole is pressed only where it is huge. */
export const cinematicMaster: MasterTone = { lowCut: 24, warmth: 0.05, air: 0.3, threshold: 0.26, attackTime: 0.06, releaseTime: 0.5 };
