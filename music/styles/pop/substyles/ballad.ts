import type { SectionRole } from '@fermata/contracts/values';
import type { Substyle } from '../../style-notes.ts';

const SONG: readonly SectionRole[] = ['intro', 'main', 'contrast', 'build', 'outro'];

/** A piano and a voice, here a violin or a flute; strings join in the chorus, drums late and softly. */
export const ballad: Substyle = {
  name: 'ballad',
  label: 'piano ballad',
  energy: [0, 0.45],
  players: { drums: ['ballad-kit'], bass: ['round-finger-bass'], chords: ['grand-piano'], lead: ['violin', 'soft-flute', 'piano-tune'], counter: ['nylon-guitar', 'celesta'], pad: ['warm-strings', 'soft-choir'] },
  notes: {
    tempo: { slow: 62, usual: 72, fast: 84 },
    energy: 0.32,
    mood: 'sad',
    looseness: 0.009,
    snareLate: 0.006,
    timing: { chords: { loose: 1 }, lead: { loose: 1.4, late: 0.01 }, drums: { loose: 0.5 } },
    dynamics: 0.55,
    loops: {
      major: [
        ['I', 'V', 'VIm', 'IV'], ['Iadd9', 'VIm7', 'IVmaj7', 'V'], ['I', 'IIIm', 'VIm', 'IV'], ['IVmaj7', 'I', 'V', 'VIm'], ['I', 'V', 'IIm', 'IV'], ['I', 'IV', 'VIm', 'V', 'I', 'IV', 'IIm', 'V'], ['I', 'V', 'VIm', 'IIIm', 'IV', 'I', 'IIm', 'V'],
        ['VIm', 'IV', 'I', 'V'], ['I', 'IV', 'IVm', 'I'],
      ],
      mixolydian: [['I', 'bVII', 'IV', 'I'], ['I', 'Vm', 'IV', 'IV'], ['IV', 'bVII', 'I', 'I']],
      lydian: [['Imaj7', 'II', 'VIm', 'V'], ['I', 'II', 'IIIm', 'VIm'], ['Imaj7', 'VIIm', 'VIm', 'II']],
      minor: [['Im', 'bVI', 'bIII', 'bVII'], ['Im', 'Vm', 'bVI', 'bIII'], ['Im', 'bVI', 'IVm', 'Vm'], ['Im', 'bIII', 'IVm', 'bVI'], ['bVImaj7', 'bVII', 'Im', 'Im'], ['Im', 'bVII', 'bVI', 'IVm'], ['Im', 'IVm', 'bVII', 'bIII', 'bVI', 'IVm', 'Vm', 'Im'], ['Im', 'bVI', 'bIII', 'IVm']],
      dorian: [['Im', 'IV', 'bIII', 'bVII'], ['Im7', 'bVII', 'IV', 'Im'], ['Im', 'bIII', 'bVII', 'IV']],
      phrygian: [['Im', 'bII', 'bVI', 'Im'], ['Im', 'bVIIm', 'bVI', 'bII']],
    },
    arrangement: {
      drums: { intro: 'never', main: 0.3, contrast: 0.38, build: 'late', break: 'never', outro: 'never' }, bass: { intro: 'never', contrast: 0.25, break: 'never', outro: 0.2 },
      lead: { intro: 'never', build: 'early', break: 'late', outro: 'never' }, counter: { intro: 'never', main: 0.32, contrast: 'late', build: 'never', break: 'never', outro: 'never' },
      pad: { intro: 'never', contrast: 0.35, build: 'late', outro: 0.2 },
    },
    grooves: [
      { name: 'heartbeat', energy: [0, 0.35], steps: { kick: 'x.......o.......', rim: '........o.......' } },
      { name: 'soft backbeat', energy: [0.2, 0.7], steps: { kick: 'x.......x.o.....', rim: '....o.......o...', closedHat: 'o.g.o.g.o.g.o.g.' } },
      { name: 'half time', energy: [0.3, 1], steps: { kick: 'X.........x.....|X......o..x.....', snare: '........x.......', closedHat: 'o.g.o.g.o.g.o.g.' } },
      { name: 'chorus', energy: [0.45, 1], steps: { kick: 'X.....x.x.......|X.....x.x.x.....', snare: '....X.......X...', ride: 'x.o.x.o.x.o.x.o.' } },
      { name: 'soft six', metre: '6/8', energy: [0, 0.5], steps: { kick: 'x...........', rim: '......o.....', closedHat: 'o.g.g.o.g.g.' } },
      { name: 'six', metre: '6/8', energy: [0.3, 1], steps: { kick: 'X.........x.', snare: '......x.....', closedHat: 'x.o.o.x.o.o.' } },
    ],
    fills: [
      { steps: { snare: '............o.xx' } }, { steps: { lowTom: '........o.o.x.x.', kick: 'x...............' } }, { energy: [0.3, 1], steps: { midTom: '........x.x.....', lowTom: '............x.x.' } },
      { metre: '6/8', steps: { snare: '......o...xx' } },
    ],
    fillEvery: 8,
    builds: [{ grow: [0.2, 0.8], steps: { lowTom: '................|x.......x.......|x...x...x...x...', snare: '................|................|........x.x.xxxx' } }],
    drop: { gap: 0, crash: true },
    bassLines: [
      { energy: [0, 0.5], steps: 'R---------------' }, { energy: [0, 0.8], steps: 'R-----------5---|R-----------A---' }, { energy: [0.25, 1], steps: 'R-------R-----5-|R-------5---A---' }, { energy: [0.4, 1], steps: 'R-----R-R-----R-' },
      { metre: '6/8', energy: [0, 1], steps: 'R-----------|R-----5---A-' },
    ],
    bassRange: [29, 40],
    comping: [
      { kind: 'pick', energy: [0, 0.45], roles: SONG, steps: 'B---2-3-b---3-2-' }, { kind: 'pick', energy: [0, 0.5], roles: SONG, steps: 'B-2-3-2-b-2-3-2-' }, { kind: 'block', energy: [0, 0.6], roles: SONG, steps: 'x---x---x---x---' },
      { kind: 'arp', energy: [0, 0.7], roles: SONG, steps: '0-1-2-3-2-1-2-1-' }, { kind: 'block', energy: [0.3, 1], roles: SONG, steps: 'X-x-x-x-X-x-x-x-' }, { kind: 'block', energy: [0.25, 0.9], roles: SONG, steps: 'X-----x-x---x---' },
      { kind: 'pick', energy: [0.3, 1], roles: SONG, steps: 'B-23b-23B-23b-23' }, { kind: 'block', energy: [0, 1], roles: ['break'], steps: 'o-------o-------' },
      { kind: 'pick', metre: '6/8', energy: [0, 0.6], roles: SONG, steps: 'B-1-2-3-2-1-' }, { kind: 'block', metre: '6/8', energy: [0.3, 1], roles: SONG, steps: 'X-x-x-X-x-x-' }, { kind: 'block', metre: '6/8', energy: [0, 1], roles: ['break'], steps: 'o-----------' },
    ],
    voicing: { low: 52, high: 72, voices: 4 },
    pads: [{ energy: [0, 1] }],
    padVoicing: { low: 52, high: 72, voices: 4, spread: 'open' },
    melody: {
      rhythms: ['x-----x-x-x-----', 'x---x-x-x-------', '..x-x-x-x-------', 'x-x-x---x-----x-', 'x---------x-x-x-', 'x-x-x-x-x-------', 'x-----x-----x-x-', '....x-x-x---x---', 'x--x--x-x-------'],
      rhythmsIn: { '6/8': ['x---x-x-----', 'x-x-x-x-----', 'x-----x-x-x-', 'x---x-x---x-', 'x---------x-', '..x-x-x-----'] },
      range: [67, 83], leap: 0.3, rest: 0.08, legato: 0.96, pentatonic: false, phrases: ['aabc', 'abac', 'aAbc', 'abAc', 'a.bc'], ornament: 0.2,
    },
    counter: {
      habits: [{ kind: 'sixths', energy: [0.2, 1] }, { kind: 'figure', energy: [0.2, 1], steps: '..0.1.2...1.2.1.' }, { kind: 'answers', energy: [0, 1] }, { kind: 'figure', metre: '6/8', energy: [0, 1], steps: '..0.1.2.1.0.' }],
      range: [60, 77], rhythms: ['........x-x-x---', '..........x-x---', '........x---x---'],
    },
    fx: { swell: { beats: 4, every: 8, roles: ['main'] } },
    ending: 'roll',
    touch: { drums: 0.62, bass: 0.75, chords: 0.78, lead: 0.8, pad: 0.6, counter: 0.6, fx: 0.5 },
  },
};
