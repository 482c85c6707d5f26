import type { SectionRole } from '@fermata/contracts/values';
import type { StyleNotes } from '../style-notes.ts';
import { ballad } from './substyles/ballad.ts';
import { corporate } from './substyles/corporate.ts';
import { synthPop } from './substyles/synth-pop.ts';

/** The sections in which the band plays. */
const BAND: readonly SectionRole[] = ['intro', 'main', 'contrast', 'build', 'outro'];

/**
 * Verse and chorus over four chords: strummed ukulele or guitar, claps and stomps, a tune that can
 * be whistled, and a last chorus in which everything plays.
 */
export const popNotes: StyleNotes = {
  name: 'pop',
  label: 'pop',
  substyles: [ballad, corporate, synthPop],
  tempo: { slow: 98, usual: 112, fast: 126 },
  energy: 0.55,
  mood: 'happy',
  metres: ['4/4', '4/4', '4/4', '4/4', '6/8'],
  swing: { at: 0.5, unit: 16 },
  looseness: 0.004,
  snareLate: 0.002,
  timing: { drums: { loose: 0.6 }, bass: { loose: 0.8 }, lead: { loose: 1.2 } },
  dynamics: 0.5,
  key: {
    calm: { tonic: 'F', mode: 'major' }, warm: { tonic: 'G', mode: 'major' }, happy: { tonic: 'C', mode: 'major' }, dark: { tonic: 'E', mode: 'minor' },
    sad: { tonic: 'A', mode: 'minor' }, dreamy: { tonic: 'D', mode: 'lydian' }, driving: { tonic: 'A', mode: 'mixolydian' }, epic: { tonic: 'D', mode: 'major' },
  },
  tonics: ['C', 'C', 'D', 'D', 'Eb', 'E', 'F', 'G', 'G', 'A', 'Bb'],
  modes: {
    calm: ['major', 'major', 'mixolydian'], warm: ['major', 'major', 'major', 'mixolydian'], happy: ['major', 'major', 'major', 'mixolydian'], dark: ['minor', 'minor', 'dorian'],
    sad: ['minor', 'minor', 'major'], dreamy: ['lydian', 'major', 'major'], driving: ['major', 'mixolydian', 'minor'], epic: ['major', 'major', 'minor'],
  },
  // Four chords, in the orders that everybody knows.
  loops: {
    major: [
      ['I', 'V', 'VIm', 'IV'], ['I', 'IV', 'VIm', 'V'], ['I', 'VIm', 'IV', 'V'], ['VIm', 'IV', 'I', 'V'], ['IV', 'I', 'V', 'VIm'], ['I', 'IIIm', 'IV', 'V'], ['I', 'IV', 'I', 'V'],
      ['I', 'V', 'IV', 'V'], ['IV', 'V', 'VIm', 'I'], ['I', 'I', 'VIm', 'VIm', 'IV', 'IV', 'V', 'V'], ['I', 'V', 'VIm', 'IIIm', 'IV', 'I', 'IV', 'V'], ['I', 'IIm', 'VIm', 'IV'],
      ['IV', 'I', 'VIm', 'V'], ['I', 'VIm', 'IIm', 'V'],
    ],
    mixolydian: [['I', 'bVII', 'IV', 'I'], ['I', 'IV', 'bVII', 'IV'], ['I', 'bVII', 'IV', 'IV'], ['I', 'Vm', 'IV', 'I'], ['I', 'I', 'bVII', 'IV'], ['IV', 'I', 'bVII', 'I']],
    lydian: [['I', 'II', 'VIm', 'V'], ['I', 'II', 'I', 'V'], ['VIm', 'II', 'I', 'V'], ['I', 'V', 'II', 'II']],
    minor: [['Im', 'bVI', 'bIII', 'bVII'], ['Im', 'bVII', 'bVI', 'bVII'], ['bVI', 'bVII', 'Im', 'bIII'], ['Im', 'IVm', 'bVI', 'bVII'], ['bVI', 'bIII', 'bVII', 'Im'], ['Im', 'bIII', 'bVII', 'IVm'], ['Im', 'Vm', 'bVI', 'IVm']],
    dorian: [['Im', 'IV', 'Im', 'bVII'], ['Im', 'bVII', 'IV', 'Im'], ['Im', 'bIII', 'bVII', 'IV'], ['Im', 'Im', 'IV', 'bVII']],
    phrygian: [['Im', 'bII', 'bVI', 'bVIIm'], ['Im', 'bVI', 'bII', 'Im'], ['Im', 'bII', 'Im', 'bVIIm']],
  },
  cadence: { major: ['V', 'I'], lydian: ['II', 'I'], mixolydian: ['bVII', 'I'], minor: ['bVII', 'Im'], dorian: ['IV', 'Im'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'jingle', upTo: 9, sections: [{ name: 'chorus', role: 'main', bars: 4, energy: 1 }] },
    { name: 'spot', upTo: 16, sections: [{ name: 'intro', role: 'intro', bars: 2, energy: 0.5, harmony: 'home' }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }] },
    {
      name: 'verse and chorus', upTo: 26,
      sections: [{ name: 'intro', role: 'intro', bars: 2, energy: 0.45, harmony: 'home' }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.65, harmony: 'home' }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }],
    },
    {
      name: 'lift', upTo: 34,
      sections: [{ name: 'verse', role: 'contrast', bars: 8, energy: 0.6, harmony: 'home' }, { name: 'pre-chorus', role: 'build', bars: 4, energy: 0.55, to: 0.85 }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.5 }],
    },
    {
      name: 'single',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.45, harmony: 'home' }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.62, harmony: 'home' }, { name: 'chorus', role: 'main', bars: 8, energy: 0.92 },
        { name: 'bridge', role: 'break', bars: 4, energy: 0.4 }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.5 },
      ],
    },
    {
      name: 'radio song',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.4, harmony: 'home' }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.6, harmony: 'home' }, { name: 'pre-chorus', role: 'build', bars: 4, energy: 0.55, to: 0.85 },
        { name: 'chorus', role: 'main', bars: 8, energy: 0.92 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.7, harmony: 'home' }, { name: 'pre-chorus', role: 'build', bars: 4, energy: 0.6, to: 0.9 },
        { name: 'chorus', role: 'main', bars: 8, energy: 0.95 }, { name: 'bridge', role: 'break', bars: 4, energy: 0.4 }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.5 },
      ],
    },
    {
      name: 'chorus first',
      sections: [
        { name: 'chorus', role: 'main', bars: 8, energy: 0.9 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.65, harmony: 'home' }, { name: 'pre-chorus', role: 'build', bars: 4, energy: 0.55, to: 0.88 },
        { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 2, energy: 0.5 },
      ],
    },
  ],
  arrangement: {
    drums: { intro: 'late', break: 0.4 }, bass: { intro: 'never', break: 'never' }, lead: { intro: 'late', contrast: 'late', build: 'never', break: 'never', outro: 'early' },
    counter: { intro: 'never', main: 0.3, contrast: 0.42, build: 'late', break: 'never', outro: 'never' }, pad: { intro: 'never', main: 0.3, contrast: 0.5, outro: 0.35 },
  },
  grooves: [
    { name: 'shaker', energy: [0, 0.42], roles: BAND, steps: { kick: 'x.......x.......', shaker: 'o.g.o.g.o.g.o.g.', rim: '....o.......o...' } },
    { name: 'claps and stomps', energy: [0.3, 0.85], roles: BAND, steps: { kick: 'X.......X.x.....', lowTom: 'x.......x.......', clap: '....X.......X...', shaker: 'o.g.o.g.o.g.o.gg' } },
    { name: 'tambourine', energy: [0.4, 1], roles: BAND, steps: { kick: 'X.....x.X.......|X.....x.X.x.....', snare: '....X.......X...', clap: '....x.......x...', tambourine: 'o.x.o.x.o.x.o.x.' } },
    { name: 'four with claps', energy: [0.5, 1], roles: BAND, steps: { kick: 'X...X...X...X...', clap: '....X.......X...|....X.......X.x.', snare: '....o.......o...', closedHat: 'o.x.o.x.o.x.o.x.', tambourine: '..o...o...o...o.' } },
    { name: 'chorus', energy: [0.6, 1], roles: BAND, steps: { kick: 'X.....X.X.......|X..x..X.X.......', snare: '....X.......X...', clap: '....X.......X...', openHat: '..o...o...o...o.', closedHat: 'x...x...x...x...', shaker: 'ogogogogogogogog' } },
    { name: 'stomp', energy: [0.55, 1], roles: BAND, steps: { kick: 'X...x...X...x...', lowTom: 'X.......X.......', clap: '....X.......X...|....X.......X.XX', tambourine: '....x.......x...', rim: '..g...g...g...g.' } },
    { name: 'snaps', energy: [0, 1], roles: ['break'], steps: { rim: '....x.......x...', shaker: 'g...g...g...g...' } },
    { name: 'shaker in six', metre: '6/8', energy: [0, 0.45], roles: BAND, steps: { kick: 'x.....o.....', shaker: 'o.g.g.o.g.g.' } },
    { name: 'claps in six', metre: '6/8', energy: [0.3, 0.8], roles: BAND, steps: { kick: 'X.....o...x.', clap: '......X.....', shaker: 'o.g.g.o.g.g.' } },
    { name: 'sway', metre: '6/8', energy: [0.5, 1], roles: BAND, steps: { kick: 'X...x.....x.', snare: '......X.....', clap: '......x.....', tambourine: 'x.o.o.x.o.o.' } },
    { name: 'snaps in six', metre: '6/8', energy: [0, 1], roles: ['break'], steps: { rim: '......x.....' } },
  ],
  fills: [
    { steps: { kick: 'X.......x.......', clap: '....X...X.X.X.X.' } },
    { steps: { lowTom: '........x.x.xxxx', clap: '....X...........', kick: 'X.......X.......' } },
    { steps: { snare: '....X...x.xxX.xx' } },
    { energy: [0, 0.6], steps: { clap: '....X.......XX..' } },
    { metre: '6/8', steps: { clap: '......X.X.X.' } },
    { metre: '6/8', steps: { lowTom: '......x.xxXx' } },
  ],
  fillEvery: 8,
  builds: [
    { grow: [0.3, 1], steps: { clap: '....x.......x...|....x.......x...|x...x...x...x...|x.x.x.x.xxxx....', lowTom: 'x.......x.......|x.......x.......|x...x...x...x...|x.x.x.x.........' } },
    { grow: [0.3, 0.95], steps: { snare: '................|............x.x.|x...x...x...x...|x.x.x.x.xxxxxxxx', kick: 'X...X...X...X...|X...X...X...X...|X...X...X...X...|X...X...........' } },
    { metre: '6/8', grow: [0.3, 0.95], steps: { clap: '......x.....|......x.....|x.....x.....|x.x.x.x.x.x.' } },
  ],
  drop: { gap: 0.5, crash: true },
  bassLines: [
    { energy: [0, 0.5], steps: 'R-------R-----R-' },
    { energy: [0.2, 0.75], steps: 'R-----R-R-----5-|R-----R-R---5-A-' },
    { energy: [0.35, 1], steps: 'R-R-R-R-R-R-R-R-' },
    { energy: [0.4, 1], steps: 'R---R-R-R---R-5-|R---R-R-R-5-8-5-' },
    { energy: [0.45, 1], steps: 'R--R--R-R--R--R-|R--R--R-R--R5-A-' },
    { energy: [0.5, 1], steps: 'R---8---R---8---|R---8---R-5-8-A-' },
    { metre: '6/8', energy: [0, 0.6], steps: 'R-----5-----' },
    { metre: '6/8', energy: [0.35, 1], steps: 'R---R-R---R-|R---R-5---A-' },
  ],
  bassRange: [31, 42],
  comping: [
    { kind: 'strum', energy: [0, 0.5], steps: 'd---d---d---d-u-' },
    { kind: 'strum', energy: [0.15, 0.7], steps: 'd---d-u---u-d-u-' },
    { kind: 'strum', energy: [0.3, 0.85], steps: 'D-cud-cuD-cud-cu' },
    { kind: 'strum', energy: [0.4, 1], steps: 'D---D-u---u-D-u-|D---D-u---u-Dudu' },
    { kind: 'strum', energy: [0.5, 1], steps: 'D-d-D-ud-ud-D-du' },
    { kind: 'strum', energy: [0.6, 1], steps: 'D-duD-duD-duD-du' },
    { kind: 'strum', energy: [0, 1], roles: ['break'], steps: 'd---------------' },
    { kind: 'strum', metre: '6/8', energy: [0, 0.55], steps: 'd---u-d---u-' },
    { kind: 'strum', metre: '6/8', energy: [0.3, 1], steps: 'D-d-d-D-d-u-' },
  ],
  voicing: { low: 55, high: 79, voices: 4 },
  rootedTonic: true,
  pads: [
    { energy: [0, 1] },
    { energy: [0.35, 1], roles: ['main', 'contrast'], steps: 'x---x---x---x---' },
    { energy: [0.4, 1], roles: ['main'], steps: 'x-----x-----x---' },
    { energy: [0.5, 1], roles: ['main'], steps: 'X-x-x-x-X-x-x-x-' },
    { metre: '6/8', energy: [0.4, 1], steps: 'x-----x-----' },
  ],
  padVoicing: { low: 55, high: 74, voices: 3 },
  melody: {
    rhythms: ['x-x-x---x-x-x---', 'x---x-x-x-x-----', '..x-x-x-x---x---', 'x-xx--x-x---....', 'x--x--x---x-x---', 'x-x-x-x-x-------', 'x---x---x-x-x-x-', 'x-x---x-x---x-x-', '....x-x-x-x-x---', 'x--x--x-x-x-....'],
    rhythmsIn: { '6/8': ['x---x-x-----', 'x-x-x-x-----', 'x-----x-x-x-', 'x---x-x---x-', 'x-x---x-----', '..x-x-x---x-'] },
    range: [76, 91], leap: 0.3, rest: 0.08, legato: 0.8, pentatonic: false,
    phrases: ['aaab', 'abab', 'aAab', 'abac', 'aabc', 'a.ab'], ornament: 0.06,
  },
  counter: {
    habits: [
      { kind: 'figure', energy: [0.3, 1], steps: '0.0.0.0.0.0.0.0.|1.1.1.1.1.1.1.1.' }, { kind: 'figure', energy: [0.3, 1], steps: '0.1.2.1.0.1.2.1.' }, { kind: 'figure', energy: [0.5, 1], steps: '0..0..0.1..1..2.' },
      { kind: 'answers', energy: [0, 0.7] }, { kind: 'figure', metre: '6/8', energy: [0, 1], steps: '0.1.2.0.1.2.' },
    ],
    range: [55, 72], rhythms: ['........x-x-x---', '..........x-x---', '........x.x.x.x-'],
  },
  fx: { riser: { beats: 4, growth: 0.2 }, impact: { energy: 0.7 }, swell: { beats: 4, every: 8, roles: ['main'] } },
  pump: [],
  ending: 'hit',
  touch: { drums: 0.9, bass: 0.85, chords: 0.8, lead: 0.82, pad: 0.65, counter: 0.66, fx: 0.6 },
};
