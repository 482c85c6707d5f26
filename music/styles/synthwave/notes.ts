import type { StyleNotes } from '../style-notes.ts';

/**
 * A drum machine with a gated snare and falling toms, an octave bass, saw chords and arpeggios, a
 * singing lead answered by bells, all in a long hall: night as imagined in 1985.
 */
export const synthwaveNotes: StyleNotes = {
  name: 'synthwave',
  label: 'synthwave',
  tempo: { slow: 84, usual: 102, fast: 118 },
  energy: 0.7,
  mood: 'driving',
  metres: ['4/4'],
  swing: { at: 0.5, unit: 16 },
  looseness: 0.001,
  snareLate: 0,
  timing: { lead: { loose: 4, late: 0.006 }, counter: { loose: 2 } },
  dynamics: 0.5,
  key: {
    calm: { tonic: 'D', mode: 'dorian' }, warm: { tonic: 'F', mode: 'major' }, happy: { tonic: 'C', mode: 'major' }, dark: { tonic: 'E', mode: 'minor' },
    sad: { tonic: 'B', mode: 'minor' }, dreamy: { tonic: 'G', mode: 'lydian' }, driving: { tonic: 'A', mode: 'minor' }, epic: { tonic: 'D', mode: 'minor' },
  },
  tonics: ['C', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'A', 'Bb', 'B'],
  modes: {
    calm: ['dorian', 'major', 'lydian'], warm: ['major', 'mixolydian', 'lydian'], happy: ['major', 'major', 'mixolydian'], dark: ['minor', 'minor', 'phrygian'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'major', 'dorian'], driving: ['minor', 'minor', 'dorian', 'mixolydian'], epic: ['minor', 'minor', 'dorian'],
  },
  // Plain triads that change with every bar, as in film music.
  loops: {
    major: [['I', 'V', 'VIm', 'IV'], ['IV', 'V', 'VIm', 'I'], ['VIm', 'IV', 'I', 'V'], ['I', 'IIIm', 'IV', 'V'], ['IV', 'I', 'V', 'VIm', 'IV', 'I', 'V', 'V'], ['I', 'IV', 'VIm', 'V'], ['I', 'VIm', 'IIIm', 'IV'], ['VIm', 'V', 'IV', 'V']],
    lydian: [['I', 'II', 'I', 'VIm'], ['I', 'II', 'VIIm', 'IIIm'], ['VIm', 'II', 'I', 'I'], ['I', 'V', 'II', 'II'], ['I', 'VIIm', 'II', 'I'], ['I', 'IIIm', 'II', 'II']],
    mixolydian: [['I', 'bVII', 'IV', 'I'], ['IV', 'bVII', 'I', 'I'], ['I', 'IV', 'bVII', 'IV'], ['I', 'Vm', 'IV', 'bVII'], ['I', 'bVII', 'Vm', 'IV'], ['I', 'IV', 'I', 'bVII']],
    minor: [
      ['Im', 'bVI', 'bIII', 'bVII'], ['Im', 'bVII', 'bVI', 'bVII'], ['bVI', 'bVII', 'Im', 'Im'], ['Im', 'IVm', 'bVI', 'bVII'], ['Im', 'bIII', 'bVII', 'IVm'], ['bVI', 'bIII', 'bVII', 'Im'],
      ['Im', 'Im', 'bVI', 'bVI', 'IVm', 'IVm', 'bVII', 'Vm'],
      ['Im', 'Vm', 'bVI', 'bVII'], ['Im', 'bVI', 'IVm', 'bVII'], ['Im', 'bVII', 'IVm', 'bVI'],
    ],
    dorian: [['Im', 'IV', 'Im', 'bVII'], ['Im', 'bVII', 'IV', 'Im'], ['IIm', 'IV', 'Im', 'Im'], ['bIII', 'IV', 'Im', 'bVII'], ['Im', 'bIII', 'IV', 'IV'], ['Im', 'bVII', 'bIII', 'IV']],
    phrygian: [['Im', 'bII', 'Im', 'bVIIm'], ['Im', 'bVI', 'bII', 'Im'], ['Im', 'bIII', 'bII', 'bII'], ['bVI', 'bVIIm', 'Im', 'bII'], ['Im', 'bII', 'bIII', 'bII']],
  },
  cadence: { major: ['Vsus4', 'I'], lydian: ['II', 'I'], mixolydian: ['bVII', 'I'], minor: ['bVII', 'Im'], dorian: ['IV', 'Im'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'sting', sections: [{ name: 'chorus', role: 'main', bars: 4, energy: 1 }] },
    { name: 'short drive', sections: [{ name: 'intro', role: 'intro', bars: 2, energy: 0.6 }, { name: 'chorus', role: 'main', bars: 8, energy: 0.95 }] },
    {
      name: 'opening titles',
      sections: [{ name: 'intro', role: 'intro', bars: 4, energy: 0.45, to: 0.65 }, { name: 'verse', role: 'main', bars: 8, energy: 0.72 }, { name: 'bridge', role: 'contrast', bars: 4, energy: 0.75 }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.55 }],
    },
    { name: 'title card', sections: [{ name: 'verse', role: 'main', bars: 6, energy: 0.72 }, { name: 'lift', role: 'build', bars: 2, energy: 0.5, to: 0.9 }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }] },
    {
      name: 'night drive',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.5, to: 0.7 }, { name: 'verse', role: 'main', bars: 8, energy: 0.7 }, { name: 'lift', role: 'build', bars: 4, energy: 0.5, to: 0.9 },
        { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'bridge', role: 'break', bars: 4, energy: 0.45 }, { name: 'lift', role: 'build', bars: 4, energy: 0.45, to: 0.95 },
        { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.55 },
      ],
    },
    {
      name: 'chase',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.6 }, { name: 'chorus', role: 'main', bars: 8, energy: 0.92 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.62 },
        { name: 'lift', role: 'build', bars: 4, energy: 0.5, to: 0.9 }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.6 },
      ],
    },
  ],
  arrangement: {
    drums: { intro: 'late', break: 0.55, outro: 0.2 }, bass: { intro: 'late', build: 'late', break: 0.4 }, lead: { intro: 'never', build: 'never', break: 'late', outro: 'never', main: 0.2 },
    counter: { main: 0.5, outro: 'never' }, pad: { contrast: 'late' },
  },
  // A rock beat from a machine; four on the floor only at full energy.
  grooves: [
    { name: 'dusk', energy: [0, 0.4], steps: { kick: 'X.........x.....', closedHat: 'o...o...o...o...', tambourine: '........o.......' } },
    { name: 'half time', energy: [0.15, 0.6], steps: { kick: 'X.........x.....|X.....x...x.....', snare: '........X.......', closedHat: 'x.o.x.o.x.o.x.o.' } },
    { name: 'backbeat', energy: [0.4, 0.95], steps: { kick: 'X.......X.x.....', snare: '....X.......X...', closedHat: 'x.o.x.o.x.o.x.o.' } },
    { name: 'neon', energy: [0.5, 1], steps: { kick: 'X.....x.x.......|X.....x.x.....x.', snare: '....X.......X...', closedHat: 'xoxoxoxoxoxoxoxo', openHat: '..............x.' } },
    { name: 'boulevard', energy: [0.55, 1], steps: { kick: 'X..x......x..x..|X..x......x.....', snare: '....X.......X...', closedHat: 'x.x.x.x.x.x.x.x.', tambourine: '....o.......o...', midTom: '................|..............x.', lowTom: '................|...............x' } },
    { name: 'night drive', energy: [0.75, 1], steps: { kick: 'X...X...X...X...', snare: '....X.......X...', closedHat: 'xoxoxoxoxoxoxoxo', clap: '............o...' } },
    { name: 'chase', energy: [0.8, 1], steps: { kick: 'X...X...X...X.x.', snare: '....X.......X...', clap: '....x.......x...', closedHat: 'xoxoxoxoxoxoxoxo', tambourine: '..o...o...o...o.' } },
  ],
  fills: [
    { steps: { kick: 'X.......X.......', highTom: '........xx......', midTom: '..........xx....', lowTom: '............Xxxx' } },
    { steps: { kick: 'X.......X.......', snare: '....X.......X...', highTom: '......x.........', midTom: '........x.x.....', lowTom: '..............xx' } },
    { steps: { kick: 'X.......X.......', snare: '....X...o.x.XxXX' } },
    { energy: [0.4, 1], steps: { kick: 'X...............', highTom: 'X..x............', midTom: '......x..x......', lowTom: '............x.X.' } },
    { steps: { kick: 'X.......X.......', snare: '....X.......X.X.', lowTom: '.............x.x' } },
  ],
  fillEvery: 8,
  builds: [
    { grow: [0.4, 1], steps: { lowTom: '........x.x.x.x.|x.x.x.x.x.x.x.x.', midTom: '................|............x.x.', snare: '....X.......X...|....X.......XxXX' } },
    { grow: [0.4, 1], steps: { snare: '....x.......x...|....x.......x...|....x...x...x...|x.x.x.x.xxxxX...', highTom: '................|................|................|............xx..', lowTom: '................|................|................|..............xx' } },
  ],
  // The toms run straight into the chorus: no silence before it.
  drop: { gap: 0, crash: true },
  bassLines: [
    { energy: [0, 0.35], steps: 'R---------------' },
    { energy: [0, 0.55], steps: 'R-..R-..R-..R-..' },
    { energy: [0.3, 1], steps: 'R.R.R.R.R.R.R.R.' },
    { energy: [0.4, 1], steps: 'R.8.R.8.R.8.R.8.' },
    { energy: [0.5, 1], steps: 'R.R8R.R8R.R8R.R8' },
    { energy: [0.55, 1], steps: 'R.RRR.RRR.RR8.R8' },
    { energy: [0.6, 1], steps: 'R.8R.8R.8R.8R.8.' },
    { energy: [0.7, 1], steps: 'RRRRRRRRRRRR88RR|RRRRRRRRRRRR8855' },
  ],
  bassRange: [28, 39],
  comping: [
    { kind: 'block', energy: [0, 0.6], steps: 'x---------------' },
    { kind: 'block', energy: [0.4, 1], steps: 'X-----x-----x---|X-----x-----x-x-' },
    { kind: 'block', energy: [0.5, 1], steps: 'X-------..x-..x-' },
    { kind: 'arp', energy: [0.2, 1], steps: '0123012301230123' },
    { kind: 'arp', energy: [0.4, 1], steps: '0213021302130213' },
    { kind: 'arp', energy: [0.45, 1], steps: '0123212301232123' },
    { kind: 'arp', energy: [0.5, 1], steps: '0.32.10.32.10.32' },
    { kind: 'arp', energy: [0, 0.6], steps: '0.1.2.3.2.1.2.3.' },
  ],
  voicing: { low: 55, high: 76, voices: 4 },
  pads: [{ energy: [0, 1] }, { energy: [0, 0.6], stagger: 0.5, roles: ['intro', 'break'] }],
  padVoicing: { low: 52, high: 72, voices: 3 },
  melody: {
    rhythms: ['x-----x-----x---', 'x---x---x-------', 'x--x--x--x--x---', 'x-------x---x-x-', 'x---------------', '..x-x-x-x-------', 'x-----x-x-------|x-----x-x---x---', '....x-x-x---x---'],
    range: [69, 86], leap: 0.34, rest: 0.1, legato: 0.97, pentatonic: false,
    phrases: ['abAc', 'aAbc', 'abac', 'aaBc', 'abABabac'], ornament: 0.12,
  },
  counter: {
    habits: [
      { kind: 'thirds', energy: [0.7, 1], roles: ['main'] }, { kind: 'answers', energy: [0.3, 1], roles: ['main', 'contrast'] }, { kind: 'sixths', energy: [0.5, 0.9], roles: ['contrast'] },
      { kind: 'figure', energy: [0.2, 1], roles: ['intro', 'build', 'break'], steps: '0...2...1...2...|0...2...1.2...1.' }, { kind: 'guide', energy: [0, 0.6] },
    ],
    range: [64, 80], rhythms: ['........x.x.x---', '........x...x---', '..........x.x.x.'],
  },
  fx: { riser: { beats: 8, growth: 0.12 }, impact: { energy: 0.65 }, downlifter: { beats: 6, fall: 0.2 }, swell: { beats: 2, every: 8, roles: ['main'] } },
  // Only the chords duck slightly under the kick.
  pump: [{ energy: [0, 0.4], steps: 'X...............' }, { energy: [0.4, 0.75], steps: 'X.......X.......' }, { energy: [0.75, 1], steps: 'X...X...X...X...' }],
  ending: 'hold',
  touch: { drums: 1, bass: 0.9, chords: 0.75, lead: 0.85, pad: 0.65, counter: 0.7, fx: 0.7 },
};
