import type { Substyle } from '../../style-notes.ts';

/** Clean guitars that are strummed and picked, a melodic bass, a dry kit, and little distortion. */
export const indie: Substyle = {
  name: 'indie',
  label: 'indie rock',
  energy: [0, 0.45],
  players: { drums: ['indie-kit'], bass: ['finger-bass'], chords: ['clean-guitars', 'chorus-guitars'], lead: ['clean-lead', 'baritone-lead'], counter: ['picked-guitar'], pad: ['held-guitar', 'soft-organ'] },
  notes: {
    tempo: { slow: 98, usual: 114, fast: 132 },
    energy: 0.4,
    mood: 'warm',
    swing: { at: 0.52, unit: 16 },
    looseness: 0.006,
    dynamics: 0.35,
    modes: {
      calm: ['major', 'major', 'lydian'], warm: ['major', 'major', 'mixolydian'], happy: ['major', 'major', 'lydian'], dark: ['minor', 'dorian'],
      sad: ['minor', 'dorian', 'major'], dreamy: ['lydian', 'major', 'dorian'], driving: ['minor', 'dorian', 'mixolydian'], epic: ['minor', 'major'],
    },
    loops: {
      major: [['I', 'IIIm', 'IV', 'IV'], ['I', 'Vsus4', 'VIm', 'IV'], ['IV', 'I', 'VIm', 'V'], ['I', 'IVadd9', 'VIm', 'IV'], ['I', 'I', 'IIIm', 'IV'], ['VIm', 'IV', 'I', 'I']],
      mixolydian: [['I', 'bVII', 'IV', 'IV'], ['I', 'Vm', 'IV', 'bVII'], ['I', 'I', 'bVII', 'IV']],
      minor: [['Im', 'bVI', 'bIII', 'bVII'], ['Im', 'bIII', 'bVII', 'IVm'], ['Im', 'Vm', 'bVI', 'bVI'], ['bVI', 'bVII', 'Im', 'Vm']],
      dorian: [['Im', 'IV', 'bVII', 'bIII'], ['Im', 'IV', 'Im', 'bVII'], ['Im', 'bVII', 'IV', 'IV']],
      phrygian: [['Im', 'bII', 'Im', 'bVIIm'], ['Im', 'bII', 'bVI', 'Im']],
      lydian: [['I', 'II', 'IIIm', 'II'], ['I', 'I', 'II', 'II'], ['I', 'VIm', 'II', 'I']],
    },
    arrangement: {
      drums: { intro: 'late', break: 0.4 }, bass: { intro: 'late', break: 'never' }, lead: { contrast: 'never', break: 'never', outro: 'never' },
      counter: { intro: 'never', main: 0.2, contrast: 0.3, break: 'never', outro: 'never' }, pad: { intro: 'never', main: 0.25, contrast: 'never', break: 'late', outro: 'never' },
    },
    grooves: [
      { name: 'tight eights', energy: [0, 0.5], steps: { kick: 'X.......x.x.....|X......xx.......', snare: '....x.......x...', closedHat: 'x.o.x.o.x.o.x.o.' } },
      { name: 'motorik', energy: [0.2, 1], steps: { kick: 'X.x...x.X.x...x.', snare: '....x.......x...', closedHat: 'x.x.x.x.x.x.x.x.' } },
      { name: 'off-beat hats', energy: [0.2, 1], roles: ['main', 'contrast', 'build'], steps: { kick: 'X...X...X...X...', snare: '....X.......X...', openHat: '..x...x...x...x.', closedHat: 'x...x...x...x...' } },
      { name: 'sixteenths', energy: [0.25, 1], steps: { kick: 'X.....x...x.....|X..x..x...x...x.', snare: '....X..g.g..X..g', closedHat: 'xoxoxoxoxoxoxoxo' } },
      { name: 'floor tom', energy: [0.1, 0.6], roles: ['contrast', 'intro', 'break'], steps: { kick: 'x.......x.......', lowTom: 'x.o.x.o.x.o.x.xo', tambourine: '....x.......x...' } },
      { name: 'soft in six', metre: '6/8', energy: [0, 0.6], steps: { kick: 'X.......o...', rim: '......x.....', closedHat: 'x.o.o.x.o.o.' } },
      { name: 'six', metre: '6/8', energy: [0.25, 1], steps: { kick: 'X...x...x...', snare: '......X...g.', closedHat: 'x.x.x.x.x.x.' } },
    ],
    fillEvery: 8,
    bassLines: [
      { energy: [0, 0.5], steps: 'R-------R---5---|R-------R---A---' },
      { energy: [0.15, 1], steps: 'R-R-R-R-R-R-R-R-|R-R-R-R-5-5-A-A-' },
      { energy: [0.2, 1], steps: 'R---R-5-8---5-R-|R---R-5-8-7-5-A-' },
      { energy: [0.2, 1], steps: 'R-..R-R-8-..5-R-|R-..R-R-3-..5-A-' },
      { metre: '6/8', energy: [0, 1], steps: 'R-----5-----|R---R-5---A-' },
    ],
    comping: [
      { kind: 'arp', energy: [0, 0.45], roles: ['contrast', 'intro', 'break', 'outro'], steps: '0.2.1.3.2.1.3.2.' },
      { kind: 'arp', energy: [0, 0.6], roles: ['contrast', 'intro', 'break', 'outro', 'build'], steps: '0.1.2.3.4.3.2.1.' },
      { kind: 'strum', energy: [0, 0.5], steps: 'd---d-u-..u-d-u-' },
      { kind: 'strum', energy: [0.2, 1], roles: ['main', 'build', 'outro'], steps: 'D-d-D-ud-uD-D-du' },
      { kind: 'strum', energy: [0.25, 1], roles: ['main', 'contrast', 'build'], steps: 'D-cuD-cu-uD-D-cu' },
      { kind: 'strum', energy: [0.3, 1], roles: ['main'], steps: 'D-d-d-d-D-d-d-d-' },
      { kind: 'block', energy: [0.2, 1], roles: ['contrast'], steps: 's.x-s.x-s.x-s.x-' },
      { kind: 'arp', metre: '6/8', energy: [0, 0.5], steps: '0.1.2.3.2.1.' },
      { kind: 'strum', metre: '6/8', energy: [0.15, 1], steps: 'D---d-D-d-u-' },
    ],
    voicing: { low: 47, high: 71, voices: 5 },
    pads: [{ energy: [0, 1] }],
    melody: {
      rhythms: ['x---x---x-x-x---', 'x-x-x---x-------', '..x-x---x-x-x---', 'x-----x-----x---', 'x-x-x-x-x---x---', 'x--x--x-----x-x-', '....x-x-x---x---'],
      rhythmsIn: { '6/8': ['x---x-x-----', 'x-x-x-x---x-', 'x-----x---x-', '..x-x-x-----'] },
      range: [66, 83], leap: 0.3, rest: 0.1, legato: 0.9, pentatonic: true,
      phrases: ['aabc', 'aAab', 'a.ac', 'abac'], ornament: 0.1,
      solo: { rhythms: ['x-x-x-x-x---x---', 'x---x-x-x-x-x-x-', 'x-------x-x-x---', '..x-x-x-x-------'], rhythmsIn: { '6/8': ['x-x-x-x---x-', 'x---x-x-----'] }, rest: 0.15 },
    },
    counter: {
      habits: [
        { kind: 'figure', energy: [0, 1], steps: '0.2.1.2.0.2.1.2.' }, { kind: 'figure', energy: [0.2, 1], steps: '2-1-0-..2-1-0-..' }, { kind: 'answers', energy: [0, 1] },
        { kind: 'figure', metre: '6/8', energy: [0, 1], steps: '0.2.1.2.0.1.' },
      ],
      range: [64, 81], rhythms: ['........x-x-x---', '..........x-x---', '........x---x-x-'],
    },
    touch: { drums: 0.9, bass: 0.9, chords: 0.85, lead: 0.85, counter: 0.72, pad: 0.65 },
  },
};
