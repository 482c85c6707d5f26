import type { Substyle } from '../../style-notes.ts';

/** Driving and distorted: a cowbell plays the melody, the 808 follows the kick, everything clips a little. */
export const phonk: Substyle = {
  name: 'phonk',
  label: 'phonk',
  energy: [0.85, 1],
  players: { drums: ['phonk-kit'], bass: ['driven-808'], chords: ['tape-keys', 'dark-bell'], lead: ['cowbells', 'low-cowbells'], counter: ['cowbell-answer'], pad: ['dark-choir'] },
  notes: {
    tempo: { slow: 122, usual: 130, fast: 142 },
    energy: 0.85,
    mood: 'driving',
    swing: { at: 0.5, unit: 16 },
    looseness: 0.0012,
    snareLate: 0,
    timing: {},
    dynamics: 0.15,
    loops: {
      minor: [['Im', 'Im', 'bVI', 'bVII'], ['Im', 'bVI', 'Im', 'bVI'], ['Im', 'Im', 'Im', 'bVII'], ['Im', 'bIII', 'bVI', 'V']],
      dorian: [['Im', 'Im', 'IV', 'bVII'], ['Im', 'bVII', 'Im', 'IV']],
      phrygian: [['Im', 'Im', 'bII', 'bII'], ['Im', 'bII', 'Im', 'bVIIm'], ['Im', 'Im', 'Im', 'bII']],
      major: [['VIm', 'IV', 'I', 'V'], ['I', 'I', 'VIm', 'IV'], ['I', 'V', 'VIm', 'IV']],
      lydian: [['I', 'I', 'II', 'II'], ['Imaj7', 'II', 'VIm', 'II']],
      mixolydian: [['I', 'I', 'bVII', 'bVII'], ['I', 'bVII', 'IV', 'I']],
    },
    arrangement: {
      drums: { intro: 'late', break: 0.6 }, bass: { intro: 'late', contrast: 'late', break: 'never' }, chords: { main: 0.5, contrast: 0.4 }, lead: { intro: 'late', contrast: 'late', break: 'early', outro: 'early' },
      counter: { intro: 'never', main: 0.6, contrast: 'never', break: 'never', outro: 'never' }, pad: { main: 0.5, contrast: 0.5 },
    },
    grooves: [
      { name: 'cruise', energy: [0, 0.7], steps: { kick: 'X..X......X.....|X..X....X.X.....', clap: '....X.......X...', closedHat: 'x.x.x.x.x.x.x.x.', openHat: '..............x.|................' } },
      { name: 'drift', energy: [0.4, 1], steps: { kick: 'X..X..X...X..X..', clap: '....X.......X...', closedHat: 'xxxxxxxxxxxxxxrx', openHat: '..x...x...x...x.' } },
      { name: 'four', energy: [0.5, 1], steps: { kick: 'X...X...X...X...|X...X...X..XX...', clap: '....X.......X...', snare: '....o.......o...', openHat: '..X...X...X...X.', closedHat: 'x.x.x.x.x.x.x.x.' } },
      { name: 'tape', energy: [0.3, 1], steps: { kick: 'X.....X.X.....X.|X.....X.X..X....', snare: '....X.......X...|....X.......X..x', closedHat: 'x.x.xrx.x.x.xrx.', shaker: 'gogogogogogogogo' } },
      { name: 'hats alone', energy: [0, 1], roles: ['break'], steps: { closedHat: 'x.x.x.x.x.x.x.x.', clap: '............o...' } },
    ],
    fills: [
      { steps: { clap: '....X.......XXXX', kick: 'X..X....X.......' } }, { steps: { kick: 'X...............', clap: '................', openHat: 'x...............', closedHat: '................' } },
      { steps: { snare: '........x.x.xxrr', clap: '....X...........' } },
    ],
    bassLines: [
      { energy: [0, 0.8], steps: 'R--R------R-----|R--R----R-R-----' },
      { energy: [0.3, 1], steps: 'R--R--R---R--R--|R--R--R---5--8--', slides: '................|.............x..' },
      { energy: [0.3, 1], steps: 'R-----R-R-----R-|R-----R-R--5--R-', slides: '................|..............x.' },
      { energy: [0.5, 1], steps: 'R---R---R---R---|R---R---R--RR-8-', slides: '................|..............x.' },
    ],
    bassRange: [29, 40],
    comping: [
      { kind: 'block', energy: [0, 1], steps: 'x---------------' },
      { kind: 'block', energy: [0, 1], steps: 'x-----x-----x---' },
      { kind: 'block', energy: [0.3, 1], steps: '..s...s...s...s.' },
    ],
    voicing: { low: 52, high: 69, voices: 3 },
    melody: {
      rhythms: ['x..x..x..x..x.x.', 'x.x.x..x.x.x..x.', 'x..xx..xx.x.x...', 'x.xx.x.x..x.x...', 'xx.xx.x.x.x.....', 'x..x..x.x..x..x.', 'x.x.xx.x.x.xx.x.'],
      range: [66, 81], leap: 0.35, rest: 0, legato: 0.6, pentatonic: false, phrases: ['aaab', 'abab', 'aaaA', 'aAab'],
    },
    counter: {
      habits: [{ kind: 'figure', energy: [0, 1], steps: '2.......2.......' }, { kind: 'figure', energy: [0, 1], steps: '......2.......2.' }, { kind: 'answers', energy: [0, 1] }],
      range: [72, 86], rhythms: ['............x.x.', '..........x.x.x.'],
    },
    fx: { riser: { beats: 8, growth: 0.15 }, impact: { energy: 0.7 }, downlifter: { beats: 8, fall: 0.2 } },
    pump: [{ energy: [0, 1], steps: 'X..o......o.....' }],
    touch: { drums: 1, bass: 1, chords: 0.7, lead: 0.95, pad: 0.6, counter: 0.65, fx: 0.7 },
  },
};
