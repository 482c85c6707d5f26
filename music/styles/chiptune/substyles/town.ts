import type { Substyle } from '../../style-notes.ts';

/** A place without enemies: slow and round, a broken chord instead of frames, hardly any noise; often a waltz. */
export const town: Substyle = {
  name: 'town',
  label: 'chiptune town',
  energy: [0, 0.35],
  players: { drums: ['chip-kit'], bass: ['triangle-bass'], chords: ['soft-square-chords', 'thin-pulse-chords'], lead: ['square-lead', 'pulse-lead'], counter: ['second-square'] },
  notes: {
    tempo: { slow: 84, usual: 98, fast: 116 },
    energy: 0.3,
    mood: 'calm',
    metres: ['4/4', '4/4', '3/4'],
    dynamics: 0.15,
    loops: {
      major: [
        ['I', 'IIIm', 'IV', 'V'], ['Imaj7', 'VIm7', 'IIm7', 'V7'], ['IV', 'V', 'IIIm', 'VIm', 'IIm', 'V', 'I', 'I'], ['I', 'V', 'VIm', 'IIIm', 'IV', 'I', 'IV', 'V'], ['I', 'VIm', 'IIm', 'V'], ['I', 'IV', 'IIIm', 'IIm'],
        ['I', 'III7', 'VIm', 'IV', 'I', 'II7', 'IVm', 'I'], ['I', 'IV', 'I', 'V', 'I', 'IV', 'V', 'I'],
      ],
      lydian: [['Imaj7', 'II', 'Imaj7', 'II'], ['I', 'II', 'VIIm', 'IIIm'], ['Imaj7', 'VIm7', 'II', 'Imaj7'], ['I', 'IIIm', 'II', 'I']],
      mixolydian: [['I', 'bVII', 'IV', 'I'], ['I', 'Vm', 'IV', 'I'], ['I', 'IV', 'bVII', 'I'], ['I', 'IIm', 'bVII', 'I']],
      minor: [['Im', 'bVI', 'bIII', 'V'], ['Im', 'IVm', 'bVI', 'V'], ['Im', 'bVII', 'bVI', 'V'], ['Im', 'IVm', 'bVII', 'bIII', 'bVI', 'IVm', 'V7', 'Im'], ['bVI', 'bVII', 'Im', 'Im']],
      dorian: [['Im', 'IV', 'Im', 'bVII'], ['Im', 'IIm', 'bIII', 'Im'], ['Im', 'bIII', 'IV', 'Im'], ['Im', 'bVII', 'IV', 'Im']],
      phrygian: [['Im', 'bII', 'Im', 'bVIIm'], ['Im', 'bVI', 'bII', 'Im'], ['Im', 'bIII', 'bII', 'Im']],
    },
    cadence: { major: ['V7', 'I'], lydian: ['II', 'I'], mixolydian: ['bVII', 'I'], minor: ['V7', 'Im'], dorian: ['bVII', 'Im'], phrygian: ['bII', 'Im'] },
    arrangement: { drums: { intro: 'never', main: 0.16, break: 'never', outro: 'never' }, lead: { intro: 'never', outro: 'early' }, counter: { intro: 'never', break: 'never', outro: 'never' } },
    grooves: [
      { name: 'crickets', energy: [0, 1], steps: { closedHat: '....o.......o...' } },
      { name: 'stroll', energy: [0.1, 1], steps: { kick: 'x.......o.......', closedHat: '....x.....o.x...' } },
      { name: 'market', energy: [0.2, 1], steps: { kick: 'x.....o.x.......', rim: '....x.......x...', closedHat: 'o.o.o.o.o.o.o.o.' } },
      { name: 'three steps', metre: '3/4', energy: [0, 1], steps: { kick: 'x...........', closedHat: '....o...o...' } },
      { name: 'dance on the square', metre: '3/4', energy: [0.18, 1], steps: { kick: 'x...........', rim: '....o...o...', closedHat: 'o.o.o.o.o.o.' } },
    ],
    fills: [{ steps: { closedHat: 'o.o.o.o.x.x.x.xx' } }, { steps: { rim: '....x...x.x.x.x.' } }, { metre: '3/4', steps: { closedHat: 'o.o.x.x.x.xx' } }],
    fillEvery: 8,
    builds: [],
    drop: { gap: 0, crash: false },
    bassLines: [
      { energy: [0, 1], steps: 'R-------5-------' }, { energy: [0, 1], steps: 'R---..5-8---5---' }, { energy: [0, 1], steps: 'R-----R-5-----..' }, { energy: [0.15, 1], steps: 'R---3---5---3---|R---5---8---A---' },
      { metre: '3/4', energy: [0, 1], steps: 'R---5---5---' }, { metre: '3/4', energy: [0, 1], steps: 'R-------5---|R-------A---' },
    ],
    comping: [
      { kind: 'arp', energy: [0, 1], steps: '0-1-2-1-0-1-2-1-' }, { kind: 'arp', energy: [0, 1], steps: '0-2-1-2-0-2-1-2-' }, { kind: 'arp', energy: [0, 1], steps: '..0-1-2-..0-2-1-' }, { kind: 'arp', energy: [0.15, 1], steps: '0.1.2.3.4.3.2.1.' },
      { kind: 'arp', metre: '3/4', energy: [0, 1], steps: '..0-1-2-1-0-' }, { kind: 'arp', metre: '3/4', energy: [0, 1], steps: '0-1-2-3-2-1-' }, { kind: 'block', metre: '3/4', energy: [0, 1], steps: '....x-..x-..' },
    ],
    voicing: { low: 57, high: 73, voices: 3 },
    melody: {
      rhythms: [
        'x---x-x-x---x---', 'x-----x-x---x---', 'x-x-x---x-x-x---', 'x---x---x-x-x-x-', 'x-------x-x-x---', '..x-x-x-x---x---', 'x-----x-x-x-x---', 'x---x---x-------', 'x--xx---x--xx---', 'x-x-x-x-x-------',
        'x-----x-x---x-x-|x---x---x-------',
      ],
      rhythmsIn: { '3/4': ['x---x---x---', 'x-------x---', 'x---x-x-x---', 'x-----x-x---', 'x-x-x---x---', 'x---x-----x-', 'x-----x-x---|x-----------'] },
      range: [67, 84], leap: 0.3, rest: 0.04, legato: 0.92, pentatonic: false, leadingTones: true,
      phrases: ['abac', 'aAbc', 'abAc', 'a.bc', 'abacabBc'], ornament: 0.18,
    },
    counter: {
      habits: [
        { kind: 'echo', energy: [0, 1], later: 1 }, { kind: 'echo', energy: [0, 1], later: 1.5 }, { kind: 'sixths', energy: [0, 1] }, { kind: 'guide', energy: [0, 1] },
        { kind: 'echo', metre: '3/4', energy: [0, 1], later: 1 }, { kind: 'sixths', metre: '3/4', energy: [0, 1] },
      ],
      range: [60, 86], rhythms: ['........x-x-x---', '..........x-x---'],
    },
    touch: { drums: 0.75, bass: 0.95, chords: 0.72, lead: 0.85, counter: 0.75 },
  },
};
