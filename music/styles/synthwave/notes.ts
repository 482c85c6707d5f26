import type { StyleNotes } from '../style-notes.ts';

/** Four on the floor, a driving octave bass, gated snare, wide saw chords and arpeggios, a singing lead, everything breathing with the kick. */
export const synthwaveNotes: StyleNotes = {
  name: 'synthwave',
  label: 'synthwave',
  tempo: { slow: 88, usual: 108, fast: 128 },
  energy: 0.7,
  mood: 'driving',
  swing: 0.5,
  looseness: 0.001,
  snareLate: 0,
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
  grooves: [
    { name: 'pulse', energy: [0, 0.4], steps: { kick: 'X.......X.......', closedHat: '..o...o...o...o.' } },
    { name: 'half time', energy: [0.1, 0.55], steps: { kick: 'X.........x.....', snare: '........X.......', closedHat: 'x.o.x.o.x.o.x.o.' } },
    { name: 'four on the floor', energy: [0.4, 1], steps: { kick: 'X...X...X...X...', snare: '....X.......X...', closedHat: '..x...x...x...x.' } },
    { name: 'night drive', energy: [0.55, 1], steps: { kick: 'X...X...X...X...', snare: '....X.......X...', closedHat: 'xoxoxoxoxoxoxoxo', openHat: '..x...x...x...x.' } },
    { name: 'chase', energy: [0.75, 1], steps: { kick: 'X...X...X...X.x.', snare: '....X.......X...', clap: '....x.......x...', closedHat: 'xoxoxoxoxoxoxoxo', openHat: '......x.......x.' } },
  ],
  fills: [
    { kick: 'X...X...X...X...', highTom: '........xx......', midTom: '..........xx....', lowTom: '............Xxxx' },
    { kick: 'X...X...X...X...', snare: '....X...o.x.XxXX' },
    { kick: 'X.......X.......', snare: '....X.......X.X.', lowTom: '.............x.x' },
  ],
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
  padVoicing: { low: 52, high: 72, voices: 4 },
  melody: {
    rhythms: ['x.....x.....x...', 'x...x...x.......', 'x..x..x..x..x...', 'x.......x...x.x.', 'x...............', '..x.x.x.x.......'],
    range: [69, 86], leap: 0.3, rest: 0.12, legato: 0.95, pentatonic: false,
  },
  touch: { drums: 1, bass: 0.9, chords: 0.75, lead: 0.8, pad: 0.65 },
};
