import type { StyleNotes } from '../style-notes.ts';
import { boomBap } from './substyles/boom-bap.ts';
import { phonk } from './substyles/phonk.ts';
import { trap } from './substyles/trap.ts';

/**
 * A beat for a voice: verses that leave the middle free, hooks with the melody. A dark loop of two to
 * four chords, drums in front, a bass that is played like a drum.
 */
export const hipHopNotes: StyleNotes = {
  name: 'hip-hop',
  label: 'hip-hop',
  substyles: [boomBap, trap, phonk],
  tempo: { slow: 84, usual: 90, fast: 97 },
  energy: 0.45,
  mood: 'dark',
  metres: ['4/4'],
  swing: { at: 0.57, unit: 16 },
  looseness: 0.004,
  snareLate: 0.008,
  timing: { drums: { loose: 0.6 }, chords: { loose: 1.2, late: 0.003 }, lead: { loose: 1.4, late: 0.006 } },
  dynamics: 0.2,
  key: {
    calm: { tonic: 'E', mode: 'dorian' }, warm: { tonic: 'G', mode: 'dorian' }, happy: { tonic: 'Bb', mode: 'major' }, dark: { tonic: 'C', mode: 'minor' },
    sad: { tonic: 'B', mode: 'minor' }, dreamy: { tonic: 'Db', mode: 'lydian' }, driving: { tonic: 'D', mode: 'phrygian' }, epic: { tonic: 'A', mode: 'minor' },
  },
  tonics: ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'],
  modes: {
    calm: ['dorian', 'major', 'lydian'], warm: ['dorian', 'dorian', 'major', 'mixolydian'], happy: ['major', 'mixolydian'], dark: ['minor', 'minor', 'phrygian'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'dorian'], driving: ['phrygian', 'minor', 'minor'], epic: ['minor', 'minor', 'dorian'],
  },
  loops: {
    minor: [['Im', 'Im', 'bVI', 'Vm7'], ['Im7', 'IVm7', 'Im7', 'Vm7'], ['Im', 'bVImaj7', 'IVm', 'Im'], ['Im9', 'bVImaj7', 'Im9', 'bVImaj7'], ['Im', 'bVII', 'bVI', 'V7']],
    dorian: [['Im7', 'IV7', 'Im7', 'IV7'], ['Im9', 'Im9', 'IIm7', 'IV7'], ['Im7', 'bIIImaj7', 'IV7', 'Im7'], ['Im7', 'Im7', 'Im7', 'bVIImaj7']],
    phrygian: [['Im', 'bII', 'Im', 'bII'], ['Im', 'Im', 'bII', 'bVIIm'], ['Im7', 'bIImaj7', 'Im7', 'bVIIm7'], ['Im', 'bVI', 'bII', 'Im']],
    major: [['Imaj7', 'VIm7', 'IIm7', 'V7'], ['Imaj7', 'IVmaj7', 'Imaj7', 'IVmaj7'], ['VIm7', 'IVmaj7', 'Imaj7', 'Imaj7'], ['Imaj9', 'IIIm7', 'IVmaj7', 'V7']],
    lydian: [['Imaj7', 'II7', 'Imaj7', 'VIIm7'], ['Imaj9', 'Imaj9', 'II7', 'VIm7'], ['Imaj7', 'II', 'Imaj7', 'II']],
    mixolydian: [['I7', 'bVIImaj7', 'I7', 'IV7'], ['I7', 'Vm7', 'IV7', 'I7'], ['I7', 'I7', 'bVII', 'IV']],
  },
  cadence: { major: ['V7', 'Imaj7'], lydian: ['II7', 'Imaj7'], mixolydian: ['bVIImaj7', 'I7'], minor: ['Vm7', 'Im'], dorian: ['IV7', 'Im7'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'snippet', upTo: 8, sections: [{ name: 'hook', role: 'main', bars: 4, energy: 1 }] },
    { name: 'short beat', upTo: 14, sections: [{ name: 'intro', role: 'intro', bars: 2, energy: 0.6 }, { name: 'hook', role: 'main', bars: 8, energy: 1 }] },
    { name: 'hook and verse', upTo: 22, sections: [{ name: 'hook', role: 'main', bars: 8, energy: 0.95 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.8, harmony: 'home' }, { name: 'hook', role: 'main', bars: 4, energy: 1 }] },
    {
      name: 'single',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.55 }, { name: 'hook', role: 'main', bars: 8, energy: 0.95 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.8, harmony: 'home' },
        { name: 'break', role: 'break', bars: 2, energy: 0.4, harmony: 'home' }, { name: 'hook', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.55 },
      ],
    },
    {
      name: 'verse first',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.55 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.8, harmony: 'home' }, { name: 'hook', role: 'main', bars: 8, energy: 0.95 },
        { name: 'switch', role: 'contrast', bars: 8, energy: 0.85 }, { name: 'break', role: 'break', bars: 2, energy: 0.4 }, { name: 'hook', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 2, energy: 0.5 },
      ],
    },
    {
      name: 'album cut',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.5, harmony: 'home' }, { name: 'verse', role: 'contrast', bars: 16, energy: 0.8, harmony: 'home' }, { name: 'hook', role: 'main', bars: 8, energy: 0.95 },
        { name: 'verse', role: 'contrast', bars: 16, energy: 0.85, harmony: 'home' }, { name: 'break', role: 'break', bars: 4, energy: 0.4 }, { name: 'hook', role: 'main', bars: 8, energy: 1 },
        { name: 'outro', role: 'outro', bars: 4, energy: 0.5 },
      ],
    },
  ],
  arrangement: {
    drums: { intro: 'late', break: 0.5 }, bass: { intro: 'late', break: 'never' }, lead: { intro: 'never', contrast: 'never', break: 'never', outro: 'never' },
    counter: { intro: 'never', main: 0.3, contrast: 0.5, break: 'never', outro: 'never' }, pad: { main: 0.25, contrast: 0.3 },
  },
  grooves: [
    { name: 'straight', energy: [0, 0.55], steps: { kick: 'X.......X.x.....|X......xX.......', snare: '....X.......X...', closedHat: 'x.o.x.o.x.o.x.o.' } },
    { name: 'head nod', energy: [0.2, 0.85], steps: { kick: 'X.....x.x.......|X.x.......x..x..', snare: '....X.......X...|....X..g....X..g', closedHat: 'x.x.x.x.x.x.x.xo' } },
    { name: 'break', energy: [0.35, 1], steps: { kick: 'X.x....x..x.....|X.x....x..xx....', snare: '....X..g.g..X..g|....X..g.g..X.og', closedHat: 'x.x.x.x.x.x.x.x.', ride: '................|..............o.' } },
    { name: 'chop', energy: [0.5, 1], steps: { kick: 'X..x..x...x..x..|X..x...xX....x..', snare: '....X.......X..g|....X..o....X.g.', closedHat: 'xox.xox.xox.xox.', openHat: '..............o.|......o.........', tambourine: '....o.......o...' } },
    { name: 'swung sixteenths', energy: [0.6, 1], steps: { kick: 'X.x...x.X.x.....|X.x...xx..x.x...', snare: '....X..g....X.g.', closedHat: 'xoxoxoxoxoxoxoxo', clap: '....o.......o...' } },
    { name: 'empty', energy: [0, 1], roles: ['break'], steps: { closedHat: 'o...o...o...o...', rim: '............o...' } },
  ],
  fills: [
    { steps: { kick: 'X.......', snare: '....x.xX' } }, { steps: { snare: '....X..x.xx.X.xx', kick: 'X.x.......x.....' } },
    { steps: { kick: 'X...............', snare: '................', closedHat: 'x.x.x.x.........', rim: '........x..x..x.' } }, { steps: { kick: 'X..x..x.........', snare: '....X.......rxXX', openHat: '........x.......' } },
  ],
  fillEvery: 8,
  builds: [],
  drop: { gap: 1, crash: false },
  bassLines: [
    { energy: [0, 0.7], steps: 'R-----..R-R-....|R-----..R---5-..' },
    { energy: [0.2, 1], steps: 'R--.....R.R-..5-|R--...7-R-..5-A-' },
    { energy: [0.3, 1], steps: 'R-R-..8-..R-..A-|R-R-..8-..5-7-A-' },
    { energy: [0, 0.8], steps: 'R-------..R-....|R-----..5-7-R---', slides: '................|..........x.....' },
    { energy: [0.45, 1], steps: 'R..R..R-..5-7-A-|R..R..R-8-..5-A-' },
  ],
  bassRange: [31, 42],
  comping: [
    { kind: 'block', energy: [0, 0.7], steps: 'x-----x---------|x-----x---..x---' },
    { kind: 'block', energy: [0.2, 1], steps: 'X--s..s.X--s....|X--s..s.X---..s.' },
    { kind: 'block', energy: [0.3, 1], steps: 'x-.x-.x-....x-x-|x-.x-.x-..x-....' },
    { kind: 'block', energy: [0.3, 1], steps: 's.s.s.s.s.s.s.s.' },
    { kind: 'arp', energy: [0, 0.9], steps: '0.2.3.2.1.2.3.2.' },
    { kind: 'block', energy: [0, 1], roles: ['contrast'], steps: 'x-----..........|x-----....s.....' },
  ],
  voicing: { low: 52, high: 72, voices: 4 },
  rootedTonic: true,
  pads: [{ energy: [0, 1] }],
  padVoicing: { low: 55, high: 74, voices: 3, spread: 'open' },
  melody: {
    rhythms: ['x..x..x...x.....', '..x.x.x.....x...', 'x.xx..x.........', 'x...x..x..x.x...', '....x.x.x..x....', 'x.....x.x.......', '..xx..xx....x.x.'],
    range: [67, 82], leap: 0.25, rest: 0.12, legato: 0.7, pentatonic: true,
    phrases: ['aaab', 'a.a.', 'abab', 'aaAc', 'a.ab'], ornament: 0.1, chromatic: 0.03,
  },
  counter: {
    habits: [{ kind: 'answers', energy: [0, 1] }, { kind: 'figure', energy: [0.2, 1], steps: '............0.1.|........2.1.0...' }, { kind: 'figure', energy: [0.4, 1], steps: '......0..1..2...' }],
    range: [59, 74], rhythms: ['........x.x.x---', '..........x.xx..', '........x..x..x.'],
  },
  fx: { impact: { energy: 0.75 } },
  pump: [{ energy: [0, 1], steps: 'X.......o.......' }],
  ending: 'hit',
  touch: { drums: 1, bass: 0.92, chords: 0.75, lead: 0.78, pad: 0.62, counter: 0.65, fx: 0.7 },
};
