import type { StyleNotes } from '../style-notes.ts';

/**
 * Break-beats with ghost notes at 174 bpm, everything else at half that: a reese over its own sub,
 * airy pads, chords of two bars, a short bell motif with echoes; rolls, a bar of silence, the drop.
 */
export const drumAndBassNotes: StyleNotes = {
  name: 'drum-and-bass',
  label: 'drum and bass',
  tempo: { slow: 170, usual: 174, fast: 178 },
  energy: 0.75,
  mood: 'driving',
  metres: ['4/4'],
  swing: { at: 0.515, unit: 16 },
  looseness: 0.0015,
  snareLate: 0,
  timing: { lead: { loose: 2 }, pad: { loose: 2 }, drums: { loose: 0.8 } },
  dynamics: 0.2,
  key: {
    calm: { tonic: 'E', mode: 'dorian' }, warm: { tonic: 'Ab', mode: 'major' }, happy: { tonic: 'F', mode: 'major' }, dark: { tonic: 'F', mode: 'phrygian' },
    sad: { tonic: 'D', mode: 'minor' }, dreamy: { tonic: 'Eb', mode: 'lydian' }, driving: { tonic: 'G', mode: 'minor' }, epic: { tonic: 'E', mode: 'minor' },
  },
  tonics: ['C', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'],
  modes: {
    calm: ['dorian', 'major', 'lydian'], warm: ['major', 'lydian', 'dorian'], happy: ['major', 'mixolydian'], dark: ['phrygian', 'minor', 'minor'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'major', 'dorian'], driving: ['minor', 'minor', 'dorian'], epic: ['minor', 'dorian', 'phrygian'],
  },
  loops: {
    major: [['Imaj7', 'VIm7'], ['VIm7', 'IVmaj7', 'Imaj7', 'V'], ['IVmaj9', 'VIm7', 'Imaj7', 'IIIm7'], ['IVmaj7', 'V', 'VIm7', 'VIm7'], ['Imaj7', 'IVmaj7'], ['VIm7', 'Imaj7', 'IVmaj7', 'V']],
    lydian: [['Imaj9', 'II', 'VIIm7', 'II'], ['VIm7', 'Imaj7', 'II', 'II'], ['Imaj7', 'VIIm7', 'VIm7', 'II'], ['Imaj9', 'II'], ['Imaj9', 'VIIm7', 'II', 'II']],
    mixolydian: [['I', 'bVII', 'IV', 'IV'], ['Vm7', 'bVIImaj7', 'I', 'I'], ['I', 'Vm7', 'bVII', 'IV'], ['I', 'IV', 'bVII', 'bVII'], ['I', 'bVIImaj7']],
    minor: [['Im', 'bVI', 'bVII', 'Vm'], ['Im9', 'bVImaj7'], ['Im', 'Im', 'bVI', 'bVII'], ['bVImaj7', 'Vm7', 'Im9', 'Im9'], ['Im', 'IVm7', 'bVI', 'Vm7'], ['Im9', 'bIIImaj7', 'bVImaj7', 'bVII'], ['Im', 'bVII', 'bVI', 'bVI'], ['Im9', 'IVm7']],
    dorian: [['Im9', 'IV'], ['Im7', 'bIIImaj7', 'IV', 'IV'], ['Im7', 'IIm7', 'bVII', 'IV'], ['IV', 'Im9', 'bVII', 'Im9'], ['Im9', 'bIIImaj7'], ['Im7', 'Vm7', 'IV', 'IV']],
    phrygian: [['Im', 'bII'], ['Im', 'Im', 'bII', 'bIII'], ['Im', 'bVIIm', 'bVI', 'bII'], ['Im', 'bII', 'bVI', 'bII'], ['Im', 'bVI', 'bII', 'bII']],
  },
  barsPerChord: 2,
  cadence: { major: ['V', 'Imaj7'], lydian: ['II', 'Imaj7'], mixolydian: ['bVII', 'I'], minor: ['bVII', 'Im'], dorian: ['IV', 'Im7'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'sting', sections: [{ name: 'drop', role: 'main', bars: 4, energy: 1 }] },
    { name: 'short roller', sections: [{ name: 'lift', role: 'build', bars: 4, energy: 0.6, to: 0.9, harmony: 'home' }, { name: 'drop', role: 'main', bars: 8, energy: 1 }] },
    {
      name: 'one drop',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.4, to: 0.5 }, { name: 'lift', role: 'build', bars: 4, energy: 0.6, to: 0.95 }, { name: 'drop', role: 'main', bars: 8, energy: 0.95 },
        { name: 'switch', role: 'contrast', bars: 4, energy: 1 }, { name: 'outro', role: 'outro', bars: 2, energy: 0.55 },
      ],
    },
    {
      name: 'roller',
      sections: [
        { name: 'intro', role: 'intro', bars: 8, energy: 0.4, to: 0.55 }, { name: 'lift', role: 'build', bars: 4, energy: 0.6, to: 0.95 }, { name: 'drop', role: 'main', bars: 16, energy: 0.95 },
        { name: 'breakdown', role: 'break', bars: 8, energy: 0.35 }, { name: 'lift', role: 'build', bars: 4, energy: 0.6, to: 1 }, { name: 'drop', role: 'main', bars: 16, energy: 1 },
        { name: 'outro', role: 'outro', bars: 4, energy: 0.5 },
      ],
    },
    {
      name: 'liquid',
      sections: [
        { name: 'intro', role: 'intro', bars: 8, energy: 0.35, to: 0.6 }, { name: 'drop', role: 'main', bars: 16, energy: 0.88 }, { name: 'switch', role: 'contrast', bars: 8, energy: 0.95 },
        { name: 'breakdown', role: 'break', bars: 8, energy: 0.35 }, { name: 'lift', role: 'build', bars: 4, energy: 0.6, to: 0.95 }, { name: 'drop', role: 'main', bars: 16, energy: 1 },
        { name: 'outro', role: 'outro', bars: 8, energy: 0.45 },
      ],
    },
    {
      name: 'half and half',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.45 }, { name: 'drop', role: 'main', bars: 8, energy: 0.95 }, { name: 'half time', role: 'contrast', bars: 8, energy: 0.8 },
        { name: 'lift', role: 'build', bars: 4, energy: 0.65, to: 1 }, { name: 'drop', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.5 },
      ],
    },
  ],
  arrangement: {
    drums: { intro: 'late', break: 0.55 }, bass: { intro: 'never', build: 'never', break: 'late', outro: 0.35 }, chords: { intro: 0.2, build: 0.4 },
    lead: { intro: 'never', build: 'never', outro: 'never', main: 0.1 }, counter: { intro: 'never', main: 0.4, contrast: 0.3, break: 'never', build: 'never', outro: 'never' },
  },
  grooves: [
    { name: 'half time', energy: [0, 0.4], steps: { kick: 'X.........o.....', snare: '........X......g', closedHat: 'x.o.x.o.x.o.x.o.', shaker: 'g.o.g.o.g.o.g.o.' } },
    { name: 'liquid', energy: [0.2, 0.75], steps: { kick: 'X.........X.....', snare: '....X..g.g..X..g', closedHat: 'x.o.x.o.x.o.x.o.', shaker: 'gogogogogogogogo' } },
    { name: 'two-step', energy: [0.4, 1], roles: ['main', 'build', 'intro', 'break', 'outro'], steps: { kick: 'X.........X.....|X.........X..o..', snare: '....X..g....X..g|....X..g.g..X.g.', ride: 'x.x.x.x.x.x.x.x.', closedHat: 'o.ogo.o.o.ogo.oo' } },
    {
      name: 'chopped break', energy: [0.5, 1], roles: ['main', 'build', 'contrast'],
      steps: {
        kick: 'X.x.......xX....|X.x.......x.....|X.........xX....|..X..x....x...x.', snare: '....X..g.g..X..g|....X..o.g..X.g.|....X..g.g...gX.|.g..X..g.go.X.go',
        closedHat: 'x.x.x.x.x.x.x.x.', openHat: '................|................|................|..........x.....',
      },
    },
    {
      name: 'steppers', energy: [0.55, 1], roles: ['main', 'contrast'],
      steps: { kick: 'X.....X...X.....|X.....X...X..x..', snare: '....X..g....X.g.|....X..g.o..X..o', closedHat: 'xgogxgogxgogxgog', tambourine: '....o.......o...' },
    },
    {
      name: 'jungle', energy: [0.75, 1], roles: ['main'],
      steps: { kick: 'X.x...x...x..x..|X.....x..xX.....', snare: '....X..o.r..X..o|..o.X..o.o..Xrog', closedHat: 'x.x.x.x.x.x.x.x.', ride: 'x...x...x...x...', shaker: 'gogogogogogogogo' },
    },
    { name: 'half-time switch', energy: [0.35, 1], roles: ['contrast'], steps: { kick: 'X..x......x.....|X.....x...o.....', snare: '........X......g|........X....g.o', closedHat: 'x.oox.o.x.oox.rr', shaker: 'gogogogogogogogo' } },
  ],
  fills: [
    { steps: { snare: '....X..gX.gX.XoX', kick: 'X.x.......x.....' } },
    { steps: { snare: '....X..x.ox.Xrxr', kick: 'X.....x...x.....', closedHat: 'x.x.x.x.........' } },
    { steps: { kick: 'X.X...X..X......', snare: '....X..X..x.XxXX', ride: 'x.x.............' } },
    { energy: [0.3, 1], steps: { kick: 'X.......', snare: '..X.....', closedHat: 'xx......', openHat: '....x...', ride: '........', shaker: '........', tambourine: '........' } },
  ],
  fillEvery: 8,
  builds: [
    { grow: [0.3, 1], alone: true, steps: { snare: 'x...x...x...x...|x...x...x...x...|x.x.x.x.x.x.x.x.|xxxxxxxxrrrrrrrr', closedHat: '................|x.x.x.x.x.x.x.x.|x.x.x.x.x.x.x.x.|xxxxxxxxxxxxxxxx', kick: 'X...X...X...X...|X...X...X...X...|X.X.X.X.X.X.X.X.|................' } },
    { grow: [0.35, 1], steps: { snare: '....x.......x...|....x.......x.x.|x.x.x.x.x.x.x.x.|x.xxx.xxxxxxrrrr', clap: '................|................|....x.......x...|x...x...x...x...' } },
    { grow: [0.35, 0.95], alone: true, steps: { clap: 'x.......x.......|x.......x.......|x...x...x...x...|x.x.x.x.xxxxxxxx', shaker: 'xoxoxoxoxoxoxoxo', kick: 'X...............|X...............|X.......X.......|X...X...X.X.....' } },
  ],
  drop: { gap: 1, crash: true },
  bassLines: [
    { energy: [0, 0.4], steps: 'R---------------|--------........' },
    { energy: [0.15, 0.65], steps: 'R---------------|----------5---..' },
    { energy: [0.3, 0.9], steps: 'R-----....R---..|R-----..8-..5-..' },
    { energy: [0.4, 1], steps: 'R---------..R-..|R-----R-..3-..5-' },
    { energy: [0.5, 1], steps: 'R---..R-..R---..|R---..R-..8-7-5-' },
    { energy: [0.55, 1], steps: 'R--R--R-..r-R---|--..R-R-..R--8--' },
    { energy: [0.7, 1], steps: 'R-..R-8.R-..rR8.|R-..R-5.R-..7-5-' },
    { energy: [0.75, 1], steps: 'R-----------....|....R.R.8-R.5-A-' },
  ],
  bassRange: [28, 39],
  comping: [
    { kind: 'block', energy: [0, 0.5], steps: 'x---------------|--------........' },
    { kind: 'block', energy: [0.2, 0.8], steps: 'x-----......x---|--......x-......' },
    { kind: 'block', energy: [0.4, 1], steps: 's.....s.........|..s.......s.....' },
    { kind: 'block', energy: [0.4, 1], steps: 'x--.........x--.|......x--.......' },
    { kind: 'block', energy: [0.55, 1], steps: '..s...s...s.....|..s...s.......s.' },
    { kind: 'arp', energy: [0.1, 0.7], steps: '0..1..2..3..2.1.|0..2..1..3..2...' },
  ],
  voicing: { low: 53, high: 74, voices: 4 },
  pads: [{ energy: [0, 1] }, { energy: [0, 0.6], stagger: 0.5, roles: ['intro', 'break'] }],
  padVoicing: { low: 55, high: 77, voices: 3, spread: 'open' },
  melody: {
    rhythms: ['x..x..x...x.....', 'x.....x.....x...', 'x..x..x..x..x.x.', 'x...x..x........', '..x..x..x.......', 'x.....x.x-------', 'x--x--x---------|................', 'x---------x---..|x--x--------....'],
    range: [70, 88], leap: 0.38, rest: 0.12, legato: 0.75, pentatonic: true,
    phrases: ['a.a.', 'aaAc', 'a.A.', 'abab', 'aaAB', 'a...A..c'],
  },
  counter: {
    habits: [
      { kind: 'figure', energy: [0.55, 1], roles: ['main', 'contrast'], steps: '0.2.1.0.2.1.0.2.' }, { kind: 'figure', energy: [0.4, 1], roles: ['main'], steps: '..0..1..2..1..0.' },
      { kind: 'figure', energy: [0.5, 1], roles: ['contrast'], steps: '0120120120120120' }, { kind: 'answers', energy: [0.2, 1] }, { kind: 'guide', energy: [0, 0.5] },
    ],
    range: [62, 79], rhythms: ['........x..x..x-', '..........x.x.x-', '......x..x..x---'],
  },
  fx: { riser: { beats: 16, growth: 0.1 }, impact: { energy: 0.55 }, downlifter: { beats: 8, fall: 0.15 } },
  pump: [{ energy: [0, 0.35], steps: 'X.......o.......' }, { energy: [0.35, 1], steps: 'X...o.....X.o...', roles: ['main', 'intro', 'outro', 'break', 'ending'] }, { energy: [0.35, 1], steps: 'X.......X.......', roles: ['contrast'] }, { energy: [0, 1], steps: 'o...o...o...o...', roles: ['build'] }],
  ending: 'hit',
  touch: { drums: 1, bass: 0.92, chords: 0.72, lead: 0.8, counter: 0.65, pad: 0.65, fx: 0.8 },
};
