import type { StyleNotes } from '../style-notes.ts';

/**
 * Dusty drums behind the beat, electric piano in ninth chords, a round or an upright bass, a sparse
 * vibraphone or guitar answered by a muted guitar, tape and record noise.
 */
export const loFiNotes: StyleNotes = {
  name: 'lo-fi',
  label: 'lo-fi',
  tempo: { slow: 66, usual: 78, fast: 92 },
  energy: 0.4,
  mood: 'warm',
  swing: { at: 0.58, unit: 16 },
  looseness: 0.006,
  snareLate: 0.016,
  // Everything sits behind the beat, the snare most of all.
  timing: { drums: { loose: 0.8, late: 0.004 }, counter: { loose: 1.5, late: 0.01 }, lead: { loose: 1.6, late: 0.008 }, chords: { loose: 1.4, late: 0.004 }, bass: { loose: 0.7 }, pad: { loose: 0.5 } },
  dynamics: 0.3,
  key: {
    calm: { tonic: 'F', mode: 'major' }, warm: { tonic: 'Eb', mode: 'major' }, happy: { tonic: 'G', mode: 'major' }, dark: { tonic: 'C', mode: 'minor' },
    sad: { tonic: 'A', mode: 'minor' }, dreamy: { tonic: 'Db', mode: 'lydian' }, driving: { tonic: 'D', mode: 'dorian' }, epic: { tonic: 'E', mode: 'minor' },
  },
  tonics: ['C', 'Db', 'D', 'Eb', 'E', 'F', 'G', 'Ab', 'A', 'Bb'],
  modes: {
    calm: ['major', 'lydian', 'mixolydian'], warm: ['major', 'major', 'lydian', 'dorian'], happy: ['major', 'major', 'mixolydian', 'lydian'], dark: ['minor', 'minor', 'phrygian', 'dorian'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'lydian', 'major', 'mixolydian'], driving: ['dorian', 'dorian', 'minor', 'mixolydian'], epic: ['minor', 'minor', 'dorian'],
  },
  loops: {
    major: [['IIm9', 'V13', 'Imaj9', 'VIm9'], ['Imaj9', 'IIIm7', 'VIm9', 'IVmaj9'], ['IVmaj9', 'IIIm7', 'IIm9', 'Imaj9'], ['Imaj9', 'VIm9', 'IIm9', 'V13'], ['IVmaj9', 'V9', 'IIIm7', 'VIm9'], ['Imaj9', 'IVmaj9', 'IIIm7', 'VI7b9'], ['IIm9', 'IIIm7', 'IVmaj9', 'Imaj9'], ['VIm9', 'IIm9', 'V13', 'Imaj9']],
    lydian: [['Imaj9', 'II7', 'Imaj9', 'VIIm7'], ['Imaj9', 'IIIm7', 'II7', 'VIm9'], ['IIIm7', 'II7', 'Imaj9', 'Imaj9'], ['Imaj9', 'VIIm7', 'VIm9', 'II7'], ['Imaj9', 'Imaj9', 'II7', 'II7']],
    mixolydian: [['Imaj9', 'bVIImaj7', 'IVmaj9', 'Imaj9'], ['I9', 'Vm7', 'IVmaj9', 'bVIImaj7'], ['IVmaj9', 'I9', 'bVIImaj7', 'I9'], ['I9', 'bVIImaj9', 'I9', 'IVmaj9'], ['Vm7', 'IVmaj9', 'I9', 'I9']],
    minor: [['Im9', 'bVImaj7', 'IVm9', 'Vm7'], ['Im9', 'IVm9', 'bVIImaj7', 'bIIImaj7'], ['IVm9', 'Vm7', 'Im9', 'Im9'], ['bVImaj7', 'Vm7', 'Im9', 'bIIImaj7'], ['Im9', 'Vm7', 'bVImaj7', 'bVIImaj7'], ['bVImaj7', 'bIIImaj7', 'IVm9', 'Im9'], ['Im9', 'bIIImaj7', 'IVm9', 'Vm7']],
    dorian: [['Im9', 'IV9', 'Im9', 'IV9'], ['Im9', 'IIm7', 'bIIImaj7', 'IV9'], ['IIm7', 'Im9', 'IV9', 'bVIImaj7'], ['Im9', 'bIIImaj7', 'IV9', 'Im9'], ['IV9', 'bIIImaj7', 'IIm7', 'Im9']],
    phrygian: [['Im7', 'bIImaj7', 'Im7', 'bVIIm7'], ['Im7', 'bVImaj7', 'bIImaj7', 'Im7'], ['bIImaj7', 'bIIImaj7', 'bIImaj7', 'Im7'], ['Im7', 'bIImaj7', 'bVIIm7', 'Im7'], ['Im7', 'IVm7', 'bIImaj7', 'bIImaj7']],
  },
  cadence: { major: ['V13', 'Imaj9'], lydian: ['II7', 'Imaj9'], mixolydian: ['bVIImaj7', 'Imaj9'], minor: ['Vm7', 'Im9'], dorian: ['IV9', 'Im9'], phrygian: ['bIImaj7', 'Im7'] },
  forms: [
    { name: 'sketch', upTo: 8, sections: [{ name: 'beat', role: 'main', bars: 4, energy: 1 }] },
    { name: 'short beat', upTo: 14, sections: [{ name: 'intro', role: 'intro', bars: 2, energy: 0.6 }, { name: 'beat', role: 'main', bars: 8, energy: 0.95 }, { name: 'outro', role: 'outro', bars: 2, energy: 0.6 }] },
    { name: 'loop and flip', upTo: 14, sections: [{ name: 'beat', role: 'main', bars: 4, energy: 0.9 }, { name: 'flip', role: 'contrast', bars: 4, energy: 1 }, { name: 'beat', role: 'main', bars: 4, energy: 0.95 }] },
    {
      name: 'rain on the window', upTo: 24,
      sections: [
        { name: 'needle', role: 'intro', bars: 2, energy: 0.5, harmony: 'pedal' }, { name: 'beat', role: 'main', bars: 4, energy: 0.9 }, { name: 'breather', role: 'break', bars: 2, energy: 0.5 },
        { name: 'beat', role: 'main', bars: 4, energy: 1 }, { name: 'outro', role: 'outro', bars: 2, energy: 0.5 },
      ],
    },
    {
      name: 'beat tape',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.55 }, { name: 'beat', role: 'main', bars: 8, energy: 0.9 }, { name: 'flip', role: 'contrast', bars: 8, energy: 1 },
        { name: 'breather', role: 'break', bars: 4, energy: 0.5, harmony: 'home' }, { name: 'beat', role: 'main', bars: 8, energy: 0.95 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.55 },
      ],
    },
    {
      name: 'two rooms',
      sections: [
        { name: 'needle', role: 'intro', bars: 2, energy: 0.5, harmony: 'pedal' }, { name: 'beat', role: 'main', bars: 8, energy: 0.9 }, { name: 'beat', role: 'main', bars: 8, energy: 1 },
        { name: 'flip', role: 'contrast', bars: 8, energy: 0.85 }, { name: 'breather', role: 'break', bars: 4, energy: 0.45 }, { name: 'beat', role: 'main', bars: 8, energy: 1 },
        { name: 'outro', role: 'outro', bars: 4, energy: 0.5 },
      ],
    },
  ],
  arrangement: {
    drums: { intro: 'late', break: 0.5 }, bass: { intro: 'late', break: 0.3 }, lead: { intro: 'never', break: 'never', outro: 'never' }, pad: { main: 0.25 },
    counter: { intro: 'never', main: 0.3, break: 'never', outro: 'never' },
  },
  grooves: [
    { name: 'rim and shaker', energy: [0, 0.35], steps: { kick: 'x.........o.....', rim: '....x.......x...', shaker: 'o.o.o.o.o.o.o.o.' } },
    { name: 'head nod', energy: [0.2, 0.7], steps: { kick: 'X......x..x.....', snare: '....X.......X..?', closedHat: 'x.o.x.o.x.o.x.oo' } },
    { name: 'boom bap', energy: [0.3, 1], steps: { kick: 'X..?...x..X.....', snare: '....X..?....X...', closedHat: 'x.x.x.x.x.x.x.x?' } },
    { name: 'lazy', energy: [0.25, 0.8], steps: { kick: 'X.....x.x.......', snare: '....X.......X...', closedHat: 'x.xox.x.x.xox.x.', rim: '.......?......?.' } },
    { name: 'half awake', energy: [0, 0.5], steps: { kick: 'X.........x.....|X......o..x.....', rim: '........x.......|........x.....?.', closedHat: 'o...x.o.o...x.o.' } },
    { name: 'drunk', energy: [0.4, 0.95], steps: { kick: 'X.....o..x......|X..x......x..?..', snare: '....X.......X...|....X..g....X..g', closedHat: 'x..xx.o.x..xx.oo|x.o.x..xx.o.x...', openHat: '..............o.|................' } },
    { name: 'busy', energy: [0.65, 1], steps: { kick: 'X..x...x..X..?..', snare: '....X..o.o..X..o', closedHat: 'xoxoxoxoxoxoxoxo', openHat: '......?.......?.' } },
  ],
  fills: [{ steps: { snare: '............o.xX', kick: 'X.......x.......' } }, { steps: { kick: 'X.....x.........', rim: '........x..x.x..' } }, { steps: { snare: '....X.....o.X.oo', kick: 'X..x............' } }],
  fillEvery: 8,
  builds: [],
  drop: { gap: 1, crash: false },
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
    { kind: 'block', energy: [0.25, 0.9], steps: 'x------..o-x----|x----.o-....x-s.' },
    { kind: 'arp', energy: [0.1, 0.6], steps: '0--2..13----2---' },
    { kind: 'arp', energy: [0, 0.5], steps: '0-1-2-3-2-1-2---' },
  ],
  voicing: { low: 50, high: 72, voices: 4 },
  pads: [{ energy: [0, 1] }],
  padVoicing: { low: 57, high: 74, voices: 2, spread: 'shell' },
  melody: {
    rhythms: ['x..x..x.....x...', '..x.x...x.......', '..xx..x.x-......', 'x.x..x.x--......|....x.x..x--....', 'x.....x.x..x....', '....x.x.x.......', 'x...............', '..x..x..x...x...'],
    range: [67, 84], leap: 0.22, rest: 0.18, legato: 0.85, pentatonic: true,
    phrases: ['a.Ac', 'abac', 'a.A.', 'aAbc', 'a.b.A.bc'], ornament: 0.15, chromatic: 0.04,
  },
  counter: {
    habits: [{ kind: 'answers', energy: [0, 1] }, { kind: 'figure', energy: [0, 0.8], steps: '......0...1..2--|................' }, { kind: 'figure', energy: [0.3, 1], roles: ['contrast'], steps: '0..1..2...1.0---|..........2.1---' }, { kind: 'sixths', energy: [0.45, 1], roles: ['contrast'] }],
    range: [57, 71], rhythms: ['........x.x.x---', '..........x.x---', '........x--x----'],
  },
  fx: {},
  pump: [{ energy: [0, 0.35], steps: 'X...............' }, { energy: [0.35, 1], steps: 'X.......X.......' }],
  ending: 'roll',
  touch: { drums: 0.9, bass: 0.85, chords: 0.68, lead: 0.72, pad: 0.6, counter: 0.62 },
};
