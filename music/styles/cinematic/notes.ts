import type { StyleNotes } from '../style-notes.ts';

/**
 * An orchestra that starts from almost nothing: string ostinati, a bowed theme, a piano that
 * recalls it, choir and big drums. It builds, breaks out, and ends conclusively.
 */
export const cinematicNotes: StyleNotes = {
  name: 'cinematic',
  label: 'cinematic',
  tempo: { slow: 60, usual: 84, fast: 116 },
  energy: 0.55,
  mood: 'epic',
  meters: [4, 4, 4, 3],
  swing: { at: 0.5, unit: 16 },
  looseness: 0.006,
  snareLate: 0,
  timing: { drums: { loose: 0.6 }, lead: { loose: 1.8, late: 0.012 }, counter: { loose: 1.4 }, chords: { loose: 0.8 } },
  dynamics: 0.74,
  key: {
    calm: { tonic: 'D', mode: 'lydian' }, warm: { tonic: 'Eb', mode: 'major' }, happy: { tonic: 'Bb', mode: 'lydian' }, dark: { tonic: 'C', mode: 'minor' },
    sad: { tonic: 'D', mode: 'minor' }, dreamy: { tonic: 'F', mode: 'lydian' }, driving: { tonic: 'D', mode: 'dorian' }, epic: { tonic: 'C', mode: 'minor' },
  },
  tonics: ['C', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'],
  modes: {
    calm: ['lydian', 'major', 'mixolydian'], warm: ['major', 'lydian'], happy: ['lydian', 'major', 'mixolydian'], dark: ['minor', 'minor', 'phrygian'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'major'], driving: ['dorian', 'minor'], epic: ['minor', 'minor', 'dorian', 'phrygian'],
  },
  // Mediants, modal interchange and pedal points: the staples of film harmony.
  loops: {
    major: [['I', 'V', 'VIm', 'IV', 'I', 'V', 'IVm', 'IVm'], ['I', 'bVI', 'bVII', 'I'], ['VIm', 'IV', 'I', 'V', 'VIm', 'IV', 'IIm', 'Vsus4'], ['I', 'IIIm', 'IV', 'IVm'], ['I', 'V', 'IIm', 'IV'], ['I', 'VIm', 'bVI', 'bVII'], ['I', 'IV', 'VIm', 'V']],
    lydian: [['I', 'II', 'I', 'II', 'VIm', 'II', 'IIIm', 'II'], ['I', 'I', 'II', 'II'], ['Imaj7', 'II', 'VIIm', 'VIm'], ['I', 'bIII', 'II', 'I'], ['I', 'II', 'IIIm', 'II'], ['I', 'VIIm', 'VIm', 'II']],
    mixolydian: [['I', 'bVII', 'IV', 'I'], ['I', 'Vm', 'bVII', 'IV'], ['I', 'bVI', 'bVII', 'I'], ['IV', 'bVII', 'I', 'I'], ['I', 'IV', 'bVII', 'IV'], ['I', 'bVII', 'bVI', 'bVII']],
    minor: [
      ['Im', 'Im', 'bVI', 'bVI', 'IVm', 'IVm', 'bVI', 'V'], ['Im', 'bVI', 'bIII', 'bVII', 'Im', 'bVI', 'IVm', 'Vsus4'], ['Im', 'bIII', 'bVI', 'IVm'], ['bVI', 'bVII', 'Im', 'bIII', 'bVI', 'bVII', 'I', 'I'],
      ['Im', 'Vm', 'bVI', 'IVm', 'Im', 'Vm', 'bVI', 'V'],
      ['Im', 'bVII', 'bVI', 'bVII'], ['Im', 'IVm', 'bVI', 'bVII', 'Im', 'IVm', 'bVI', 'V'], ['Im', 'bVI', 'Im', 'bVII'],
    ],
    dorian: [['Im', 'IV', 'Im', 'IV', 'bIII', 'bVII', 'IV', 'IV'], ['Im', 'bVII', 'IV', 'Im'], ['Im', 'bIII', 'IV', 'bVII'], ['Im', 'IIm', 'bIII', 'IV'], ['Im', 'IV', 'bVII', 'bIII'], ['Im', 'Vm', 'bIII', 'IV']],
    phrygian: [['Im', 'bII', 'Im', 'bII', 'bVI', 'bII', 'bVIIm', 'Im'], ['Im', 'Im', 'bII', 'bIII'], ['Im', 'bVI', 'bII', 'Im'], ['Im', 'bII', 'bIII', 'bII']],
  },
  cadence: { major: ['Vsus4', 'I'], lydian: ['II', 'I'], mixolydian: ['bVII', 'I'], minor: ['bVI', 'Im'], dorian: ['IV', 'Im'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'sting', upTo: 6, sections: [{ name: 'climax', role: 'main', bars: 4, energy: 0.85, to: 1 }] },
    { name: 'short cue', upTo: 16, sections: [{ name: 'theme', role: 'main', bars: 4, energy: 0.42, to: 0.65 }, { name: 'climax', role: 'main', bars: 4, energy: 0.95, to: 1 }] },
    { name: 'one breath', upTo: 16, sections: [{ name: 'gathering', role: 'build', bars: 4, energy: 0.3, to: 0.9, harmony: 'home' }, { name: 'climax', role: 'main', bars: 6, energy: 0.95, to: 1 }] },
    {
      name: 'cue', upTo: 30,
      sections: [{ name: 'stillness', role: 'intro', bars: 4, energy: 0.22, to: 0.36 }, { name: 'theme', role: 'main', bars: 8, energy: 0.45, to: 0.7 }, { name: 'climax', role: 'main', bars: 8, energy: 0.95, to: 1 }],
    },
    {
      name: 'trailer', upTo: 36,
      sections: [
        { name: 'stillness', role: 'intro', bars: 4, energy: 0.2, to: 0.32, harmony: 'pedal' }, { name: 'theme', role: 'main', bars: 8, energy: 0.42, to: 0.6 }, { name: 'gathering', role: 'build', bars: 4, energy: 0.55, to: 0.95, harmony: 'home' },
        { name: 'climax', role: 'main', bars: 4, energy: 0.95 }, { name: 'last stand', role: 'main', bars: 4, energy: 1 },
      ],
    },
    {
      name: 'elegy', upTo: 56,
      sections: [
        { name: 'stillness', role: 'intro', bars: 4, energy: 0.22, to: 0.34 }, { name: 'theme', role: 'main', bars: 8, energy: 0.5, to: 0.6 }, { name: 'other side', role: 'contrast', bars: 8, energy: 0.62, to: 0.8 },
        { name: 'climax', role: 'main', bars: 8, energy: 0.95, to: 1 }, { name: 'farewell', role: 'outro', bars: 4, energy: 0.4, to: 0.22 },
      ],
    },
    {
      name: 'journey',
      sections: [
        { name: 'stillness', role: 'intro', bars: 4, energy: 0.18, to: 0.3, harmony: 'pedal' }, { name: 'theme', role: 'main', bars: 8, energy: 0.45, to: 0.6 }, { name: 'other side', role: 'contrast', bars: 8, energy: 0.6, to: 0.72 },
        { name: 'gathering', role: 'build', bars: 4, energy: 0.6, to: 0.85, harmony: 'home' }, { name: 'arrival', role: 'main', bars: 8, energy: 0.88 }, { name: 'breath', role: 'break', bars: 4, energy: 0.25, to: 0.35 },
        { name: 'gathering', role: 'build', bars: 4, energy: 0.55, to: 0.95, harmony: 'pedal' }, { name: 'climax', role: 'main', bars: 8, energy: 1 }, { name: 'farewell', role: 'outro', bars: 4, energy: 0.4, to: 0.2 },
      ],
    },
  ],
  arrangement: {
    drums: { intro: 0.45, main: 0.28, contrast: 0.45, break: 'never', outro: 'never' }, bass: { intro: 'late', break: 0.3 }, chords: { intro: 'never', break: 'never', main: 0.2, outro: 'early' },
    lead: { intro: 'never', build: 'never', break: 'never', outro: 'early' }, counter: { build: 0.25 }, pad: { intro: 'late' }, fx: { outro: 'never' },
  },
  grooves: [
    { name: 'heartbeat', energy: [0, 0.4], steps: { bigDrum: 'x...............|x.......o.......' } },
    { name: 'distant march', energy: [0.25, 0.6], steps: { bigDrum: 'X.........x.....', lowTom: '............o.oo|........o.o.x...' } },
    { name: 'toms', energy: [0.45, 0.8], steps: { bigDrum: 'X.......x.....x.', lowTom: 'o..o..x...o.x...', midTom: '..............xo' } },
    { name: 'pursuit', energy: [0.5, 0.9], steps: { bigDrum: 'X.....x.....x...', lowTom: 'xooxooxooxooxoxo', rim: '....o.......o...' } },
    { name: 'war drums', energy: [0.68, 1], steps: { bigDrum: 'X..x..X.X..x....|X..x..X.X...X.X.', lowTom: 'x.oxo.xox.oxo.xx', midTom: '....x.......x...', snare: '........X.......' } },
    { name: 'full battery', energy: [0.75, 1], steps: { bigDrum: 'X.....X...X.....|X.....X...X.X...', lowTom: 'xoxoxoxoxoxoxoxx', highTom: '....x..x....x..x', snare: '....o.oX....o.oX' } },
    { name: 'slow giants', energy: [0.6, 1], steps: { bigDrum: 'X.......X.......|X.......X...X...', lowTom: '..............xx|..........x.x.xx', crash: 'x...............|................' } },
    { name: 'heartbeat in three', meter: 3, energy: [0, 0.45], steps: { bigDrum: 'x...........|x.......o...' } },
    { name: 'toms in three', meter: 3, energy: [0.3, 0.8], steps: { bigDrum: 'X.....x.....', lowTom: 'o..o....x.oo' } },
    { name: 'war drums in three', meter: 3, energy: [0.6, 1], steps: { bigDrum: 'X.....X.X...', lowTom: 'xoxxoxxoxxoo', midTom: '....x.......', snare: '......X.....' } },
  ],
  fills: [
    { energy: [0.4, 1], steps: { bigDrum: 'X.......X.......', lowTom: '............xxxX', midTom: '........xxxx....' } },
    { energy: [0.55, 1], steps: { highTom: 'x..x............', midTom: '......x..x......', lowTom: '............X.XX', bigDrum: 'X...........X.X.' } },
    { energy: [0.4, 1], steps: { snare: 'ooooooxxxxxxXXXX', bigDrum: 'X...............' } },
    { energy: [0.6, 1], steps: { bigDrum: 'X...............', lowTom: 'X...............', snare: '................' } },
    { meter: 3, energy: [0.4, 1], steps: { bigDrum: 'X.....X.....', lowTom: '......xxxxXX' } },
    { meter: 3, energy: [0.5, 1], steps: { midTom: 'x..x........', lowTom: '......x.XXXX', bigDrum: 'X.......X...' } },
  ],
  fillEvery: 4,
  builds: [
    { grow: [0.3, 1], steps: { lowTom: 'x.......x.......|x...x...x...x...|x.x.x.x.x.x.x.x.|xxxxxxxxxxxxX...', bigDrum: '................|X...............|X.......X.......|X...X...X.X.X...' } },
    { grow: [0.25, 1], steps: { snare: 'oooooooooooooooo|oooooooooooooooo|xxxxxxxxxxxxxxxx|xxxxxxxxrrrrX...', bigDrum: 'x...............|x.......x.......|X...X...X...X...|X.X.X.X.X.X.X...' } },
    { meter: 3, grow: [0.3, 1], steps: { lowTom: 'x.....x.....|x..x..x..x..|x.x.x.x.x.x.|xxxxxxxxX...', bigDrum: 'X...........|X...........|X.....X.....|X..X..X.X...' } },
  ],
  drop: { gap: 1, crash: true },
  bassLines: [
    { energy: [0, 0.35], steps: 'T---------------' },
    { energy: [0, 0.6], steps: 'R---------------' },
    { energy: [0.3, 0.8], steps: 'R-------R-------' },
    { energy: [0.4, 1], steps: 'R.r.r.r.R.r.r.r.' },
    { energy: [0.5, 1], steps: 'R..R..R.R..R..R.' },
    { energy: [0.65, 1], steps: 'R-----R-R---5-8-' },
    { energy: [0.55, 1], steps: 'R.rrR.rrR.rrR.rr' },
    { meter: 3, energy: [0, 0.5], steps: 'R-----------' },
    { meter: 3, energy: [0.3, 1], steps: 'R.r.r.R.r.r.' },
    { meter: 3, energy: [0.5, 1], steps: 'R-----R---5-' },
  ],
  bassRange: [28, 39],
  comping: [
    { kind: 'block', energy: [0, 0.28], steps: 'o---------------' },
    { kind: 'arp', energy: [0, 0.55], steps: '0.0.1.0.2.0.1.0.' },
    { kind: 'arp', energy: [0.2, 0.75], steps: '0.1.2.1.0.1.2.1.' },
    { kind: 'arp', energy: [0.3, 0.85], steps: '0..0..2.0..0..1.|0..0..2.1..2..1.' },
    { kind: 'arp', energy: [0.45, 1], steps: '0020102000201020' },
    { kind: 'arp', energy: [0.5, 1], steps: '0120012001200102' },
    { kind: 'arp', energy: [0.55, 1], steps: '0.12.12.0.12.12.' },
    { kind: 'block', energy: [0.72, 1], steps: 'X..s..s.X..s..ss' },
    { kind: 'arp', meter: 3, energy: [0, 0.6], steps: '0.1.2.1.2.1.' },
    { kind: 'arp', meter: 3, energy: [0.35, 1], steps: '0.120.120.12' },
    { kind: 'arp', meter: 3, energy: [0.5, 1], steps: '012012012012' },
  ],
  voicing: { low: 48, high: 67, voices: 3 },
  pads: [{ energy: [0, 0.4], stagger: 0.5 }, { energy: [0, 1] }, { energy: [0, 0.3], roles: ['intro', 'break'], drone: true, stagger: 1 }, { meter: 3, energy: [0, 1] }],
  padVoicing: { low: 47, high: 70, voices: 3, spread: 'open' },
  melody: {
    rhythms: ['x-------x---x---', 'x-----x-x-------', 'x---x---x-------', 'x-----------x-x-', 'x-------x---x---|x---------------', 'x---------x-x-x-|x-------x-------', 'x-----x-x---x---|x-------........'],
    rhythms3: ['x-------x---', 'x---x---x---', 'x-----x-x---', 'x-----------', 'x---x-x-x---|x-----------'],
    range: [62, 84], leap: 0.3, rest: 0, legato: 0.97, pentatonic: false,
    phrases: ['abAc', 'aAbc', 'aabc', 'a.Ac', 'abABaAbc'], ornament: 0.03,
  },
  counter: {
    habits: [
      { kind: 'figure', energy: [0, 0.5], roles: ['intro', 'break', 'outro'], steps: '0---1---2---1---|0---1---3---2---' }, { kind: 'figure', energy: [0, 0.5], roles: ['intro', 'break', 'outro'], steps: '4-----2-1-------|3-----2-0-------' },
      { kind: 'figure', energy: [0, 0.5], roles: ['main', 'contrast'], steps: '0-1-2-3-2-1-2-1-' }, { kind: 'answers', energy: [0, 0.65], roles: ['main', 'contrast'] },
      { kind: 'sixths', energy: [0.55, 1], roles: ['main', 'contrast'] }, { kind: 'figure', energy: [0.5, 1], roles: ['main', 'contrast', 'build'], steps: '0123432101234321' },
      { kind: 'figure', energy: [0, 1], roles: ['build'], steps: '0-2-1-2-0-2-1-2-' },
      { kind: 'figure', meter: 3, energy: [0, 0.6], steps: '0---2---1---|0---3---2---' }, { kind: 'figure', meter: 3, energy: [0.35, 1], steps: '0-1-2-3-2-1-' }, { kind: 'sixths', meter: 3, energy: [0.55, 1], roles: ['main', 'contrast'] },
    ],
    range: [60, 81], rhythms: ['........x-x-x---', '......x-x-x---x-', '........x---x---'],
  },
  fx: { riser: { beats: 8, growth: 0.1 }, impact: { energy: 0.5 }, downlifter: { beats: 6, fall: 0.25 }, swell: { beats: 4, every: 4, roles: ['intro'] } },
  pump: [],
  ending: 'hold',
  touch: { drums: 1, bass: 0.85, chords: 0.8, lead: 0.86, counter: 0.72, pad: 0.78, fx: 0.8 },
};
