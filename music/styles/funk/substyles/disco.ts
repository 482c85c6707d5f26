import type { SectionRole } from '@fermata/contracts/values';
import type { Substyle } from '../../style-notes.ts';

const BAND: readonly SectionRole[] = ['intro', 'main', 'contrast', 'build', 'outro'];

/** A kick on every beat, a bass in octaves, open hats between, chopped guitar, strings that rush up. */
export const disco: Substyle = {
  name: 'disco',
  label: 'disco',
  energy: [0.78, 1],
  players: { drums: ['disco-kit'], bass: ['octave-bass'], chords: ['scratch-guitar', 'clavinet'], lead: ['violins', 'horn-line', 'funk-flute'], counter: ['disco-piano', 'muted-line'], pad: ['disco-strings'] },
  notes: {
    tempo: { slow: 110, usual: 118, fast: 126 },
    energy: 0.85,
    swing: { at: 0.52, unit: 16 },
    looseness: 0.003,
    snareLate: 0.002,
    loops: {
      mixolydian: [['I9', 'I9', 'IV9', 'IV9'], ['I9', 'Vm7', 'IV9', 'I9'], ['I7', 'bVIImaj7', 'IV', 'I7'], ['I9', 'IV9', 'bVII9', 'IV9'], ['I9', 'bVII9', 'I9', 'Vm7'], ['I9', 'I9', 'bVIImaj7', 'bVIImaj7']],
      dorian: [['Im7', 'IV9', 'Im7', 'IV9'], ['Im9', 'Im9', 'IV9', 'bVII9'], ['Im7', 'bVIImaj7', 'bIIImaj7', 'IV9'], ['Im7', 'IIm7', 'bIIImaj7', 'IIm7'], ['Im9', 'bIIImaj7', 'IV9', 'IV9'], ['Im7', 'IV9', 'bVIImaj7', 'bIIImaj7']],
      minor: [['Im7', 'IVm7', 'bVII9', 'bIIImaj7', 'bVImaj7', 'IVm7', 'Vm7', 'Im7'], ['Im7', 'bVII', 'bVImaj7', 'Vm7'], ['Im9', 'Im9', 'IVm9', 'IVm9'], ['bVImaj7', 'bVII', 'Im7', 'Im7'], ['Im7', 'bIIImaj7', 'bVImaj7', 'bVII9'], ['Im7', 'IVm7', 'Im7', 'V7']],
      major: [['Imaj7', 'VIm7', 'IIm7', 'V7'], ['IVmaj7', 'IIIm7', 'IIm7', 'Imaj7'], ['Imaj7', 'IIIm7', 'VIm7', 'V9'], ['VIm7', 'IIm7', 'V9', 'Imaj7'], ['Imaj7', 'IVmaj7', 'IIIm7', 'VIm7', 'IIm7', 'V9', 'Imaj7', 'V9'], ['Imaj7', 'V', 'VIm7', 'IVmaj7']],
      lydian: [['Imaj7', 'II', 'VIIm7', 'Imaj7'], ['Imaj9', 'II9', 'Imaj9', 'VIm7'], ['Imaj7', 'Imaj7', 'II', 'II']],
      phrygian: [['Im7', 'bIImaj7', 'Im7', 'bVIIm7'], ['Im7', 'Im7', 'bIImaj7', 'bIImaj7'], ['Im7', 'bVImaj7', 'bIImaj7', 'Im7']],
    },
    arrangement: {
      bass: { break: 'late' }, chords: { intro: 'late', break: 'never' }, lead: { intro: 'never', build: 'late', break: 'never', outro: 'early' },
      counter: { intro: 'never', main: 0.4, contrast: 0.4, break: 'never', outro: 'never' }, pad: { intro: 'never', break: 'late', outro: 0.4 },
    },
    grooves: [
      { name: 'four', energy: [0, 0.8], steps: { kick: 'X...X...X...X...', snare: '....x.......x...', openHat: '..x...x...x...x.', closedHat: 'x...x...x...x...' } },
      { name: 'sixteenths', energy: [0.4, 1], steps: { kick: 'X...X...X...X...', snare: '....X.......X...|....X.......X..g', closedHat: 'xo.oxo.oxo.oxo.o', openHat: '..x...x...x...x.', tambourine: '....x.......x...' } },
      { name: 'claps', energy: [0.5, 1], steps: { kick: 'X...X...X...X...|X...X...X...X.x.', snare: '....X.......X...', clap: '....X.......X...', openHat: '..X...X...X...X.', closedHat: 'x...x...x...x...', shaker: 'ogogogogogogogog' } },
      { name: 'congas', energy: [0.5, 1], steps: { kick: 'X...X...X...X...', snare: '....X.......X...', openHat: '..x...x...x...x.', closedHat: 'xo.oxo.oxo.oxo.o', highConga: '..x..xo...x..xo.', lowConga: 'o......o...o...o', cowbell: 'x...x...x...x...' } },
      { name: 'break', energy: [0, 1], roles: ['break'], steps: { kick: 'X...X...X...X...', highConga: '..x..xo...x..xo.', lowConga: 'o......o...o...o', clap: '....x.......x...', closedHat: 'o.o.o.o.o.o.o.o.' } },
    ],
    fills: [
      { steps: { snare: '....X.......X.XX', kick: 'X...X...X...X...' } }, { steps: { highTom: '........xx......', midTom: '..........xx....', lowTom: '............xxxX', snare: '....X...........' } },
      { steps: { snare: '....X...xxxxX.XX', openHat: '..x...x.........' } }, { steps: { clap: '....X...X.X.XXXX', kick: 'X...X...X...X...' } },
    ],
    fillEvery: 8,
    builds: [{ grow: [0.4, 1], steps: { snare: '....x.......x...|....x.......x...|x...x...x...x...|x.x.x.x.xxxxxxxx' } }],
    bassLines: [
      { energy: [0, 1], steps: 'R.8.R.8.R.8.R.8.' }, { energy: [0.2, 1], steps: 'R.8.R.8.R.8.5.8.|R.8.R.8.R.8.7.A.' }, { energy: [0.35, 1], steps: 'R.8gR.8.R.8gR.8.|R.8gR.8.5.7.8.A.' }, { energy: [0.3, 1], steps: 'R-.R8.R.g.R.8.5.|R-.R8.R.g.5.7.8.' },
      { energy: [0.45, 1], steps: 'R.R8.R8.R.R8.58.|R.R8.R8.R.7.5.A.' },
    ],
    comping: [
      { kind: 'strum', energy: [0, 0.8], roles: BAND, steps: 'ccDcccDcccDcccDc' }, { kind: 'strum', energy: [0.3, 1], roles: BAND, steps: 'DcccDcducccuDcdu' }, { kind: 'strum', energy: [0.35, 1], roles: BAND, steps: 'ccDuccDuccDuccDu' },
      { kind: 'strum', energy: [0.4, 1], roles: BAND, steps: 'D.ccD.ccD.duccdu' }, { kind: 'strum', energy: [0.5, 1], roles: BAND, steps: 'DcduDcduccDucDuc' },
    ],
    pads: [
      { energy: [0, 1] }, { energy: [0.3, 1], steps: 'x-----------....|........s.s.s.s.' }, { energy: [0.35, 1], roles: ['main'], steps: 'X---..x-----..s.|X---..x-......ss' }, { energy: [0.4, 1], roles: ['main', 'contrast'], steps: '..s...s...x-----|..s...s...s.s.s.' },
    ],
    padVoicing: { low: 60, high: 79, voices: 3 },
    melody: {
      rhythms: ['x---x.x.x-x-----', '..x.x.x.x---x---', 'x.xxx---x.x-....', 'xxxxx---..x.x---', 'x-x-x-xxx-------', '....xxxxx---x-..', 'x---..xxx---....', 'x.x.x.x.xxxx....', 'x--x--x-x.x-----'],
      range: [74, 91], leap: 0.26, rest: 0.08, legato: 0.8, pentatonic: false, phrases: ['aabc', 'abac', 'a.ab', 'aAbc', 'aab.'], ornament: 0.1, chromatic: 0.06,
      solo: { rhythms: ['x.xxx.x.x-x-....', 'xxxxx---x.xx....', '..x.xxxxx---..x.', 'x-x-xxx.x---....'], rest: 0.15 },
    },
    counter: {
      habits: [{ kind: 'figure', energy: [0.3, 1], steps: '..0.1.2...0.1.2.' }, { kind: 'figure', energy: [0.3, 1], steps: '0..1..2.0..1..2.' }, { kind: 'answers', energy: [0, 1] }, { kind: 'figure', energy: [0.5, 1], steps: '0.00.0.10.00.0.2' }],
      range: [55, 71], rhythms: ['........x.x.x.x.', '..........xxx...', '........x-x-x---'],
    },
    fx: { riser: { beats: 4, growth: 0.2 }, impact: { energy: 0.8 } },
    touch: { drums: 1, bass: 0.95, chords: 0.8, lead: 0.82, pad: 0.76, counter: 0.7, fx: 0.5 },
  },
};
