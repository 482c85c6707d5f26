import type { StyleNotes } from '../style-notes.ts';

/**
 * A guitar, picked in quiet sections and strummed in full ones; double bass; fiddle, flute or
 * whistle for the tune; banjo or dulcimer beside it; a drone and hand percussion. Every third piece
 * is a waltz.
 */
export const acousticFolkNotes: StyleNotes = {
  name: 'acoustic-folk',
  label: 'acoustic folk',
  tempo: { slow: 76, usual: 98, fast: 126 },
  energy: 0.45,
  mood: 'warm',
  meters: [4, 4, 3],
  swing: { at: 0.53, unit: 16 },
  looseness: 0.008,
  snareLate: 0.004,
  timing: { lead: { loose: 1.5, late: 0.006 }, chords: { loose: 0.8 }, bass: { loose: 0.8, late: 0.003 }, pad: { loose: 0.5 } },
  dynamics: 0.45,
  key: {
    calm: { tonic: 'C', mode: 'major' }, warm: { tonic: 'G', mode: 'major' }, happy: { tonic: 'D', mode: 'major' }, dark: { tonic: 'E', mode: 'dorian' },
    sad: { tonic: 'A', mode: 'minor' }, dreamy: { tonic: 'D', mode: 'mixolydian' }, driving: { tonic: 'A', mode: 'dorian' }, epic: { tonic: 'B', mode: 'minor' },
  },
  tonics: ['C', 'C', 'D', 'D', 'E', 'F', 'G', 'G', 'A', 'A', 'Bb', 'B'],
  modes: {
    calm: ['major', 'major', 'mixolydian'], warm: ['major', 'major', 'major', 'mixolydian'], happy: ['major', 'major', 'mixolydian'], dark: ['dorian', 'minor'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['mixolydian', 'major', 'lydian'], driving: ['dorian', 'mixolydian', 'minor'], epic: ['minor', 'dorian'],
  },
  loops: {
    major: [
      ['I', 'IV', 'I', 'V', 'I', 'IV', 'V', 'I'], ['I', 'VIm', 'IV', 'V'], ['I', 'IV', 'VIm', 'V'], ['I', 'IIIm', 'IV', 'I', 'VIm', 'IV', 'V', 'V'], ['I', 'I', 'IV', 'I', 'VIm', 'IV', 'V', 'I'], ['I', 'V', 'IV', 'I', 'I', 'V', 'IV', 'V'],
      ['VIm', 'IV', 'I', 'V'], ['I', 'IIm', 'IV', 'I'], ['IV', 'I', 'V', 'VIm', 'IV', 'I', 'V', 'V'],
    ],
    lydian: [['I', 'II', 'I', 'V'], ['I', 'V', 'II', 'I'], ['I', 'I', 'II', 'VIIm', 'VIm', 'V', 'II', 'I'], ['I', 'II', 'VIm', 'V']],
    mixolydian: [['I', 'bVII', 'IV', 'I'], ['I', 'I', 'bVII', 'I', 'I', 'IV', 'bVII', 'I'], ['I', 'Vm', 'bVII', 'IV'], ['I', 'bVII', 'I', 'IV'], ['I', 'IV', 'bVII', 'I'], ['I', 'bVII', 'Vm', 'I']],
    minor: [['Im', 'bVII', 'Im', 'Vm'], ['Im', 'bIII', 'bVII', 'Im', 'Im', 'bVI', 'bVII', 'Im'], ['Im', 'IVm', 'Im', 'bVII'], ['Im', 'bVI', 'IVm', 'Vm'], ['bVI', 'bIII', 'bVII', 'Im'], ['Im', 'bVII', 'bVI', 'bVII'], ['Im', 'IVm', 'bVII', 'Im']],
    dorian: [['Im', 'bVII', 'Im', 'bVII', 'bIII', 'bVII', 'Im', 'Im'], ['Im', 'bIII', 'bVII', 'IV'], ['Im', 'IV', 'bVII', 'Im'], ['Im', 'Im', 'bVII', 'bVII'], ['Im', 'bVII', 'IV', 'Im'], ['Im', 'IV', 'Im', 'bVII']],
    phrygian: [['Im', 'bVIIm', 'bVI', 'bII'], ['Im', 'bII', 'Im', 'bVIIm'], ['Im', 'bIII', 'bII', 'Im'], ['Im', 'bII', 'bIII', 'Im']],
  },
  cadence: { major: ['V', 'I'], lydian: ['II', 'I'], mixolydian: ['bVII', 'I'], minor: ['Vm', 'Im'], dorian: ['bVII', 'Im'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'tune', sections: [{ name: 'tune', role: 'main', bars: 4, energy: 1 }] },
    { name: 'once through', sections: [{ name: 'intro', role: 'intro', bars: 2, energy: 0.5 }, { name: 'tune', role: 'main', bars: 8, energy: 0.9 }] },
    {
      name: 'two parts',
      sections: [
        { name: 'intro', role: 'intro', bars: 2, energy: 0.45 }, { name: 'first part', role: 'main', bars: 8, energy: 0.75 }, { name: 'second part', role: 'contrast', bars: 8, energy: 0.95 },
        { name: 'first part', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 2, energy: 0.45 },
      ],
    },
    {
      name: 'song',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.4 }, { name: 'verse', role: 'main', bars: 8, energy: 0.65 }, { name: 'refrain', role: 'contrast', bars: 8, energy: 0.95, harmony: 'away' },
        { name: 'verse', role: 'main', bars: 8, energy: 0.8 }, { name: 'guitar alone', role: 'break', bars: 4, energy: 0.35, harmony: 'home' },
        { name: 'refrain', role: 'contrast', bars: 8, energy: 1, harmony: 'away' }, { name: 'outro', role: 'outro', bars: 4, energy: 0.35 },
      ],
    },
    {
      name: 'ballad',
      sections: [
        { name: 'drone', role: 'intro', bars: 4, energy: 0.3, harmony: 'pedal' }, { name: 'verse', role: 'main', bars: 8, energy: 0.55 }, { name: 'verse', role: 'main', bars: 8, energy: 0.8 },
        { name: 'bridge', role: 'contrast', bars: 4, energy: 0.9 }, { name: 'verse', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.3 },
      ],
    },
  ],
  arrangement: {
    drums: { intro: 'never', main: 0.3, contrast: 0.25, break: 'never', outro: 'never' }, bass: { intro: 'never', break: 'never', outro: 0.3 }, lead: { intro: 0, break: 'late' },
    counter: { intro: 'never', main: 0.42, contrast: 0.3, break: 'never', outro: 'never' }, pad: { intro: 'late', main: 0.35, break: 'never' },
  },
  grooves: [
    { name: 'shaker', energy: [0, 0.4], steps: { shaker: 'o...g...o...g.g.' } },
    { name: 'heartbeat', energy: [0, 0.5], steps: { bigDrum: 'x.......o.......', shaker: '....o.......o...' } },
    { name: 'brushes', energy: [0.25, 0.7], steps: { bigDrum: 'x.......o.....?.', swirl: 'o...----o...----', snare: '....o..g....o..g' } },
    { name: 'box', energy: [0.4, 0.85], steps: { bigDrum: 'x.....o.x.....?.', snare: '....x..g....x.g.', shaker: 'o.g.o.g.o.g.o.gg' } },
    { name: 'frame drum', energy: [0.5, 1], steps: { bigDrum: 'X..o..x.o..x..o.', rim: '....o.......o...', tambourine: '........x.......' } },
    { name: 'train', energy: [0.65, 1], steps: { bigDrum: 'x.......x.......', snare: 'g.ggX.ggg.ggX.gg', tambourine: '....o.......o...' } },
    { name: 'stomp and clap', energy: [0.75, 1], steps: { bigDrum: 'X.....x.X.......', clap: '....x.......X...', tambourine: 'o.x.o.x.o.x.o.x.' } },
    { name: 'waltz breath', meter: 3, energy: [0, 0.45], steps: { shaker: '....o...g...', bigDrum: 'o...........' } },
    { name: 'waltz brushes', meter: 3, energy: [0.3, 0.75], steps: { bigDrum: 'x...........', snare: '....o...o.g.', swirl: 'o-----------' } },
    { name: 'waltz box', meter: 3, energy: [0.55, 1], steps: { bigDrum: 'X.........?.', snare: '....x...x..g', shaker: 'o.g.o.g.o.g.' } },
    { name: 'barn waltz', meter: 3, energy: [0.75, 1], steps: { bigDrum: 'X.......o...', rim: '....x...x.g.', tambourine: '....x...x...' } },
  ],
  fills: [
    { steps: { bigDrum: 'x.....o.x..x..x.', snare: '....x.....g.g.o.' } },
    { steps: { bigDrum: 'x.......x.xxx.x.' } },
    { energy: [0.5, 1], steps: { snare: 'g.ggX.ggg.gogoxx', bigDrum: 'x.......x.......' } },
    { meter: 3, steps: { bigDrum: 'x.....x.x.x.', snare: '....o.......' } },
    { meter: 3, steps: { bigDrum: 'x...........', rim: '....o.o.x.xx' } },
  ],
  fillEvery: 8,
  builds: [],
  drop: { gap: 1, crash: false },
  bassLines: [
    { energy: [0, 0.4], steps: 'R---------------' },
    { energy: [0, 0.7], steps: 'R-------5-------' },
    { energy: [0.3, 1], steps: 'R-------5-----A-' },
    { energy: [0.45, 1], steps: 'R-----R-5---..A-' },
    { energy: [0.65, 1], steps: 'R---5---R---A---' },
    { meter: 3, energy: [0, 0.55], steps: 'R-----------' },
    { meter: 3, energy: [0.3, 1], steps: 'R-----------|5-----------' },
    { meter: 3, energy: [0.5, 1], steps: 'R-------5---|R-------A---' },
  ],
  bassRange: [28, 39],
  comping: [
    { kind: 'pick', energy: [0, 0.45], steps: 'B.1.2.3.b.1.2.3.' },
    { kind: 'pick', energy: [0, 0.5], steps: 'B.2.3.4.3.2.3.2.' },
    { kind: 'pick', energy: [0.15, 0.65], steps: 'B.3.b.24B.3.b.2.' },
    { kind: 'pick', energy: [0.2, 0.7], steps: 'B.32b.4.B.32b.4.' },
    { kind: 'strum', energy: [0.35, 0.8], roles: ['main', 'contrast', 'build'], steps: 'd---d-u-d---d-u-' },
    { kind: 'strum', energy: [0.45, 0.95], roles: ['main', 'contrast', 'build'], steps: 'D---d-u---u-d-u-' },
    { kind: 'strum', energy: [0.6, 1], roles: ['main', 'contrast', 'build'], steps: 'D-d-D-ud-ud-D-du' },
    { kind: 'strum', energy: [0.7, 1], roles: ['main', 'contrast', 'build'], steps: 'D-cuD-ud-uduD-cu' },
    { kind: 'pick', meter: 3, energy: [0, 0.5], steps: 'B.1.2.3.2.1.' },
    { kind: 'pick', meter: 3, energy: [0.1, 0.65], steps: 'B.3.2.4.3.2.' },
    { kind: 'strum', meter: 3, energy: [0.4, 0.9], roles: ['main', 'contrast', 'build'], steps: 'D---d---d-u-' },
    { kind: 'strum', meter: 3, energy: [0.6, 1], roles: ['main', 'contrast', 'build'], steps: 'D---d-u-d-du' },
  ],
  voicing: { low: 48, high: 71, voices: 5 },
  pads: [{ energy: [0, 0.5], drone: true }, { energy: [0.3, 1] }, { meter: 3, energy: [0, 0.5], drone: true }, { meter: 3, energy: [0.3, 1] }],
  padVoicing: { low: 50, high: 69, voices: 2, spread: 'power' },
  melody: {
    rhythms: ['x---x-x-x---x---', 'x-x-x-x-x---x---', 'x---x---x-x-x---', 'x-----x-x---x-x-', 'x--xx---x--xx---', 'x-x-x---x-x-x---', 'x-------x---x---', '..x-x-x-x-------'],
    rhythms3: ['x---x---x---', 'x-------x---', 'x---x-x-x---', 'x-----x-x---', 'x-x-x-x-x---', 'x---x-----x-', 'x-----------'],
    range: [67, 86], leap: 0.24, rest: 0.06, legato: 0.95, pentatonic: false,
    phrases: ['aabc', 'abac', 'aAbc', 'abAc', 'abacabBc', 'aabcaaBc'], ornament: 0.35,
  },
  counter: {
    habits: [
      { kind: 'figure', energy: [0.6, 1], roles: ['main', 'contrast'], steps: '0.2.1.3.0.2.3.1.' }, { kind: 'figure', energy: [0.35, 0.75], roles: ['main', 'contrast'], steps: '..2.1.0...2.3.1.' },
      { kind: 'sixths', energy: [0.35, 1], roles: ['contrast'] }, { kind: 'thirds', energy: [0.4, 1] }, { kind: 'answers', energy: [0, 0.7] },
      { kind: 'figure', meter: 3, energy: [0.45, 1], steps: '..0.2.1.3.2.' }, { kind: 'sixths', meter: 3, energy: [0.4, 1] }, { kind: 'guide', meter: 3, energy: [0, 0.5] },
    ],
    range: [62, 79], rhythms: ['........x-x-x---', '..........x-x---', '........x--xx---'],
  },
  fx: {},
  pump: [],
  ending: 'roll',
  touch: { drums: 0.75, bass: 0.85, chords: 0.78, lead: 0.82, counter: 0.7, pad: 0.65 },
};
