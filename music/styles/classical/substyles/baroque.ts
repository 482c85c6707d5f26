import type { Substyle } from '../../style-notes.ts';

/** A trio sonata: two voices in imitation or in thirds over a bass that never rests, and a harpsichord that fills in. */
export const baroque: Substyle = {
  name: 'baroque',
  label: 'baroque',
  energy: [0.7, 1],
  players: { bass: ['continuo-cello'], chords: ['harpsichord'], lead: ['baroque-violin', 'recorder', 'harpsichord'], counter: ['second-baroque-violin', 'second-recorder'] },
  notes: {
    tempo: { slow: 72, usual: 98, fast: 126 },
    energy: 0.75,
    mood: 'happy',
    // Chords of a harpsichord are spread by this much.
    looseness: 0.007,
    timing: { chords: { loose: 0.8, late: 0.003 }, lead: { loose: 0.9 }, bass: { loose: 0.6 } },
    // Terraces instead of swells.
    dynamics: 0.2,
    modes: {
      calm: ['major', 'major', 'dorian'], warm: ['major', 'major', 'minor'], happy: ['major', 'major', 'major', 'mixolydian'], dark: ['minor', 'minor', 'phrygian'],
      sad: ['minor', 'minor', 'dorian'], dreamy: ['major', 'minor', 'lydian'], driving: ['minor', 'minor', 'major'], epic: ['minor', 'major', 'dorian'],
    },
    // Fifths that fall, a bass that descends, and cadences.
    loops: {
      major: [
        ['I', 'V', 'VIm', 'IIIm', 'IV', 'I', 'IV', 'V'], ['I', 'IV', 'VIIm7b5', 'IIIm', 'VIm', 'IIm', 'V7', 'I'], ['I', 'V', 'I', 'IV', 'IIm', 'V', 'V7', 'I'], ['I', 'VIm', 'IIm', 'V', 'I', 'II7', 'V', 'V7'], ['I', 'II7', 'V', 'I', 'VIm', 'IIm', 'V7', 'I'],
        ['I', 'IIm7', 'V7', 'I', 'VIm', 'II7', 'V', 'I'], ['I', 'V', 'VIm', 'III7', 'VIm', 'II7', 'V7', 'I'], ['I', 'IIIm', 'VIm', 'IIm', 'V', 'I', 'IV', 'V'],
      ],
      lydian: [['I', 'II', 'V', 'I', 'VIm', 'II', 'V', 'I'], ['I', 'VIIm', 'IIIm', 'VIm', 'II', 'V', 'II', 'I'], ['I', 'V', 'VIm', 'II', 'I', 'IIIm', 'V', 'I']],
      mixolydian: [['I', 'Vm', 'I', 'IV', 'bVII', 'IV', 'bVII', 'I'], ['I', 'IV', 'bVII', 'I', 'IIm', 'Vm', 'bVII', 'I'], ['I', 'bVII', 'VIm', 'Vm', 'IV', 'I', 'bVII', 'I']],
      minor: [
        ['Im', 'IVm', 'bVII', 'bIII', 'bVI', 'IIm7b5', 'V7', 'Im'], ['Im', 'V', 'Im', 'bVII', 'bIII', 'bVII', 'Im', 'V'], ['Im', 'bVII', 'bVI', 'V', 'Im', 'bVII', 'bVI', 'V'], ['Im', 'V7', 'Im', 'IVm', 'bVII', 'bIII', 'V7', 'Im'],
        ['Im', 'IVm7', 'bVII7', 'bIII', 'bVI', 'IVm', 'V7', 'Im'], ['Im', 'IIm7b5', 'V7', 'Im', 'I7', 'IVm', 'V7', 'Im'], ['Im', 'V', 'bVI', 'bIII', 'IVm', 'Im', 'IIm7b5', 'V'], ['Im', 'Im', 'IVm', 'IVm', 'V7', 'V7', 'Im', 'V7'],
      ],
      dorian: [['Im', 'IV', 'bVII', 'bIII', 'Im', 'IV', 'V7', 'Im'], ['Im', 'bVII', 'Im', 'V', 'bIII', 'bVII', 'V7', 'Im'], ['Im', 'V', 'Im', 'bVII', 'bIII', 'bVII', 'V', 'Im']],
      phrygian: [['Im', 'bVIIm', 'bVI', 'bVIIm', 'Im', 'IVm', 'bII', 'Im'], ['Im', 'IVm', 'bVIIm', 'bIII', 'bVI', 'bII', 'bVIIm', 'Im'], ['Im', 'bII', 'bVIIm', 'Im', 'IVm', 'bVIIm', 'bII', 'Im']],
    },
    arrangement: { lead: { intro: 'never' }, counter: { intro: 'never', break: 'never' } },
    bassLines: [
      { energy: [0, 1], steps: 'R---3---5---A---' }, { energy: [0, 1], steps: 'R---5---8---A---|R---3---5---A---' }, { energy: [0.2, 1], steps: 'R-R-3-3-5-5-A-A-' }, { energy: [0.3, 1], steps: 'R-8-5-8-R-8-5-A-' }, { energy: [0.35, 1], steps: 'R-3-5-3-R-5-3-A-' },
      { energy: [0.4, 1], steps: 'R-2-3-2-R-5-8-A-' }, { energy: [0.4, 1], steps: 'R-R-R-R-R-R-R-A-' }, { energy: [0, 0.6], steps: 'R-------5---A---' },
      { metre: '3/4', energy: [0, 1], steps: 'R---3---5---|R---5---A---' }, { metre: '3/4', energy: [0.2, 1], steps: 'R-3-5-3-5-A-' }, { metre: '3/4', energy: [0.3, 1], steps: 'R-8-5-8-3-A-' },
      { metre: '6/8', energy: [0, 1], steps: 'R---3-5---A-' }, { metre: '6/8', energy: [0.2, 1], steps: 'R-3-5-8-5-A-' }, { metre: '6/8', energy: [0, 1], steps: 'R-----5---A-' },
    ],
    bassRange: [38, 49],
    comping: [
      { kind: 'block', energy: [0, 1], steps: 'x---x---x---x---' }, { kind: 'block', energy: [0, 0.8], steps: 'x-------x---x---' }, { kind: 'block', energy: [0.2, 1], steps: '..x-..x-..x-..x-' }, { kind: 'block', energy: [0.2, 1], steps: 'x---x-x-x---x-x-' },
      { kind: 'arp', energy: [0.1, 1], steps: '0123210101232101' }, { kind: 'arp', energy: [0.3, 1], steps: '0-1-2-3-4-3-2-1-' }, { kind: 'arp', energy: [0.4, 1], steps: '..012012..012012' }, { kind: 'arp', energy: [0.35, 1], steps: '0212021202120212' },
      { kind: 'block', metre: '3/4', energy: [0, 1], steps: 'x---x---x---' }, { kind: 'block', metre: '3/4', energy: [0, 1], steps: 'x-------x---' }, { kind: 'arp', metre: '3/4', energy: [0.2, 1], steps: '012321012321' },
      { kind: 'block', metre: '6/8', energy: [0, 1], steps: 'x---x-x---x-' }, { kind: 'arp', metre: '6/8', energy: [0.2, 1], steps: '0-1-2-3-2-1-' }, { kind: 'block', metre: '6/8', energy: [0, 1], steps: 'x-----x-----' },
    ],
    voicing: { low: 53, high: 70, voices: 3 },
    melody: {
      rhythms: [
        'x-x-x-x-x-x-x-x-', 'x-xxx-xxx-xxx-xx', 'xxxxxxxxx-x-x-x-', 'x---x-x-x-x-x-x-', '..x-x-x-x-x-x-x-', 'xxxxx-x-xxxxx-x-', '.xxxx-x-x---x---', 'x---..xxx-x-x-x-', 'x--xx--xx--xx---', 'xxxxxxxxxxxxx---', 'x-x-xxxxx---x---', 'x---xxxxxxxxx---',
        'x-x-xxxxx-x-x-x-|xxxxxxxxx-------', '.xxxxxxxx-x-x-x-|x-xxx-x-x---....', 'x---x---x-xxx-xx|xxxxx-x-x-------', '..x-x-x-xxxxxxxx|x-x-x-x-x-------',
      ],
      rhythmsIn: {
        '3/4': ['x-x-x-x-x-x-', 'x---x-x-x-x-', 'xxxxx-x-x---', 'x--xx---x---', '.xxxxxx-x-x-', 'x-xxx-xxx---', 'x---x-xxx-x-', 'xxxxxxxxx---', 'x-------x-x-', 'x-x-xxxxx-x-|x---x---....'],
        '6/8': ['x-x-x-x-x-x-', 'x---x-x-x-x-', 'xxxxx-x-x-x-', 'x--xx-x--xx-', 'x-x-x-xxxxx-', '..x-x-x-x-x-', 'x-xxxxx-x---', 'x---x-x---x-', 'x-x-xxx-x-x-|x---x-x-----'],
      },
      range: [67, 86], leap: 0.3, rest: 0, legato: 0.86, pentatonic: false, leadingTones: true,
      phrases: ['aAAbbBAc', 'abAcaABc', 'aAbBaAbc', 'aAaAbBbc', 'a.aAb.bc', 'aAbc'], ornament: 0.4,
    },
    counter: {
      habits: [
        { kind: 'echo', energy: [0, 1], later: 4 }, { kind: 'echo', energy: [0, 1], later: 2 }, { kind: 'thirds', energy: [0, 1] }, { kind: 'sixths', energy: [0, 1] }, { kind: 'figure', energy: [0.3, 1], steps: '0-1-2-1-0-2-1-2-' }, { kind: 'answers', energy: [0, 1] },
        { kind: 'echo', metre: '3/4', energy: [0, 1], later: 3 }, { kind: 'thirds', metre: '3/4', energy: [0, 1] }, { kind: 'echo', metre: '6/8', energy: [0, 1], later: 3 }, { kind: 'sixths', metre: '6/8', energy: [0, 1] },
      ],
      range: [60, 79], rhythms: ['........xxxxx-x-', '........x-x-x-x-', '......x-x-xxx---', '..........xxx-x-'],
    },
    ending: 'roll',
    touch: { bass: 0.8, chords: 0.7, lead: 0.86, counter: 0.76 },
  },
};
