import type { StyleNotes } from '../style-notes.ts';
import { bossaNova } from './substyles/bossa-nova.ts';
import { reggaeton } from './substyles/reggaeton.ts';
import { salsa } from './substyles/salsa.ts';
import { samba } from './substyles/samba.ts';

/**
 * Music of the Caribbean and Brazil around one pattern that never stops: the dembow of reggaeton, the
 * clave of salsa, the surdo of samba, the guitar of bossa nova. As written here, reggaeton.
 */
export const latinNotes: StyleNotes = {
  name: 'latin',
  label: 'latin',
  substyles: [bossaNova, reggaeton, salsa, samba],
  tempo: { slow: 84, usual: 92, fast: 101 },
  energy: 0.55,
  mood: 'happy',
  metres: ['4/4', '4/4', '4/4', '2/4'],
  swing: { at: 0.5, unit: 16 },
  looseness: 0.004,
  snareLate: 0,
  timing: { drums: { loose: 0.7 }, chords: { loose: 1.2 }, lead: { loose: 1.6, late: 0.004 } },
  dynamics: 0.2,
  key: {
    calm: { tonic: 'F', mode: 'major' }, warm: { tonic: 'D', mode: 'dorian' }, happy: { tonic: 'C', mode: 'major' }, dark: { tonic: 'A', mode: 'phrygian' },
    sad: { tonic: 'E', mode: 'minor' }, dreamy: { tonic: 'Eb', mode: 'lydian' }, driving: { tonic: 'B', mode: 'minor' }, epic: { tonic: 'G', mode: 'minor' },
  },
  tonics: ['C', 'C', 'D', 'D', 'Eb', 'E', 'F', 'F', 'Gb', 'G', 'Ab', 'A', 'A', 'Bb', 'B', 'Db'],
  modes: {
    calm: ['major', 'dorian', 'lydian'], warm: ['dorian', 'major', 'mixolydian'], happy: ['major', 'major', 'minor', 'mixolydian'], dark: ['minor', 'phrygian', 'minor'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'dorian', 'major'], driving: ['minor', 'minor', 'phrygian', 'dorian'], epic: ['minor', 'dorian', 'phrygian'],
  },
  loops: {
    minor: [['Im', 'bVI', 'bIII', 'bVII'], ['Im', 'IVm', 'bVI', 'V'], ['Im', 'bVII', 'bVI', 'V'], ['Im', 'bVI', 'IVm', 'Vm'], ['IVm', 'Im', 'bVI', 'bVII']],
    dorian: [['Im', 'IV', 'Im', 'bVII'], ['Im', 'bVII', 'IV', 'Im'], ['Im', 'IIm', 'bIII', 'IV'], ['Im', 'bIII', 'IV', 'bVII']],
    phrygian: [['Im', 'bII', 'Im', 'bVIIm'], ['Im', 'bVII', 'bVI', 'bII'], ['Im', 'bIII', 'bII', 'Im']],
    major: [['I', 'V', 'VIm', 'IV'], ['VIm', 'IV', 'I', 'V'], ['I', 'VIm', 'IV', 'V'], ['I', 'IIIm', 'IV', 'V'], ['IV', 'V', 'I', 'VIm']],
    lydian: [['I', 'II', 'VIm', 'I'], ['Imaj7', 'II', 'Imaj7', 'VIIm'], ['I', 'I', 'II', 'VIm']],
    mixolydian: [['I', 'bVII', 'IV', 'I'], ['I', 'Vm', 'bVII', 'IV'], ['I', 'bVII', 'I', 'IV']],
  },
  cadence: { major: ['V', 'I'], lydian: ['II', 'I'], mixolydian: ['bVII', 'I'], minor: ['V', 'Im'], dorian: ['IV', 'Im'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'snippet', upTo: 8, sections: [{ name: 'hook', role: 'main', bars: 4, energy: 1 }] },
    { name: 'short', upTo: 14, sections: [{ name: 'intro', role: 'intro', bars: 2, energy: 0.55 }, { name: 'hook', role: 'main', bars: 8, energy: 1 }] },
    { name: 'verse and hook', upTo: 24, sections: [{ name: 'intro', role: 'intro', bars: 4, energy: 0.5 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.75, harmony: 'home' }, { name: 'hook', role: 'main', bars: 8, energy: 1 }] },
    {
      name: 'single',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.5 }, { name: 'hook', role: 'main', bars: 8, energy: 0.95 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.75, harmony: 'home' },
        { name: 'break', role: 'break', bars: 4, energy: 0.4 }, { name: 'hook', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.55 },
      ],
    },
    {
      name: 'with a lift',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.45 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.72, harmony: 'home' }, { name: 'lift', role: 'build', bars: 4, energy: 0.55, to: 0.9 },
        { name: 'hook', role: 'main', bars: 8, energy: 1 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.76, harmony: 'home' }, { name: 'hook', role: 'main', bars: 8, energy: 1 },
        { name: 'outro', role: 'outro', bars: 4, energy: 0.5 },
      ],
    },
    {
      name: 'long',
      sections: [
        { name: 'intro', role: 'intro', bars: 8, energy: 0.45, harmony: 'home' }, { name: 'verse', role: 'contrast', bars: 16, energy: 0.72, harmony: 'home' }, { name: 'hook', role: 'main', bars: 8, energy: 0.95 },
        { name: 'solo', role: 'contrast', bars: 16, energy: 0.82, harmony: 'home', solo: true }, { name: 'break', role: 'break', bars: 8, energy: 0.4 }, { name: 'hook', role: 'main', bars: 16, energy: 1 },
        { name: 'outro', role: 'outro', bars: 4, energy: 0.5 },
      ],
    },
  ],
  arrangement: {
    drums: { intro: 'late', break: 0.5 }, bass: { intro: 'late', break: 'never' }, lead: { intro: 'late', contrast: 'never', break: 'late', outro: 'never' },
    counter: { intro: 'never', main: 0.35, contrast: 0.5, break: 'never', outro: 'never' }, pad: { intro: 'late', main: 0.3, contrast: 0.45, outro: 'never' },
  },
  // The dembow: 3 + 3 + 2 sixteenths over a kick on every beat.
  grooves: [
    { name: 'dembow', energy: [0, 0.7], steps: { kick: 'X...X...X...X...', rim: '...x..x....x..x.', shaker: 'o.g.o.g.o.g.o.g.' } },
    { name: 'dembow, snare', energy: [0.25, 0.9], steps: { kick: 'X...X...X...X...|X...X...X...X.x.', snare: '...X..X....X..X.', closedHat: 'x.x.x.x.x.x.x.x.', shaker: 'gogogogogogogogo' } },
    { name: 'dembow, two snares', energy: [0.4, 1], steps: { kick: 'X...X...X...X...', snare: '...X.......X....', rim: '......X.......X.', clap: '......o.......o.', closedHat: 'x.x.x.x.x.xxx.x.', openHat: '..............x.|................' } },
    { name: 'perreo', energy: [0.6, 1], steps: { kick: 'X..xX...X..xX.x.', snare: '...X..X....X..X.|...X..X....X..XX', closedHat: 'x.xox.xox.xox.xo', highTimbale: '................|.............o.o', shaker: 'gogogogogogogogo' } },
    { name: 'with congas', energy: [0.3, 0.85], steps: { kick: 'X...X...X...X...', snare: '...x..X....x..X.', highConga: '..............oo|......o.........', lowConga: '..........o.....', mutedConga: '..o.o.......o...', closedHat: 'o.o.o.o.o.o.o.o.' } },
    { name: 'rims alone', energy: [0, 1], roles: ['break'], steps: { rim: '...o..o....o..o.', shaker: 'o.g.o.g.o.g.o.g.' } },
  ],
  fills: [
    { steps: { highTimbale: '........x.xxx.x.', lowTimbale: '..............XX', kick: 'X...X...........' } },
    { steps: { snare: '...X..X..x.xxxxx', kick: 'X...X...X.......' } },
    { steps: { kick: 'X...............', snare: '................', rim: '...x..x....x..x.' } },
    { steps: { highConga: '........xx..x...', lowConga: '..........xx..xX', kick: 'X...X...X.......' } },
    { energy: [0.5, 1], steps: { snare: '...X..X.xrxrrrrr', kick: 'X...X...........' } },
  ],
  fillEvery: 8,
  builds: [{ grow: [0.4, 1], steps: { snare: 'x...x...x...x...|x.x.x.x.x.x.x.x.|xxxxxxxxxxxxxxxx', kick: 'X...X...X...X...' } }],
  drop: { gap: 1, crash: true },
  bassLines: [
    { energy: [0, 0.7], steps: 'R-----R-R-----R-|R-----R-5-----R-' },
    { energy: [0.2, 1], steps: 'R--R--R-R--R--R-' },
    { energy: [0.3, 1], steps: 'R-----R-R--R--5-|R-----R-8--5--R-' },
    { energy: [0.45, 1], steps: 'R--r..R-R--r..5-|R--r..R-8-..5-A-' },
    { energy: [0, 0.6], steps: 'R-----------R-R-' },
  ],
  bassRange: [29, 40],
  comping: [
    { kind: 'block', energy: [0, 0.8], steps: 'x--x--x-x--x--x-' },
    { kind: 'block', energy: [0.2, 1], steps: '..s...s...s...s.|..s...s...s..ss.' },
    { kind: 'arp', energy: [0, 1], steps: '0..1..2.0..1..2.|0..1..3.2..1..2.' },
    { kind: 'arp', energy: [0.2, 1], steps: '2.1.0.1.2.1.0.1.' },
    { kind: 'block', energy: [0.35, 1], roles: ['main'], steps: 'X--x--x-X--x--x-|X--x--x-X-x-x-x-' },
    { kind: 'block', energy: [0, 1], roles: ['contrast', 'break'], steps: 'x-----------....|x-----x-........' },
  ],
  voicing: { low: 53, high: 72, voices: 4 },
  pads: [{ energy: [0, 1] }],
  padVoicing: { low: 55, high: 74, voices: 3, spread: 'open' },
  melody: {
    rhythms: ['x..x..x.x..x..x.', 'x..x..x.........', 'x.x..x..x..x..x.', '..x.x..xx..x....', 'x..x..x.x.x.x...', 'x.xx..x...x..x..', '...x..x.x..x..x.'],
    range: [65, 82], leap: 0.24, rest: 0.08, legato: 0.8, pentatonic: true,
    phrases: ['aaab', 'abab', 'aAab', 'a.ab', 'aabc'], ornament: 0.1,
    solo: { rhythms: ['x.xx.xx.x.xx.xx.', 'x..x..x..x..x.x.', 'xxx.x.x.xxx.....', '..x..x..x..xx.x.'], rest: 0.15 },
  },
  counter: {
    habits: [{ kind: 'answers', energy: [0, 1] }, { kind: 'figure', energy: [0.2, 1], steps: '......2.......1.|......2...1.0...' }, { kind: 'guide', energy: [0, 0.6] }],
    range: [60, 76], rhythms: ['........x..x..x.', '..........x.x.x-', '........x.x.x...'],
  },
  fx: {},
  pump: [{ energy: [0, 1], steps: 'X...o...X...o...' }],
  ending: 'hold',
  touch: { drums: 1, bass: 0.95, chords: 0.78, lead: 0.85, pad: 0.6, counter: 0.68 },
};
