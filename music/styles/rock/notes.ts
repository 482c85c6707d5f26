import type { StyleNotes } from '../style-notes.ts';
import { classicRock } from './substyles/classic-rock.ts';
import { indie } from './substyles/indie.ts';
import { metal } from './substyles/metal.ts';

/**
 * A band: two takes of a rhythm guitar left and right, a bass that drives in eighths, a kit in a room,
 * and a lead guitar. Riffs of power chords in verses, open chords in choruses, and a solo.
 */
export const rockNotes: StyleNotes = {
  name: 'rock',
  label: 'rock',
  substyles: [indie, classicRock, metal],
  tempo: { slow: 104, usual: 120, fast: 138 },
  energy: 0.6,
  mood: 'driving',
  metres: ['4/4', '4/4', '4/4', '4/4', '6/8'],
  swing: { at: 0.5, unit: 16 },
  looseness: 0.005,
  snareLate: 0.004,
  timing: { drums: { loose: 0.6 }, bass: { loose: 0.7, late: 0.002 }, chords: { loose: 1 }, lead: { loose: 1.6, late: 0.006 }, pad: { loose: 0.8 } },
  dynamics: 0.25,
  key: {
    calm: { tonic: 'G', mode: 'major' }, warm: { tonic: 'D', mode: 'mixolydian' }, happy: { tonic: 'A', mode: 'major' }, dark: { tonic: 'E', mode: 'minor' },
    sad: { tonic: 'B', mode: 'minor' }, dreamy: { tonic: 'C', mode: 'lydian' }, driving: { tonic: 'E', mode: 'mixolydian' }, epic: { tonic: 'D', mode: 'minor' },
  },
  tonics: ['E', 'E', 'A', 'A', 'D', 'D', 'G', 'C', 'B', 'F', 'Gb', 'Bb'],
  modes: {
    calm: ['major', 'mixolydian'], warm: ['mixolydian', 'major', 'dorian'], happy: ['major', 'major', 'mixolydian'], dark: ['minor', 'minor', 'phrygian', 'dorian'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'major', 'dorian'], driving: ['mixolydian', 'minor', 'dorian'], epic: ['minor', 'minor', 'mixolydian'],
  },
  loops: {
    major: [['I', 'IV', 'V', 'IV'], ['I', 'bVII', 'IV', 'I'], ['I', 'V', 'VIm', 'IV'], ['I', 'I', 'IV', 'IV', 'I', 'I', 'V', 'IV'], ['I', 'IV', 'I', 'V'], ['VIm', 'IV', 'I', 'V']],
    mixolydian: [['I', 'bVII', 'IV', 'I'], ['I', 'I', 'bVII', 'IV'], ['I', 'bVII', 'I', 'IV'], ['I', 'IV', 'bVII', 'IV'], ['I', 'I', 'I', 'bVII', 'IV', 'IV', 'I', 'I']],
    minor: [['Im', 'bVII', 'bVI', 'bVII'], ['Im', 'bVI', 'bVII', 'Im'], ['Im', 'bIII', 'bVII', 'IVm'], ['Im', 'Im', 'bVI', 'bVII'], ['Im', 'bVII', 'IVm', 'Im'], ['bVI', 'bVII', 'Im', 'Im']],
    dorian: [['Im', 'IV', 'Im', 'IV'], ['Im', 'bIII', 'IV', 'Im'], ['Im', 'bVII', 'IV', 'IV'], ['Im', 'Im', 'bIII', 'IV'], ['Im', 'bIII', 'bVII', 'IV']],
    phrygian: [['Im', 'bII', 'Im', 'bIII'], ['Im', 'Im', 'bII', 'bIII'], ['Im', 'bVI', 'bII', 'Im'], ['Im', 'bII', 'bIII', 'bII']],
    lydian: [['I', 'II', 'I', 'V'], ['I', 'I', 'II', 'VIm'], ['I', 'V', 'II', 'I'], ['I', 'II', 'VIm', 'V']],
  },
  cadence: { major: ['V', 'I'], lydian: ['II', 'I'], mixolydian: ['bVII', 'I'], minor: ['bVII', 'Im'], dorian: ['IV', 'Im'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'sting', upTo: 8, sections: [{ name: 'riff', role: 'main', bars: 4, energy: 1 }] },
    { name: 'riff and chorus', upTo: 14, sections: [{ name: 'riff', role: 'intro', bars: 2, energy: 0.8 }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }] },
    {
      name: 'half a song', upTo: 26,
      sections: [{ name: 'riff', role: 'intro', bars: 4, energy: 0.75 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.65, harmony: 'home' }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }],
    },
    {
      name: 'single',
      sections: [
        { name: 'riff', role: 'intro', bars: 4, energy: 0.75 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.62, harmony: 'home' }, { name: 'chorus', role: 'main', bars: 8, energy: 0.95 },
        { name: 'verse', role: 'contrast', bars: 8, energy: 0.68, harmony: 'home' }, { name: 'chorus', role: 'main', bars: 8, energy: 0.95 }, { name: 'solo', role: 'contrast', bars: 8, energy: 0.85, solo: true },
        { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'riff out', role: 'outro', bars: 4, energy: 0.75 },
      ],
    },
    {
      name: 'quiet and loud',
      sections: [
        { name: 'clean intro', role: 'intro', bars: 4, energy: 0.4 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.5, harmony: 'home' }, { name: 'lift', role: 'build', bars: 4, energy: 0.6, to: 0.9 },
        { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'breakdown', role: 'break', bars: 4, energy: 0.35, harmony: 'home' }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.6 },
      ],
    },
    {
      name: 'album track',
      sections: [
        { name: 'riff', role: 'intro', bars: 8, energy: 0.7 }, { name: 'verse', role: 'contrast', bars: 16, energy: 0.6, harmony: 'home' }, { name: 'chorus', role: 'main', bars: 8, energy: 0.92 },
        { name: 'verse', role: 'contrast', bars: 8, energy: 0.66, harmony: 'home' }, { name: 'chorus', role: 'main', bars: 8, energy: 0.95 }, { name: 'middle eight', role: 'break', bars: 8, energy: 0.45 },
        { name: 'solo', role: 'contrast', bars: 16, energy: 0.85, to: 0.95, harmony: 'home', solo: true }, { name: 'chorus', role: 'main', bars: 16, energy: 1 }, { name: 'riff out', role: 'outro', bars: 4, energy: 0.75 },
      ],
    },
  ],
  arrangement: {
    drums: { intro: 'late', break: 0.4 }, bass: { intro: 'late', break: 0.25 }, lead: { intro: 'never', break: 'never', outro: 'never' },
    counter: { intro: 'never', main: 0.5, contrast: 'never', break: 'never', outro: 'never' }, pad: { intro: 'never', main: 0.35, contrast: 0.5, break: 'late', outro: 'never' },
  },
  grooves: [
    { name: 'straight eights', energy: [0, 0.65], steps: { kick: 'X.......X.x.....|X.....x.X.......', snare: '....X.......X...', closedHat: 'x.o.x.o.x.o.x.o.' } },
    { name: 'backbeat', energy: [0.3, 0.85], steps: { kick: 'X.....x.X.x.....|X..x..x.X.....x.', snare: '....X.......X...|....X..g....X...', closedHat: 'X.x.X.x.X.x.X.x.', openHat: '................|..............x.' } },
    { name: 'four on the snare', energy: [0.6, 1], roles: ['build', 'main'], steps: { kick: 'X.......X.......|X.......X.....x.', snare: 'x...X...x...X...', openHat: 'x...x...x...x...' } },
    { name: 'ride chorus', energy: [0.55, 1], roles: ['main', 'contrast'], steps: { kick: 'X.x...x.X.x...x.|X.x...x...x.x...', snare: '....X.......X...|....X..g....X..g', ride: 'x.x.x.x.x.x.x.x.', rideBell: 'x.......x.......' } },
    { name: 'open chorus', energy: [0.7, 1], roles: ['main', 'outro'], steps: { kick: 'X.....x.X.X.....|X..x..x.X.x...x.', snare: '....X.......X...', openHat: 'X...X...X...X...' } },
    { name: 'tom verse', energy: [0.35, 0.75], roles: ['contrast', 'break'], steps: { kick: 'X...x...X...x...', lowTom: '..x...x...x.x.x.', midTom: '.............x..', snare: '....o.......x...' } },
    { name: 'hat count', energy: [0, 0.5], roles: ['intro', 'break', 'outro'], steps: { closedHat: 'x.o.x.o.x.o.x.o.', kick: 'x.......x.......', rim: '....o.......o...' } },
    { name: 'rock ballad in six', metre: '6/8', energy: [0, 0.65], steps: { kick: 'X.......o...', snare: '......X.....', closedHat: 'x.o.o.x.o.o.' } },
    { name: 'six', metre: '6/8', energy: [0.4, 1], steps: { kick: 'X...x...x...|X.......x.x.', snare: '......X.....', closedHat: 'x.x.x.x.x.x.', openHat: '..........x.|............' } },
    { name: 'six, ride', metre: '6/8', energy: [0.65, 1], steps: { kick: 'X...x...X.x.', snare: '......X.....|......X...g.', ride: 'X.x.x.X.x.x.' } },
  ],
  fills: [
    { steps: { snare: '....X...x.x.XxXx', kick: 'X.......x.......' } },
    { steps: { snare: '....X...xx......', highTom: '..........xx....', midTom: '............xx..', lowTom: '..............XX', kick: 'X.......x...x...' } },
    { energy: [0, 0.7], steps: { snare: '....X.......x.xx', kick: 'X.......x.......' } },
    { energy: [0.5, 1], steps: { snare: 'X.xxX.xx........', highTom: '........X.xx....', lowTom: '............X.xX', kick: 'x...x...x...x...' } },
    { energy: [0.5, 1], steps: { snare: '....X.....X.....', lowTom: '........X..X..X.', midTom: '.........x..x..x', kick: 'X.......x.......' } },
    { metre: '6/8', steps: { snare: '......X.xxXx', kick: 'X...........' } },
    { metre: '6/8', steps: { snare: '......X.....', highTom: '.......xx...', lowTom: '.........xXX', kick: 'X...........' } },
  ],
  fillEvery: 4,
  builds: [
    { grow: [0.5, 1], steps: { snare: 'x...x...x...x...|x.x.x.x.x.x.x.x.|xxxxxxxxxxxxXXXX', kick: 'x...x...x...x...', lowTom: 'x.x.x.x.x.x.x.x.' } },
    { metre: '6/8', grow: [0.5, 1], steps: { snare: 'x.x.x.x.x.x.|xxxxxxxxxxxx', kick: 'x.....x.....' } },
  ],
  drop: { gap: 0, crash: true },
  bassLines: [
    { energy: [0, 0.55], steps: 'R-----R-R---R-5-|R-----R-R---5-A-' },
    { energy: [0.3, 1], steps: 'R-R-R-R-R-R-R-R-|R-R-R-R-R-R-5-A-' },
    { energy: [0.4, 1], steps: 'R-R-R-R-R-5-8-5-|R-R-R-R-R-R-7-A-' },
    { energy: [0.4, 1], steps: 'R--R..R-R--R5-7-|R--R..R-8-7-5-A-' },
    { energy: [0.5, 1], roles: ['main'], steps: 'R-RRR-R-R-RRR-5-|R-RRR-R-R-5-7-A-' },
    { metre: '6/8', energy: [0, 0.6], steps: 'R-----5---A-' },
    { metre: '6/8', energy: [0.3, 1], steps: 'R-R-R-R-R-R-|R-R-R-5-7-A-' },
  ],
  bassRange: [28, 39],
  // Open chords ring; short strokes are muted by the palm.
  comping: [
    { kind: 'block', energy: [0, 0.6], roles: ['contrast', 'break', 'intro', 'outro'], steps: 'X-s.s.s.x-s.s.s.|X-s.s.s.s.s.x-x-' },
    { kind: 'block', energy: [0.35, 1], roles: ['contrast', 'build'], steps: 'X---s.s.x---s.s.|X---s.s.x-x-x---' },
    { kind: 'block', energy: [0.35, 1], roles: ['contrast', 'intro', 'outro'], steps: 'X-.x-.x-s.s.x-x-|X-.x-.x-..x-x---' },
    { kind: 'block', energy: [0.4, 1], roles: ['contrast', 'intro', 'build'], steps: 's.s.X---s.s.X---|s.s.X---s.X-X-X-' },
    { kind: 'strum', energy: [0.5, 1], roles: ['main', 'outro'], steps: 'D---D---D-u---u-|D---D---D-u-D-u-', voicing: { low: 47, high: 69, voices: 5 } },
    { kind: 'block', energy: [0.5, 1], roles: ['main', 'intro', 'outro'], steps: 'X-----X-----X---|X-----X---X-X---' },
    { kind: 'block', energy: [0.55, 1], roles: ['main'], steps: 'X-x-x-x-X-x-x-x-' },
    { kind: 'block', energy: [0.3, 0.85], roles: ['main', 'build', 'break'], steps: 'X---------x-x---|X-------x---x---' },
    { kind: 'block', metre: '6/8', energy: [0, 0.6], steps: 'X-----------|X-----x---x-' },
    { kind: 'strum', metre: '6/8', energy: [0.4, 1], steps: 'D---d-D---u-|D---d-D-d-u-', voicing: { low: 47, high: 69, voices: 5 } },
    { kind: 'block', metre: '6/8', energy: [0.5, 1], steps: 'X-s.s.X-s.s.|X-s.s.x-x-x-' },
  ],
  voicing: { low: 40, high: 64, voices: 3, spread: 'power' },
  rootedTonic: true,
  pads: [{ energy: [0, 1] }, { energy: [0.6, 1], steps: 'x-------x-------' }, { metre: '6/8', energy: [0, 1], steps: 'x-----x-----' }],
  padVoicing: { low: 55, high: 74, voices: 3 },
  melody: {
    rhythms: ['x-x-x---x-x-x---', 'x---x-x-x-------', '..x-x-x-x-x-x---', 'x--x--x-x-------', 'x-x--x--x---x-x-', '....x-x-x--x--x-', 'x-----x-x-x-x---', 'x-x-x-x-x-------'],
    rhythmsIn: { '6/8': ['x---x-x-----', 'x-x-x-x---x-', 'x-----x-x-x-', 'x---x-x---x-', '..x-x-x-----'] },
    range: [62, 81], leap: 0.25, rest: 0.08, legato: 0.92, pentatonic: true,
    phrases: ['aabc', 'abac', 'aAab', 'a.ac', 'aAbcaAbc'], ornament: 0.3, chromatic: 0.05,
    solo: {
      rhythms: ['x-x-x-x-x-xxx-x-', 'xxxxx-x-xxxxx---', 'x---------x-xxx-', 'xxxxxxxxx-------', '..xxx-x-x-xxx-x-', 'x..x..x..x..x.x.', 'xxxxxxxxxxxx'],
      rhythmsIn: { '6/8': ['x-xxx-x-xxx-', 'xxxxxxx-----', 'x-------x-x-', 'xxxxxxxxxxxx'] },
      rest: 0.1,
    },
  },
  counter: {
    habits: [
      { kind: 'thirds', energy: [0.4, 1] }, { kind: 'answers', energy: [0, 1] }, { kind: 'figure', energy: [0, 0.8], steps: '0.1.2.1.0.1.2.1.' },
      { kind: 'figure', energy: [0.3, 1], roles: ['main'], steps: '0--2--1-0--2--1-' }, { kind: 'figure', metre: '6/8', energy: [0, 1], steps: '0.1.2.1.2.1.' }, { kind: 'thirds', metre: '6/8', energy: [0.4, 1] },
    ],
    range: [57, 74], rhythms: ['........x-x-x---', '..........x-x-x-', '........xxx-x---'],
  },
  fx: {},
  pump: [],
  ending: 'hold',
  touch: { drums: 1, bass: 0.92, chords: 0.9, lead: 0.88, counter: 0.8, pad: 0.7 },
};
