import type { StyleBook } from './style-book.ts';

/** Dusty drums behind the beat, electric piano in ninth chords, a round bass, a shy vibraphone, tape and record noise. */
export const loFi: StyleBook = {
  name: 'lo-fi',
  label: 'lo-fi',
  tempo: { slow: 66, usual: 78, fast: 92 },
  energy: 0.4,
  mood: 'warm',
  swing: 0.58,
  looseness: 0.006,
  snareLate: 0.012,
  key: {
    calm: { tonic: 'F', mode: 'major' }, warm: { tonic: 'Eb', mode: 'major' }, happy: { tonic: 'G', mode: 'major' }, dark: { tonic: 'C', mode: 'minor' },
    sad: { tonic: 'A', mode: 'minor' }, dreamy: { tonic: 'Db', mode: 'lydian' }, driving: { tonic: 'D', mode: 'dorian' }, epic: { tonic: 'E', mode: 'minor' },
  },
  loops: {
    major: [['IIm9', 'V13', 'Imaj9', 'VIm9'], ['Imaj9', 'IIIm7', 'VIm9', 'IVmaj9'], ['IVmaj9', 'IIIm7', 'IIm9', 'Imaj9'], ['Imaj9', 'VIm9', 'IIm9', 'V13']],
    lydian: [['Imaj9', 'II7', 'Imaj9', 'VIIm7'], ['Imaj9', 'IIIm7', 'II7', 'VIm9'], ['IIIm7', 'II7', 'Imaj9', 'Imaj9']],
    mixolydian: [['Imaj9', 'bVIImaj7', 'IVmaj9', 'Imaj9'], ['I9', 'Vm7', 'IVmaj9', 'bVIImaj7'], ['IVmaj9', 'I9', 'bVIImaj7', 'I9']],
    minor: [['Im9', 'bVImaj7', 'IVm9', 'Vm7'], ['Im9', 'IVm9', 'bVIImaj7', 'bIIImaj7'], ['IVm9', 'Vm7', 'Im9', 'Im9'], ['bVImaj7', 'Vm7', 'Im9', 'bIIImaj7']],
    dorian: [['Im9', 'IV9', 'Im9', 'IV9'], ['Im9', 'IIm7', 'bIIImaj7', 'IV9'], ['IIm7', 'Im9', 'IV9', 'bVIImaj7']],
    phrygian: [['Im7', 'bIImaj7', 'Im7', 'bVIIm7'], ['Im7', 'bVImaj7', 'bIImaj7', 'Im7'], ['bIImaj7', 'bIIImaj7', 'bIImaj7', 'Im7']],
  },
  cadence: { major: ['V13', 'Imaj9'], lydian: ['II7', 'Imaj9'], mixolydian: ['bVIImaj7', 'Imaj9'], minor: ['Vm7', 'Im9'], dorian: ['IV9', 'Im9'], phrygian: ['bIImaj7', 'Im7'] },
  grooves: [
    { name: 'brushes', energy: [0, 0.35], steps: { kick: 'x.........o.....', rim: '....x.......x...', shaker: 'o.o.o.o.o.o.o.o.' } },
    { name: 'head nod', energy: [0.2, 0.7], steps: { kick: 'X......x..x.....', snare: '....X.......X..?', closedHat: 'x.o.x.o.x.o.x.oo' } },
    { name: 'boom bap', energy: [0.3, 1], steps: { kick: 'X..?...x..X.....', snare: '....X..?....X...', closedHat: 'x.x.x.x.x.x.x.x?' } },
    { name: 'lazy', energy: [0.25, 0.8], steps: { kick: 'X.....x.x.......', snare: '....X.......X...', closedHat: 'x.xox.x.x.xox.x.', rim: '.......?......?.' } },
    { name: 'busy', energy: [0.65, 1], steps: { kick: 'X..x...x..X..?..', snare: '....X..o.o..X..o', closedHat: 'xoxoxoxoxoxoxoxo', openHat: '......?.......?.' } },
  ],
  fills: [{ snare: '............o.xX', kick: 'X.......x.......' }, { kick: 'X.....x.........', rim: '........x..x.x..' }, { snare: '....X.....o.X.oo', kick: 'X..x............' }],
  bassLines: [
    { energy: [0, 0.45], steps: 'R-------........' },
    { energy: [0, 0.7], steps: 'R------.R-5---..' },
    { energy: [0.2, 0.9], steps: 'R-----.R..R-5-A-' },
    { energy: [0.35, 1], steps: 'R--.8-..R-5-..A-' },
    { energy: [0.6, 1], steps: 'R-.R..8-.5-.R.A-' },
  ],
  bassRange: [31, 43],
  comping: [
    { kind: 'block', energy: [0, 0.6], steps: 'x-------x-------' },
    { kind: 'block', energy: [0, 1], steps: 'x-----x---------' },
    { kind: 'block', energy: [0.3, 1], steps: 'x--.....x-----x-' },
    { kind: 'block', energy: [0.4, 1], steps: 'x---..x-..x-----' },
    { kind: 'arp', energy: [0, 0.5], steps: '0-1-2-3-2-1-2---' },
  ],
  voicing: { low: 50, high: 72, voices: 4 },
  padVoicing: { low: 52, high: 74, voices: 3 },
  melody: {
    rhythms: ['x..x..x.....x...', '..x.x...x.......', 'x.....x.x..x....', '....x.x.x.......', 'x...............', '..x..x..x...x...'],
    range: [67, 84], leap: 0.22, rest: 0.25, legato: 0.85, pentatonic: true,
  },
  touch: { drums: 0.9, bass: 0.85, chords: 0.68, lead: 0.72, pad: 0.6 },
  parts: {
    drums: {
      instrument: 'dusty-kit', midiProgram: 0,
      sound: {
        kit: {
          36: { dsp: 'kick', gain: 0.62, ring: 0.6, set: { freq: 50, start: 130, sweep: 0.07, length: 0.34, click: 0.12, drive: 1.5 } },
          37: { dsp: 'snare', gain: 0.3, pan: -0.2, ring: 0.2, set: { freq: 820, skin: 0.8, skinLength: 0.03, wires: 0.35, wiresLength: 0.03, low: 1600, bright: 5200 } },
          38: { dsp: 'snare', gain: 0.42, ring: 0.4, set: { freq: 172, skin: 0.55, skinLength: 0.1, wires: 0.75, wiresLength: 0.17, low: 700, bright: 4600 } },
          39: { dsp: 'snare', gain: 0.35, ring: 0.4, set: { freq: 300, skin: 0, wires: 1, wiresLength: 0.14, low: 900, bright: 4800, bursts: 1 } },
          42: { dsp: 'hat', gain: 0.5, pan: 0.25, ring: 0.12, set: { freq: 310, length: 0.05, metal: 0.35, low: 5200, high: 8600 } },
          46: { dsp: 'hat', gain: 0.4, pan: 0.25, ring: 0.5, set: { freq: 310, length: 0.3, metal: 0.4, low: 4800, high: 8600 } },
          49: { dsp: 'hat', gain: 0.26, pan: -0.3, ring: 1.8, set: { freq: 270, length: 1.5, metal: 0.35, low: 2600, high: 7600 } },
          51: { dsp: 'hat', gain: 0.3, pan: -0.3, ring: 1, set: { freq: 410, length: 0.8, metal: 0.7, low: 3400, high: 7600 } },
          70: { dsp: 'hat', gain: 0.8, pan: 0.35, ring: 0.16, set: { freq: 300, length: 0.07, rise: 0.02, metal: 0, low: 4200, high: 7800 } },
        },
        bus: { gain: 0.527, set: { highCut: 9500, drive: 1.8, lowCut: 30 }, tape: { wow: 0.0002, rate: 0.5 }, reverb: { level: 0.12, t60: 0.7, damp: 3200, before: 0.004 } },
      },
    },
    bass: {
      instrument: 'round-bass', midiProgram: 33,
      sound: {
        patch: { dsp: 'bass', gain: 0.3, set: { sub: 0.85, saw: 0.28, square: 0.12, cutoff: 260, open: 2.2, openTime: 0.22, q: 0.7, drive: 1.1, attack: 0.006, decay: 1.4, sustain: 0.45, release: 0.09 } },
        bus: { gain: 0.451, set: { lowCut: 32, highCut: 2600, drive: 1.3, width: 0 }, duck: { depth: 0.3, beats: 0.35 } },
      },
    },
    chords: {
      instrument: 'electric-piano', midiProgram: 4,
      sound: {
        patch: { dsp: 'keys', gain: 0.15, set: { ratio: 1, index: 0.34, indexLength: 1.1, tine: 0.06, tineRatio: 9, wobble: 0.22, wobbleRate: 4.2, decay: 3.6, release: 0.35, spread: 0.0014 } },
        bus: { gain: 0.731, set: { lowCut: 140, highCut: 4800, drive: 1.4, width: 1.1 }, tape: { wow: 0.0022, rate: 0.55 }, duck: { depth: 0.22, beats: 0.4 }, reverb: { level: 0.2, t60: 1.5, damp: 3000, before: 0.015 } },
      },
    },
    lead: {
      instrument: 'vibraphone', midiProgram: 11,
      sound: {
        patch: { dsp: 'keys', gain: 0.17, set: { ratio: 4, index: 0.12, indexLength: 0.5, tine: 0.05, tineRatio: 10, wobble: 0.3, wobbleRate: 5.1, decay: 2.4, release: 0.5, spread: 0.0008 } },
        bus: {
          gain: 0.765, set: { lowCut: 260, highCut: 5600, drive: 1.2 }, tape: { wow: 0.0018, rate: 0.7 },
          delay: { level: 0.28, beats: 0.75, feedback: 0.38, damp: 2400 }, reverb: { level: 0.28, t60: 2, damp: 3200, before: 0.02 },
        },
      },
    },
    pad: {
      instrument: 'tape-strings', midiProgram: 49,
      sound: {
        patch: { dsp: 'saws', gain: 0.065, set: { detune: 0.004, cutoff: 620, open: 0.6, openAttack: 0.8, openTime: 3, q: 0.6, attack: 0.7, decay: 4, sustain: 0.8, release: 0.9 } },
        bus: {
          gain: 0.935, set: { lowCut: 180, highCut: 3600, width: 1.2 }, tape: { wow: 0.003, rate: 0.4 }, chorus: 0.5, duck: { depth: 0.2, beats: 0.5 },
          reverb: { level: 0.3, t60: 2.4, damp: 2800, before: 0.02 }, vinyl: { level: 0.035, crackle: 0.6, hiss: 0.5 },
        },
      },
    },
  },
};
