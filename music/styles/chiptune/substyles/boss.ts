import type { Substyle } from '../../style-notes.ts';

/** A fight: fast and minor, sixteenths in the bass, frames and runs, noise that never stops. */
export const boss: Substyle = {
  name: 'boss',
  label: 'chiptune boss fight',
  energy: [0.75, 1],
  players: { drums: ['boss-kit'], bass: ['hard-triangle', 'pulse-bass'], chords: ['pulse-chords', 'thin-pulse-chords'], lead: ['thin-lead', 'pulse-lead'], counter: ['second-pulse'] },
  notes: {
    tempo: { slow: 150, usual: 164, fast: 182 },
    energy: 0.85,
    mood: 'driving',
    metres: ['4/4', '4/4', '4/4', '4/4', '4/4', '3/4'],
    dynamics: 0.15,
    modes: {
      calm: ['minor', 'dorian'], warm: ['minor', 'dorian'], happy: ['mixolydian', 'major', 'minor'], dark: ['minor', 'phrygian'],
      sad: ['minor', 'minor', 'dorian'], dreamy: ['dorian', 'lydian'], driving: ['minor', 'minor', 'phrygian', 'dorian'], epic: ['minor', 'minor', 'phrygian'],
    },
    loops: {
      major: [['I', 'bVI', 'bVII', 'I'], ['I', 'bIII', 'IV', 'bVI'], ['I', 'V', 'bVI', 'bVII'], ['VIm', 'IV', 'V', 'I']],
      lydian: [['I', 'II', 'I', 'II'], ['I', 'bIII', 'II', 'I'], ['I', 'VIIm', 'II', 'II']],
      mixolydian: [['I', 'bVII', 'bVI', 'bVII'], ['I', 'bVII', 'IV', 'I'], ['I', 'bIII', 'bVII', 'I'], ['I', 'I', 'bVII', 'bVI']],
      minor: [
        ['Im', 'Im', 'bVI', 'bVII'], ['Im', 'bII', 'Im', 'V'], ['Im', 'bVII', 'bVI', 'V'], ['Im', 'Im', 'IVm', 'V7'], ['Im', 'bVI', 'IVm', 'V'], ['Im', 'bIII', 'bVI', 'bII'], ['Im', 'Im', 'bVI', 'bVI', 'IVm', 'IVm', 'V', 'V7'], ['bVI', 'bVII', 'Im', 'Im', 'bVI', 'bVII', 'I', 'I'],
      ],
      dorian: [['Im', 'IV', 'Im', 'bVII'], ['Im', 'bIII', 'IV', 'V'], ['Im', 'Im', 'bVII', 'IV'], ['Im', 'bVII', 'IV', 'Im']],
      phrygian: [['Im', 'Im', 'bII', 'bII'], ['Im', 'bII', 'bIII', 'bII'], ['Im', 'bII', 'Im', 'bVIIm'], ['Im', 'bVI', 'bII', 'bII']],
    },
    cadence: { major: ['bVII', 'I'], lydian: ['II', 'I'], mixolydian: ['bVII', 'I'], minor: ['V', 'Im'], dorian: ['bVII', 'Im'], phrygian: ['bII', 'Im'] },
    arrangement: { drums: { break: 0.5 }, chords: { break: 'late' }, lead: { intro: 'never', build: 'never', outro: 'early' }, counter: { intro: 'never', break: 'never', outro: 'never' } },
    grooves: [
      { name: 'chase', energy: [0, 0.8], steps: { kick: 'X...X...X...X...', snare: '....X.......X...', closedHat: 'xoxoxoxoxoxoxoxo' } },
      { name: 'double bass', energy: [0.5, 1], steps: { kick: 'X.xxX.xxX.xxX.xx', snare: '....X.......X..o', closedHat: 'x.x.x.x.x.x.x.x.' } },
      { name: 'blast', energy: [0.7, 1], steps: { kick: 'X.X.X.X.X.X.X.X.', snare: '.x.x.x.x.x.x.x.X', closedHat: 'x...x...x...x...' } },
      { name: 'broken', energy: [0.5, 1], steps: { kick: 'X..x..x.X..x..x.|X..x..x.X.x.x...', snare: '....X.......X...|....X..o....X.xx', closedHat: 'x.xxx.xxx.xxx.xx', openHat: '..............x.' } },
      { name: 'alarm', energy: [0.65, 1], steps: { kick: 'X...X..xX...X..x', snare: '....X.......X.X.', openHat: '..x...x...x...x.', lowTom: '...............x' } },
      { name: 'warning', energy: [0, 1], roles: ['break'], steps: { kick: 'X...............|X.......x.......', rim: 'x.o.x.o.x.o.x.o.' } },
      { name: 'boss in three', metre: '3/4', energy: [0, 1], steps: { kick: 'X..x..X..x..', snare: '....X...X...', closedHat: 'xoxoxoxoxoxo' } },
      { name: 'spin', metre: '3/4', energy: [0.6, 1], steps: { kick: 'X.xxX.xxX.xx', snare: '......X...xx', closedHat: 'x.x.x.x.x.x.' } },
    ],
    fills: [
      { steps: { snare: 'xxXxxxXxxxXxXXXX', kick: 'X...X...X...X...' } }, { steps: { kick: 'X.X.X.X.XXXXXXXX', snare: '....X.......rrrr' } }, { steps: { highTom: 'xxxx............', midTom: '....xxxx........', lowTom: '........xxxxXXXX', kick: 'X...X...X...X...' } },
      { steps: { kick: 'X...............', snare: 'X...............', closedHat: '................' } }, { metre: '3/4', steps: { snare: 'xxXxxxXxXXXX', kick: 'X...X...X...' } },
    ],
    fillEvery: 4,
    bassLines: [
      { energy: [0, 0.8], steps: 'R.R.R.R.R.R.R.R.' }, { energy: [0.3, 1], steps: 'RRRRRRRRRRRRRRRR' }, { energy: [0.4, 1], steps: 'R.RRR.RRR.RR8.R8' }, { energy: [0.5, 1], steps: 'RR8RRR8RRR8R5R7R' }, { energy: [0.5, 1], steps: 'R.RRR.RR8.885.55|R.RRR.RR8.887.A.' },
      { energy: [0.6, 1], steps: 'RR8RR8RR8RR8R858' }, { metre: '3/4', energy: [0, 1], steps: 'R.RRR.RR8.A.' }, { metre: '3/4', energy: [0.5, 1], steps: 'RRRR8888RRRR' },
    ],
    bassRange: [31, 42],
    comping: [
      { kind: 'frames', energy: [0, 1], steps: 'x--x--x-x--x--x-' }, { kind: 'frames', energy: [0.4, 1], steps: 's.ss.ss.s.ss.ss.' }, { kind: 'frames', energy: [0.3, 1], steps: 'x-----x-----x-x-' }, { kind: 'arp', energy: [0.5, 1], steps: '0123432101234321' },
      { kind: 'arp', energy: [0.5, 1], steps: '0120120120120123' }, { kind: 'frames', energy: [0, 1], roles: ['break'], steps: 'x---------------' }, { kind: 'frames', metre: '3/4', energy: [0, 1], steps: 'x--x--x-x-x-' },
      { kind: 'arp', metre: '3/4', energy: [0.5, 1], steps: '012321012321' },
    ],
    melody: {
      rhythms: [
        'x-x-xxxxx-x-x-x-', 'x--x--x-x--x--x-', 'xxxxx-x-xxxxx-x-', 'x-..x-..x-xxx-x-', 'x---x-x-x---xxxx', 'x-xxx-xxx-x-x---', 'x-.xx-.xx-x-x-x-', 'x-----x-x-x-xxxx', '..xxx-x-..xxx-x-', 'x---x---xxxxx---',
        'xxxxxxxxx---x---', 'x--x--x---x-x-x-|x---x---x-x-x-x-',
      ],
      rhythmsIn: { '3/4': ['x-x-xxxxx-x-', 'x--x--x-x-x-', 'xxxxx-x-x---', 'x---x-xxx-x-', 'x-xxx-xxx-x-'] },
      range: [69, 90], leap: 0.3, rest: 0, legato: 0.8, pentatonic: false, leadingTones: true, phrases: ['aaab', 'aAac', 'abab', 'aabc', 'aAbBaAbc'], ornament: 0.05, chromatic: 0.2,
      solo: { rhythms: ['xxxxxxxxxxxxxxxx', 'xxxxxxxxxxxxxxx.', 'x-xxxxxxx-xxxxxx', 'x--x--x-xxxxxxxx'], rhythmsIn: { '3/4': ['xxxxxxxxxxxx', 'x-xxxxxxxxxx'] }, rest: 0 },
    },
    counter: {
      habits: [
        { kind: 'thirds', energy: [0, 1] }, { kind: 'sixths', energy: [0, 1] }, { kind: 'echo', energy: [0, 1], later: 0.5 }, { kind: 'figure', energy: [0.5, 1], steps: '0120120120120120' }, { kind: 'figure', energy: [0.5, 1], steps: '2.1.0.1.2.1.0.1.' },
        { kind: 'thirds', metre: '3/4', energy: [0, 1] }, { kind: 'figure', metre: '3/4', energy: [0.5, 1], steps: '012012012012' },
      ],
      range: [64, 91], rhythms: ['........xxxxx-x-', '........x.x.xxxx'],
    },
    touch: { drums: 1, bass: 1, chords: 0.75, lead: 0.92, counter: 0.8 },
  },
};
