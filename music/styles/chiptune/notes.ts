import type { StyleNotes } from '../style-notes.ts';
import { adventure } from './substyles/adventure.ts';
import { boss } from './substyles/boss.ts';
import { town } from './substyles/town.ts';

/**
 * Music of a machine with a few channels: a pulse wave for the tune, a second one that echoes it or runs
 * beside it, chords as arpeggios faster than the ear counts, a triangle for the bass, noise for drums.
 */
export const chiptuneNotes: StyleNotes = {
  name: 'chiptune',
  label: 'chiptune',
  substyles: [town, adventure, boss],
  tempo: { slow: 120, usual: 138, fast: 156 },
  energy: 0.6,
  mood: 'happy',
  metres: ['4/4', '4/4', '4/4', '4/4', '3/4'],
  swing: { at: 0.5, unit: 16 },
  // A machine has no hands.
  looseness: 0,
  snareLate: 0,
  timing: {},
  dynamics: 0.22,
  key: {
    calm: { tonic: 'F', mode: 'major' }, warm: { tonic: 'G', mode: 'major' }, happy: { tonic: 'C', mode: 'major' }, dark: { tonic: 'D', mode: 'minor' },
    sad: { tonic: 'A', mode: 'minor' }, dreamy: { tonic: 'Eb', mode: 'lydian' }, driving: { tonic: 'E', mode: 'minor' }, epic: { tonic: 'C', mode: 'minor' },
  },
  tonics: ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'],
  modes: {
    calm: ['major', 'major', 'lydian'], warm: ['major', 'major', 'mixolydian'], happy: ['major', 'major', 'major', 'mixolydian'], dark: ['minor', 'minor', 'phrygian'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'major'], driving: ['minor', 'minor', 'dorian', 'mixolydian'], epic: ['minor', 'minor', 'dorian'],
  },
  // Plain triads with borrowed ones: the flat sixth and seventh that lift a major tune home.
  loops: {
    major: [
      ['I', 'V', 'VIm', 'IV'], ['IV', 'V', 'IIIm', 'VIm', 'IV', 'V', 'I', 'I'], ['I', 'bVII', 'IV', 'I'], ['I', 'VIm', 'IV', 'V'], ['I', 'I', 'bVI', 'bVII'], ['I', 'IIIm', 'IV', 'IVm'],
      ['I', 'V', 'IV', 'V', 'I', 'V', 'bVI', 'bVII'], ['I', 'IIm', 'V', 'I', 'VIm', 'II7', 'V', 'V7'], ['VIm', 'IV', 'I', 'V'], ['I', 'IV', 'bVII', 'V'],
    ],
    lydian: [['I', 'II', 'I', 'II'], ['I', 'II', 'VIIm', 'I'], ['I', 'VIm', 'II', 'II'], ['I', 'V', 'II', 'I'], ['I', 'II', 'IIIm', 'VIm']],
    mixolydian: [['I', 'bVII', 'IV', 'I'], ['I', 'I', 'bVII', 'bVII'], ['I', 'Vm', 'bVII', 'IV'], ['I', 'IV', 'I', 'bVII'], ['I', 'bVII', 'bVI', 'bVII']],
    minor: [
      ['Im', 'bVI', 'bVII', 'Im'], ['Im', 'bVII', 'bVI', 'V'], ['Im', 'bVI', 'bIII', 'bVII'], ['Im', 'IVm', 'bVII', 'bIII', 'bVI', 'IVm', 'V', 'V'], ['Im', 'Im', 'bVI', 'V'], ['bVI', 'bVII', 'Im', 'Im'],
      ['Im', 'bIII', 'IVm', 'V'], ['Im', 'bVII', 'IVm', 'V'],
    ],
    dorian: [['Im', 'IV', 'Im', 'IV'], ['Im', 'bVII', 'IV', 'Im'], ['Im', 'bIII', 'IV', 'bVII'], ['Im', 'IIm', 'bIII', 'IV'], ['Im', 'IV', 'bVII', 'Im']],
    phrygian: [['Im', 'bII', 'Im', 'bII'], ['Im', 'bII', 'bIII', 'bII'], ['Im', 'bVI', 'bII', 'Im'], ['Im', 'Im', 'bII', 'bVIIm']],
  },
  cadence: { major: ['bVII', 'I'], lydian: ['II', 'I'], mixolydian: ['bVII', 'I'], minor: ['V', 'Im'], dorian: ['bVII', 'Im'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'jingle', upTo: 8, sections: [{ name: 'theme', role: 'main', bars: 4, energy: 1 }] },
    { name: 'fanfare and theme', upTo: 16, sections: [{ name: 'fanfare', role: 'intro', bars: 2, energy: 0.7 }, { name: 'theme', role: 'main', bars: 8, energy: 1 }] },
    { name: 'two screens', upTo: 26, sections: [{ name: 'theme', role: 'main', bars: 8, energy: 0.85 }, { name: 'second screen', role: 'contrast', bars: 8, energy: 0.95 }, { name: 'theme', role: 'main', bars: 4, energy: 1 }] },
    {
      name: 'level',
      sections: [
        { name: 'fanfare', role: 'intro', bars: 4, energy: 0.65 }, { name: 'theme', role: 'main', bars: 8, energy: 0.82 }, { name: 'second screen', role: 'contrast', bars: 8, energy: 0.9 },
        { name: 'theme', role: 'main', bars: 8, energy: 1 }, { name: 'exit', role: 'outro', bars: 4, energy: 0.7 },
      ],
    },
    {
      name: 'level with a cave',
      sections: [
        { name: 'fanfare', role: 'intro', bars: 4, energy: 0.6 }, { name: 'theme', role: 'main', bars: 8, energy: 0.8 }, { name: 'theme', role: 'main', bars: 8, energy: 0.92 }, { name: 'cave', role: 'break', bars: 4, energy: 0.45 },
        { name: 'second screen', role: 'contrast', bars: 8, energy: 0.9 }, { name: 'stairs', role: 'build', bars: 4, energy: 0.7, to: 1 }, { name: 'theme', role: 'main', bars: 8, energy: 1 }, { name: 'exit', role: 'outro', bars: 2, energy: 0.7 },
      ],
    },
    {
      name: 'high score',
      sections: [
        { name: 'theme', role: 'main', bars: 8, energy: 0.78 }, { name: 'second screen', role: 'contrast', bars: 8, energy: 0.88 }, { name: 'bonus', role: 'contrast', bars: 8, energy: 1, harmony: 'home', solo: true },
        { name: 'cave', role: 'break', bars: 4, energy: 0.4 }, { name: 'theme', role: 'main', bars: 8, energy: 1 }, { name: 'exit', role: 'outro', bars: 4, energy: 0.65 },
      ],
    },
  ],
  arrangement: {
    drums: { intro: 'late', break: 0.55 }, bass: { break: 0.3 }, chords: { intro: 0.2, break: 'late' }, lead: { build: 'late', outro: 'early' },
    counter: { intro: 'never', main: 0.25, outro: 'never' },
  },
  grooves: [
    { name: 'ticks', energy: [0, 0.45], steps: { kick: 'x.......x.......', closedHat: '....o.......o...' } },
    { name: 'run', energy: [0.3, 0.8], steps: { kick: 'X.......X.x.....', snare: '....X.......X...', closedHat: 'x.o.x.o.x.o.x.o.' } },
    { name: 'jump', energy: [0.4, 0.9], steps: { kick: 'X..x....X..x....|X..x....X.x.....', snare: '....X.......X...', closedHat: 'x.xox.xox.xox.xo' } },
    { name: 'march', energy: [0.35, 0.85], steps: { kick: 'X...x...X...x...', snare: '..x...x...x...xx', closedHat: 'o.o.o.o.o.o.o.o.' } },
    { name: 'dash', energy: [0.6, 1], steps: { kick: 'X...X...X...X...', snare: '....X.......X..x', closedHat: '..x...x...x...x.', openHat: '..............x.|................' } },
    { name: 'gallop', energy: [0.65, 1], steps: { kick: 'X.xxX.xxX.xxX.xx', snare: '....X.......X...', closedHat: 'x.x.x.x.x.x.x.x.' } },
    { name: 'rolling', energy: [0.7, 1], steps: { kick: 'X.x...x.X.x.....|X.x...x.X.x..x..', snare: '....X..o.o..X..o|....X..o.o..X.xx', closedHat: 'xoxoxoxoxoxoxoxo' } },
    { name: 'drips', energy: [0, 1], roles: ['break'], steps: { closedHat: 'x.....o...x.....', rim: '............o...|......o.........' } },
    { name: 'turn in three', metre: '3/4', energy: [0, 0.5], steps: { kick: 'x...........', closedHat: '....o...o...' } },
    { name: 'waltz of bits', metre: '3/4', energy: [0.35, 0.85], steps: { kick: 'X...........|X.......x...', snare: '....x...x...', closedHat: 'x.o.x.o.x.o.' } },
    { name: 'carousel', metre: '3/4', energy: [0.6, 1], steps: { kick: 'X.....x.....', snare: '....X...X..x', closedHat: 'xoxoxoxoxoxo' } },
  ],
  fills: [
    { steps: { kick: 'X.......X.......', snare: '....X...x.x.XxXX' } }, { steps: { snare: 'X.xxX.xxX.xxXXXX', kick: 'X...X...X...X...' } },
    { steps: { kick: 'X...............', highTom: '....xx..........', midTom: '........xx......', lowTom: '............XxXx' } }, { energy: [0.5, 1], steps: { snare: 'rrrrrrrrrrrrXXXX', kick: 'X.......X.......' } },
    { steps: { kick: 'X...............', snare: 'X...............', closedHat: '................' } },
    { metre: '3/4', steps: { snare: '....X.x.XxXX', kick: 'X...........' } }, { metre: '3/4', steps: { highTom: 'xx..........', midTom: '....xx......', lowTom: '........XxXx' } },
  ],
  fillEvery: 4,
  builds: [
    { grow: [0.35, 1], steps: { snare: 'x...x...x...x...|x.x.x.x.x.x.x.x.|xxxxxxxxxxxxxxxx|rrrrrrrrrrrrX...', kick: 'X...X...X...X...|X...X...X...X...|X.X.X.X.X.X.X.X.|X.......X.......' } },
    { grow: [0.4, 1], steps: { lowTom: 'x.......x.......|x...x...x...x...|x.x.x.x.........|................', midTom: '................|................|........x.x.x.x.|xxxxxxxx........', highTom: '................|................|................|........xxxxXXXX' } },
    { metre: '3/4', grow: [0.35, 1], steps: { snare: 'x...x...x...|x.x.x.x.x.x.|xxxxxxxxxxxx|rrrrrrrrX...', kick: 'X...........|X.....X.....|X...X...X...|X...........' } },
  ],
  drop: { gap: 0.5, crash: true },
  bassLines: [
    { energy: [0, 0.45], steps: 'R-----..5-----..' },
    { energy: [0.1, 0.7], steps: 'R-..5-..R-..5-..|R-..5-..R-..A-..' },
    { energy: [0.25, 0.9], steps: 'R.8.R.8.R.8.R.8.' },
    { energy: [0.3, 1], steps: 'R-.R8-.R5-.57-.A' },
    { energy: [0.4, 1], steps: 'R.R.8.R.R.R.8.5.|R.R.8.R.5.R.8.A.' },
    { energy: [0.5, 1], steps: 'R-R-3-R-5-3-8-5-' },
    { energy: [0.6, 1], steps: 'R.RRR.RRR.RRR.88' },
    { metre: '3/4', energy: [0, 0.55], steps: 'R-..5-..5-..' },
    { metre: '3/4', energy: [0.2, 1], steps: 'R-..8-..8-..|R-..8-..5-A-' },
    { metre: '3/4', energy: [0.5, 1], steps: 'R.8.R.8.5.8.' },
  ],
  bassRange: [33, 44],
  comping: [
    { kind: 'arp', energy: [0, 0.5], steps: '0.1.2.1.0.1.2.1.' },
    { kind: 'arp', energy: [0.1, 0.7], steps: '0.2.1.2.3.2.1.2.' },
    { kind: 'arp', energy: [0.3, 0.9], steps: '0120123401201234' },
    { kind: 'frames', energy: [0.3, 1], steps: 'x-------x-------' },
    { kind: 'frames', energy: [0.35, 1], steps: 'x--x--x-x--x--x-' },
    { kind: 'frames', energy: [0.4, 1], steps: '..x-..x-..x-..x-' },
    { kind: 'frames', energy: [0.5, 1], steps: 'x-.s.sx-.s.sx-x-|x-.s.sx-.s.sx-.s' },
    { kind: 'frames', energy: [0, 1], roles: ['break'], steps: 'x---------------' },
    { kind: 'arp', metre: '3/4', energy: [0, 0.6], steps: '0.1.2.1.2.1.' },
    { kind: 'frames', metre: '3/4', energy: [0.25, 1], steps: '....x-..x-..' },
    { kind: 'frames', metre: '3/4', energy: [0.4, 1], steps: 'x---x---x---' },
  ],
  voicing: { low: 57, high: 74, voices: 3 },
  rootedTonic: true,
  pads: [],
  padVoicing: { low: 57, high: 74, voices: 3 },
  melody: {
    rhythms: [
      'x.x.x.x.x-..x-..', 'x-..x.x.x-..x.x.', 'x-.x-.x-x-.x-.x-', 'x.xxx.x.x-......', 'x--x--x-x---x.x.', 'x-x-x-..x-x-x-..', '..x.x.x.x---x---', 'x.xx..xx..xx..x.', 'x---x.x.x-x-x-x-', 'x-.xx-.xx---....',
      'x.x.x-..x.x.x-..|x-.x-.x-x---....', 'x---..x.x.x.x-x-|x-..x-..x---....',
    ],
    rhythmsIn: { '3/4': ['x---x-x-x---', 'x-..x.x.x-..', 'x.x.x.x.x-..', 'x---x---x-x-', 'x-x-x---x---', 'x.xxx.x.x-x-', 'x-----x-x---'] },
    range: [69, 88], leap: 0.36, rest: 0.04, legato: 0.82, pentatonic: false, leadingTones: true,
    phrases: ['aabc', 'abac', 'aAbc', 'abAc', 'aabcaaBc', 'abacabAc'], ornament: 0.12,
    solo: {
      rhythms: ['xxxxxxxxxxxxxxxx', 'xxxxxxxxx-x-x-x-', 'x-xxx-xxx-xxx-xx', 'xxxxxxxxxxxx....', 'x.xxxxxxx.xxxxxx', 'x--x--x-xxxxxxxx'],
      rhythmsIn: { '3/4': ['xxxxxxxxxxxx', 'x-xxx-xxx-xx', 'xxxxxxxxx-..', 'x--x--xxxxxx'] },
      rest: 0.06,
    },
  },
  counter: {
    habits: [
      { kind: 'echo', energy: [0, 0.8], later: 0.75 }, { kind: 'echo', energy: [0, 1], later: 0.5 }, { kind: 'echo', energy: [0, 0.7], later: 1 }, { kind: 'thirds', energy: [0.4, 1] }, { kind: 'sixths', energy: [0.3, 1] },
      { kind: 'figure', energy: [0.5, 1], steps: '0-1-2-1-0-1-2-3-' },
      { kind: 'echo', metre: '3/4', energy: [0, 1], later: 0.5 }, { kind: 'thirds', metre: '3/4', energy: [0.3, 1] }, { kind: 'figure', metre: '3/4', energy: [0.4, 1], steps: '0-1-2-3-2-1-' },
    ],
    range: [64, 91], rhythms: ['........x.x.x-..', '..........x.x.x.', '........x-x-x---'],
  },
  fx: {},
  pump: [],
  ending: 'hold',
  touch: { drums: 1, bass: 0.95, chords: 0.75, lead: 0.9, counter: 0.8 },
};
