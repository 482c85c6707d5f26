import type { Substyle } from '../../style-notes.ts';

/** Four players: the first violin leads, the second follows or answers, the viola fills, the cello carries. */
export const stringQuartet: Substyle = {
  name: 'string-quartet',
  label: 'string quartet',
  energy: [0.4, 0.7],
  players: { bass: ['cello'], chords: ['viola'], lead: ['first-violin'], counter: ['second-violin'] },
  notes: {
    tempo: { slow: 70, usual: 102, fast: 138 },
    energy: 0.55,
    looseness: 0.007,
    timing: { lead: { loose: 1.2, late: -0.004 }, chords: { loose: 1 }, counter: { loose: 1.1, late: 0.004 } },
    dynamics: 0.68,
    arrangement: { chords: { intro: 'late' }, lead: { outro: 'early' }, counter: { main: 0.2, outro: 'early' } },
    bassLines: [
      { energy: [0, 0.7], steps: 'R---------------' }, { energy: [0, 1], steps: 'R-------5-------' }, { energy: [0.15, 1], steps: 'R---3---5---3---' }, { energy: [0.2, 1], steps: 'R---R---R---A---' }, { energy: [0.3, 1], steps: 'R-R-R-R-R-R-R-A-' },
      { energy: [0.3, 1], steps: 'R---..R-5---..A-' }, { energy: [0.45, 1], steps: 'R-R-3-3-5-5-A-A-' }, { energy: [0, 0.6], steps: 'R.......5.......|R.......3...A...' },
      { metre: '3/4', energy: [0, 1], steps: 'R-----------' }, { metre: '3/4', energy: [0, 1], steps: 'R---5---3---|R-------A---' }, { metre: '3/4', energy: [0.3, 1], steps: 'R-R-R-R-R-A-' },
      { metre: '6/8', energy: [0, 1], steps: 'R-----5-----' }, { metre: '6/8', energy: [0.2, 1], steps: 'R---3-5---A-' },
    ],
    bassRange: [38, 49],
    comping: [
      { kind: 'block', energy: [0, 0.7], steps: 'x---------------' }, { kind: 'block', energy: [0.1, 1], steps: 'x-x-x-x-x-x-x-x-' }, { kind: 'block', energy: [0.1, 0.9], steps: '..x-x-x-..x-x-x-' }, { kind: 'block', energy: [0.15, 1], steps: '..x-..x-..x-..x-' },
      { kind: 'arp', energy: [0.1, 1], steps: '0-1-0-1-0-1-0-1-' }, { kind: 'arp', energy: [0.3, 1], steps: '0121012101210121' }, { kind: 'block', energy: [0.5, 1], steps: 'xxxxxxxxxxxxxxxx' }, { kind: 'block', energy: [0, 0.6], steps: 'x-------x---x---' },
      { kind: 'block', metre: '3/4', energy: [0, 1], steps: '....x---x---' }, { kind: 'block', metre: '3/4', energy: [0, 0.7], steps: 'x-----------' }, { kind: 'arp', metre: '3/4', energy: [0.2, 1], steps: '0-1-2-1-2-1-' },
      { kind: 'block', metre: '6/8', energy: [0, 1], steps: 'x---x-x---x-' }, { kind: 'arp', metre: '6/8', energy: [0.15, 1], steps: '0-1-2-0-1-2-' },
    ],
    voicing: { low: 50, high: 66, voices: 2 },
    melody: {
      rhythms: [
        'x---x---x---x---', 'x-----x-x---x---', 'x-x-x-x-x---x---', 'x---xxxxx---x---', 'x--xx---x--xx---', 'x---x-x-x-x-x---', 'xxxxx-x-x---x---', 'x-xxx-xxx---x---', 'x-----x-x-x-x-x-', '..x-x-x-x---x---', 'x-------x---xxxx',
        'x---x---x-x-x-x-|x-------x-------', 'x-----x-x-----x-|x-x-x-x-x-------', 'xxxxx---xxxxx---|x---x---x-------', 'x---x-x-x-x-x-x-|x-x-x---x-------', 'x-x-x-x-x-x-x-x-|x---x---x-------', 'x-----------x-x-|x---x-x-x-------',
      ],
      rhythmsIn: {
        '3/4': ['x---x---x---', 'x-------x---', 'x-----x-x---', 'x---x-x-x---', 'x-x-x-x-x---', 'x-x-x-x-x-x-', 'x---xxxxx---', 'x--xx---x---', 'xxxxx---x---', 'x---x-x-x---|x-------....', 'x-------x-x-|x---x---x---', 'x-x-x-x-x-x-|x-------....'],
        '6/8': ['x---x-x---x-', 'x-x-x-x-----', 'x-----x---x-', 'x-x-x-x-x-x-', 'x--xx-x--xx-', 'x---x-x-x-x-', 'x-----x-x-x-', 'x-x-x-x-x-x-|x---x-x-----'],
      },
      range: [67, 88], leap: 0.28, rest: 0.03, legato: 0.97, pentatonic: false, leadingTones: true,
      phrases: ['abacabAc', 'abAcabBc', 'aAbcaABc', 'aabcaAbc', 'aAbBbBAc', 'a.acaAbc'], ornament: 0.16,
    },
    counter: {
      habits: [
        { kind: 'thirds', energy: [0, 1] }, { kind: 'sixths', energy: [0, 1] }, { kind: 'answers', energy: [0, 1] }, { kind: 'echo', energy: [0.1, 1], roles: ['contrast', 'build'], later: 2 }, { kind: 'figure', energy: [0.2, 1], steps: '0-1-2-1-0-1-2-1-' },
        { kind: 'figure', energy: [0.35, 1], steps: '0121012101210121' }, { kind: 'figure', energy: [0, 0.6], steps: '0---1---2---1---' },
        { kind: 'thirds', metre: '3/4', energy: [0, 1] }, { kind: 'sixths', metre: '3/4', energy: [0, 1] }, { kind: 'figure', metre: '3/4', energy: [0, 1], steps: '0-1-2-1-2-1-' }, { kind: 'sixths', metre: '6/8', energy: [0, 1] }, { kind: 'figure', metre: '6/8', energy: [0, 1], steps: '0-1-2-0-1-2-' },
      ],
      range: [57, 76], rhythms: ['........x-x-x---', '......x-x-x-x---', '........x---x---', '........xxxxx---', '..........x-x-x-'],
    },
    ending: 'hold',
    touch: { bass: 0.8, chords: 0.66, lead: 0.86, counter: 0.74 },
  },
};
