import type { StyleNotes } from '../style-notes.ts';

/** Four on the floor, a driving octave bass, gated snare, wide saw chords and arpeggios, a singing lead, everything breathing with the kick. */
export const synthwaveNotes: StyleNotes = {
  name: 'synthwave',
  label: 'synthwave',
  tempo: { slow: 88, usual: 108, fast: 128 },
  energy: 0.7,
  mood: 'driving',
  swing: { at: 0.5, unit: 16 },
  looseness: 0.001,
  snareLate: 0,
  timing: { lead: { loose: 3 } },
  dynamics: 0.22,
  key: {
    calm: { tonic: 'D', mode: 'dorian' }, warm: { tonic: 'F', mode: 'major' }, happy: { tonic: 'C', mode: 'major' }, dark: { tonic: 'E', mode: 'minor' },
    sad: { tonic: 'B', mode: 'minor' }, dreamy: { tonic: 'G', mode: 'lydian' }, driving: { tonic: 'A', mode: 'minor' }, epic: { tonic: 'D', mode: 'minor' },
  },
  loops: {
    major: [['I', 'V', 'VIm', 'IV'], ['IV', 'V', 'VIm', 'I'], ['VIm', 'IV', 'I', 'V'], ['I', 'IIIm', 'IV', 'V']],
    lydian: [['I', 'II', 'I', 'VIm'], ['Imaj7', 'II', 'VIIm', 'IIIm'], ['VIm', 'II', 'I', 'I']],
    mixolydian: [['I', 'bVII', 'IV', 'I'], ['IV', 'bVII', 'I', 'I'], ['I', 'IV', 'bVII', 'IV']],
    minor: [['Im', 'bVI', 'bIII', 'bVII'], ['Im', 'bVII', 'bVI', 'bVII'], ['bVI', 'bVII', 'Im', 'Im'], ['Im', 'IVm', 'bVI', 'bVII'], ['Im', 'bIII', 'bVII', 'IVm']],
    dorian: [['Im', 'IV', 'Im', 'bVII'], ['Im', 'bVII', 'IV', 'Im'], ['IIm', 'IV', 'Im', 'Im']],
    phrygian: [['Im', 'bII', 'Im', 'bVIIm'], ['Im', 'bVI', 'bII', 'Im'], ['Im', 'bIII', 'bII', 'bII']],
  },
  cadence: { major: ['Vsus4', 'I'], lydian: ['II', 'I'], mixolydian: ['bVII', 'I'], minor: ['bVII', 'Im'], dorian: ['IV', 'Im'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'sting', sections: [{ name: 'chorus', role: 'main', bars: 4, energy: 1 }] },
    { name: 'short drive', sections: [{ name: 'intro', role: 'intro', bars: 2, energy: 0.6 }, { name: 'chorus', role: 'main', bars: 8, energy: 0.95 }, { name: 'outro', role: 'outro', bars: 2, energy: 0.65 }] },
    {
      name: 'night drive',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.55, to: 0.7 }, { name: 'verse', role: 'main', bars: 8, energy: 0.82 }, { name: 'lift', role: 'build', bars: 4, energy: 0.7, to: 0.95 },
        { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'bridge', role: 'break', bars: 4, energy: 0.5 }, { name: 'lift', role: 'build', bars: 4, energy: 0.65, to: 1 },
        { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.6 },
      ],
    },
    {
      name: 'chase',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.6 }, { name: 'chorus', role: 'main', bars: 8, energy: 0.92 }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.8 },
        { name: 'lift', role: 'build', bars: 4, energy: 0.7, to: 1 }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.65 },
      ],
    },
  ],
  arrangement: {
    drums: { intro: 'late', break: 0.45, outro: 0.2 }, bass: { intro: 'late', break: 0.4 }, lead: { intro: 'never', build: 'never', break: 'never', outro: 'never', main: 0.2 },
    counter: { intro: 'never', main: 0.5, outro: 'never' },
  },
  grooves: [
    { name: 'pulse', energy: [0, 0.4], steps: { kick: 'X.......X.......', closedHat: '..o...o...o...o.' } },
    { name: 'half time', energy: [0.1, 0.55], steps: { kick: 'X.........x.....', snare: '........X.......', closedHat: 'x.o.x.o.x.o.x.o.' } },
    { name: 'four on the floor', energy: [0.4, 1], steps: { kick: 'X...X...X...X...', snare: '....X.......X...', closedHat: '..x...x...x...x.' } },
    { name: 'night drive', energy: [0.55, 1], steps: { kick: 'X...X...X...X...', snare: '....X.......X...', closedHat: 'xoxoxoxoxoxoxoxo', openHat: '..x...x...x...x.' } },
    { name: 'chase', energy: [0.75, 1], steps: { kick: 'X...X...X...X.x.', snare: '....X.......X...', clap: '....x.......x...', closedHat: 'xoxoxoxoxoxoxoxo', openHat: '......x.......x.' } },
  ],
  fills: [
    { steps: { kick: 'X...X...X...X...', highTom: '........xx......', midTom: '..........xx....', lowTom: '............Xxxx' } },
    { steps: { kick: 'X...X...X...X...', snare: '....X...o.x.XxXX' } },
    { steps: { kick: 'X.......X.......', snare: '....X.......X.X.', lowTom: '.............x.x' } },
  ],
  fillEvery: 8,
  builds: [
    { grow: [0.35, 1], steps: { snare: 'x...x...x...x...|x...x...x...x...|x.x.x.x.x.x.x.x.|xxxxxxxxrrrrX...' } },
    { grow: [0.4, 1], steps: { lowTom: '............x.x.|x.x.x.x.x.x.x.x.', snare: '................|x.x.x.x.xxxxX...' } },
  ],
  drop: { gap: 1, crash: true },
  bassLines: [
    { energy: [0, 0.35], steps: 'R---------------' },
    { energy: [0, 0.6], steps: 'R-..R-..R-..R-..' },
    { energy: [0.3, 1], steps: 'R.R.R.R.R.R.R.R.' },
    { energy: [0.45, 1], steps: 'R.8.R.8.R.8.R.8.' },
    { energy: [0.55, 1], steps: 'R.RRR.RRR.RR8.R8' },
    { energy: [0.7, 1], steps: 'RRRRRRRRRRRR88RR' },
  ],
  bassRange: [28, 40],
  comping: [
    { kind: 'block', energy: [0, 0.6], steps: 'x---------------' },
    { kind: 'block', energy: [0.3, 1], steps: '..x-..x-..x-..x-' },
    { kind: 'block', energy: [0.4, 1], steps: 'x--x--x-..x--x--' },
    { kind: 'arp', energy: [0.2, 1], steps: '0123012301230123' },
    { kind: 'arp', energy: [0.4, 1], steps: '0213021302130213' },
    { kind: 'arp', energy: [0, 0.6], steps: '0.1.2.3.2.1.2.3.' },
  ],
  voicing: { low: 55, high: 76, voices: 4 },
  pads: [{ energy: [0, 1] }, { energy: [0, 0.5], stagger: 0.5, roles: ['intro', 'break'] }],
  padVoicing: { low: 52, high: 72, voices: 4 },
  melody: {
    rhythms: ['x.....x.....x...', 'x...x...x.......', 'x..x..x..x..x...', 'x.......x...x.x.', 'x...............', '..x.x.x.x.......'],
    range: [69, 86], leap: 0.3, rest: 0.12, legato: 0.95, pentatonic: false,
    phrases: ['abAc', 'aAbc', 'abac', 'aaBc', 'abABabac'], ornament: 0.08,
  },
  counter: {
    habits: [{ kind: 'thirds', energy: [0.6, 1], roles: ['main'] }, { kind: 'answers', energy: [0.3, 1] }, { kind: 'figure', energy: [0.5, 1], roles: ['main', 'build'], steps: '0.2.1.2.3.2.1.2.' }, { kind: 'guide', energy: [0, 0.7] }],
    range: [60, 76], rhythms: ['........x.x.x---', '........x...x---', '..........x.x.x.'],
  },
  fx: { riser: { beats: 8, growth: 0.12 }, impact: { energy: 0.65 }, downlifter: { beats: 6, fall: 0.2 } },
  pump: [{ energy: [0, 0.4], steps: 'X.......X.......' }, { energy: [0.4, 1], steps: 'X...X...X...X...' }],
  ending: 'hold',
  touch: { drums: 1, bass: 0.9, chords: 0.75, lead: 0.8, pad: 0.65, counter: 0.7, fx: 0.7 },
};
