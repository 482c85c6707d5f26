import type { Substyle } from '../../style-notes.ts';

/** Twice as fast and half as full: the snare on the third beat, hats in rolls, an 808 that slides. */
export const trap: Substyle = {
  name: 'trap',
  label: 'trap',
  energy: [0.5, 0.85],
  players: { drums: ['trap-kit'], bass: ['808', 'driven-808'], chords: ['dark-piano', 'dark-bell', 'rhodes'], lead: ['music-bell', 'flute', 'dark-pluck'], counter: ['glass-answer'], pad: ['dark-choir', 'dark-strings'] },
  notes: {
    tempo: { slow: 132, usual: 140, fast: 150 },
    energy: 0.65,
    swing: { at: 0.5, unit: 16 },
    looseness: 0.0012,
    snareLate: 0,
    timing: { lead: { loose: 2 }, chords: { loose: 2 } },
    dynamics: 0.25,
    loops: {
      minor: [['Im', 'bVI'], ['Im', 'Im', 'bVI', 'V'], ['Im', 'IVm'], ['Im9', 'bVImaj7', 'IVm', 'Vm'], ['Im', 'bIII', 'bVI', 'Vm']],
      dorian: [['Im', 'IV'], ['Im9', 'Im9', 'IV', 'bVII'], ['Im7', 'IIm7']],
      phrygian: [['Im', 'bII'], ['Im', 'Im', 'bII', 'Im'], ['Im', 'bVI', 'bII', 'bII']],
      major: [['Imaj7', 'VIm7'], ['VIm', 'IV', 'I', 'V'], ['Imaj7', 'IIIm7', 'VIm7', 'IVmaj7']],
      lydian: [['Imaj7', 'II'], ['Imaj7', 'Imaj7', 'II', 'VIm7']],
      mixolydian: [['I', 'bVII'], ['I', 'Vm', 'bVII', 'IV']],
    },
    barsPerChord: 2,
    arrangement: {
      drums: { intro: 'late', break: 0.55 }, bass: { intro: 'never', break: 'never', outro: 'early' }, lead: { intro: 'late', contrast: 'never', break: 'late', outro: 'never' },
      counter: { intro: 'never', main: 0.4, contrast: 0.6, break: 'never', outro: 'never' }, pad: { main: 0.35, contrast: 0.4 },
    },
    grooves: [
      { name: 'sparse', energy: [0, 0.5], steps: { kick: 'X.........X.....|X......X........', clap: '........X.......', closedHat: 'x.x.x.x.x.x.x.x.|x.x.x.x.x.x.x.r.' } },
      {
        name: 'bounce', energy: [0.3, 0.85],
        steps: { kick: 'X.....X...X.....|X..X......X...X.', clap: '........X.......', closedHat: 'x.x.x.x.x.x.x.x.|x.x.x.xrx.x.x.x.|x.x.x.x.x.x.x.x.|x..x..x..x..x..x..xoxoxo', openHat: '................|......x.........', rim: '...........?....' },
      },
      {
        name: 'rolls', energy: [0.45, 1],
        steps: { kick: 'X......X..X.....|X.........X..X..', clap: '........X.......', snare: '........x.......|........x......g', closedHat: 'x.x.x.rrx.x.x.x.|x.x.xxx.x.x.t.t.|x..x..x..x..x..x..xxxxxx|x.x.x.x.rrrrx.x.', openHat: '..........x.....|................' },
      },
      {
        name: 'drill', energy: [0.5, 1],
        steps: { kick: 'X.....X.....X...|..X...X.......X.', clap: '........X.......|............X...', snare: '...........g....|................', closedHat: 'x..x..x.x..x..x.|x..x..x.t.tx..x.', rim: '......?.........' },
      },
      {
        name: 'full', energy: [0.65, 1],
        steps: { kick: 'X..X..X...X..X..|X..X..X.X.X...X.', clap: '........X.......|........X......x', snare: '........x.......', closedHat: 'xxxxxxrxxxxxxxtx|xxrxxxxxrrrrxxxx', openHat: '..............x.|......x.........', shaker: 'g.g.g.g.g.g.g.g.' },
      },
      { name: 'hats alone', energy: [0, 1], roles: ['break'], steps: { closedHat: 'x.x.x.x.x.x.x.x.|x.x.x.x.x.x.x.r.', rim: '........o.......' } },
    ],
    fills: [
      { steps: { kick: 'X.....X.........', clap: '........X.....x.', closedHat: 'x.x.x.x.rrrrttt.' } }, { steps: { snare: '........x.xxrrrr', clap: '........X.......', closedHat: 'x.x.x.x.........' } },
      { steps: { kick: 'X...............', clap: '................', closedHat: '................', openHat: 'x...............' } }, { steps: { lowTom: '............xxXX', kick: 'X......X........', clap: '........X.......' } },
    ],
    bassLines: [
      { energy: [0, 0.7], steps: 'R---------R-----|R------R--------' },
      { energy: [0.2, 1], steps: 'R---------R-----|R-----------5-8-', slides: '................|............x.x.' },
      { energy: [0.3, 1], steps: 'R-----R---R-----|R--R------R---8-', slides: '................|..............x.' },
      { energy: [0.4, 1], steps: 'R---------8-R---|R------R--5-----', slides: '..........x.x...|..........x.....' },
      { energy: [0.5, 1], steps: 'R--R--R---R--R--|R--R--R-8-7-5-R-', slides: '................|........x.x.x...' },
      { energy: [0.4, 1], steps: 'R-----------R---|..R---R-----8-R-', slides: '................|............x.x.' },
    ],
    bassRange: [29, 40],
    comping: [
      { kind: 'block', energy: [0, 0.8], steps: 'x---------------|----------------' },
      { kind: 'arp', energy: [0, 1], steps: '0-----1-----2---|0-----1-----3---' },
      { kind: 'arp', energy: [0.2, 1], steps: '0.1.2.1.0.1.2.1.|0.1.3.1.0.1.2.1.' },
      { kind: 'block', energy: [0.2, 1], steps: 'x-----x---------|x-----x-----x---' },
      { kind: 'arp', energy: [0.3, 1], steps: '2--1--0-2--1--0-' },
      { kind: 'block', energy: [0, 1], roles: ['contrast'], steps: 'x---------------|................' },
    ],
    voicing: { low: 54, high: 74, voices: 3, spread: 'open' },
    melody: {
      rhythms: ['x.....x.....x...', 'x..x..x..x..x...', 'x.x...x.x...x...', '..x..x..x.x.....', 'x...x...x..x..x.', 'x..x..x..x..', 'x.xx..x.........', 'x-----x---x-----|x-----..........'],
      range: [72, 88], leap: 0.25, rest: 0.08, legato: 0.85, pentatonic: false, phrases: ['aaab', 'abab', 'aAab', 'a.ab'],
    },
    counter: {
      habits: [{ kind: 'answers', energy: [0, 1] }, { kind: 'figure', energy: [0.3, 1], steps: '..........2.1.0.|................' }, { kind: 'guide', energy: [0, 0.6] }],
      range: [64, 79], rhythms: ['........x..x..x.', '..........x.x.x-', '........x.x.x---'],
    },
    fx: { riser: { beats: 8, growth: 0.2 }, impact: { energy: 0.7 }, downlifter: { beats: 8, fall: 0.25 } },
    pump: [{ energy: [0, 1], steps: 'X.........o.....' }],
    touch: { drums: 1, bass: 1, chords: 0.7, lead: 0.78, pad: 0.6, counter: 0.62, fx: 0.7 },
  },
};
