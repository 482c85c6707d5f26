import type { Substyle } from '../../style-notes.ts';

/** A battery of drums: the surdo on two, shakers and snares in sixteenths, agogo, a strummed cavaquinho. */
export const samba: Substyle = {
  name: 'samba',
  label: 'samba',
  energy: [0.85, 1],
  players: { drums: ['bateria'], bass: ['round-bass'], chords: ['cavaquinho'], lead: ['flute', 'brass-section'], counter: ['brass-answer', 'nylon-answer'], pad: ['coro'] },
  notes: {
    tempo: { slow: 94, usual: 104, fast: 118 },
    energy: 0.9,
    mood: 'happy',
    metres: ['4/4', '2/4'],
    // Between straight and a triplet.
    swing: { at: 0.54, unit: 16 },
    looseness: 0.006,
    timing: { drums: { loose: 0.8 }, lead: { loose: 1.4 }, chords: { loose: 0.9 } },
    loops: {
      major: [['I6', 'VI7', 'IIm7', 'V7'], ['I6', 'I6', 'IIm7', 'V7'], ['I', 'VI7', 'II7', 'V7'], ['Imaj7', 'IVmaj7', 'IIm7', 'V7'], ['I6', 'bIIIo7', 'IIm7', 'V7']],
      minor: [['Im6', 'IVm7', 'V7', 'Im6'], ['Im', 'Im', 'IIm7b5', 'V7'], ['Im', 'bVII7', 'bVImaj7', 'V7'], ['Im', 'IVm7', 'bVII7', 'bIIImaj7', 'bVImaj7', 'IIm7b5', 'V7', 'Im']],
      dorian: [['Im7', 'IV7', 'Im7', 'IV7'], ['Im7', 'IIm7', 'Im7', 'IV7']],
      phrygian: [['Im', 'bII', 'bVIIm', 'Im'], ['Im7', 'bIImaj7', 'Im7', 'bIImaj7']],
      lydian: [['Imaj7', 'II7', 'Imaj7', 'II7'], ['I6', 'II7', 'VIm7', 'II7']],
      mixolydian: [['I7', 'IV7', 'I7', 'bVII'], ['I', 'bVII', 'IV', 'I']],
    },
    cadence: { major: ['V7', 'I6'], lydian: ['II7', 'I6'], mixolydian: ['bVII', 'I'], minor: ['V7', 'Im6'], dorian: ['IV7', 'Im7'], phrygian: ['bII', 'Im'] },
    arrangement: {
      drums: { intro: 'late', break: 0.2 }, bass: { intro: 'late', break: 'never' }, lead: { intro: 'never', contrast: 'early', break: 'never', outro: 'never' },
      counter: { intro: 'never', main: 0.5, contrast: 0.5, break: 'never', outro: 'never' }, pad: { intro: 'never', main: 0.4, contrast: 'never', break: 'never', outro: 'never' },
    },
    grooves: [
      { name: 'partido', energy: [0, 0.75], steps: { openSurdo: '....X.......X...', mutedSurdo: 'x.......x.......', shaker: 'XogxXogxXogxXogx', tambourine: 'x..x..x.x..x..x.', rim: 'x.xx.x.xx.x.xx.x' } },
      { name: 'battery', energy: [0.4, 1], steps: { openSurdo: '....X.......X..x', mutedSurdo: 'x..o....x..o....', shaker: 'XogxXogxXogxXogx', snare: 'XggxgxgXgXggxgxg', rim: 'x.xx.x.x.x.xx.x.', highAgogo: 'x.xx......x.x...', lowAgogo: '.....x.x.......x' } },
      { name: 'avenue', energy: [0.6, 1], steps: { openSurdo: '....X..x....X.xx', mutedSurdo: 'x.......x.......', bigDrum: '..x...x...x..xx.', shaker: 'XoxoXoxoXoxoXoxo', snare: 'XgxgXggxgXgxgXgg', tambourine: 'x.gxx.gxx.gxx.gx', rim: '.x.x.xx.x.x.x.xx', highAgogo: 'x..x....x.x.....', lowAgogo: '......x.......x.' } },
      { name: 'pandeiro', energy: [0, 0.6], roles: ['contrast', 'break', 'intro', 'outro'], steps: { tambourine: 'X.gxx.gxX.gxx.gx', openSurdo: '....x.......x...', shaker: 'oggoggogoggoggog' } },
      { name: 'battery in two', metre: '2/4', energy: [0.3, 1], steps: { openSurdo: '....X...', mutedSurdo: 'x.......', shaker: 'XogxXogx', snare: 'XggxgxgX|gXggxgxg', rim: 'x.xx.x.x|.x.xx.x.', highAgogo: 'x.xx....|..x.x...', lowAgogo: '.....x.x|.......x' } },
      { name: 'pandeiro in two', metre: '2/4', energy: [0, 0.6], steps: { tambourine: 'X.gxx.gx', openSurdo: '....x...', shaker: 'oggoggog', rim: 'x.xx.x.x|.x.xx.x.' } },
    ],
    fills: [
      { steps: { snare: 'X.xxX.xxX.xxXXXX', openSurdo: 'X...........X...', shaker: '................' } }, { steps: { highTimbale: '......xxxxx.x.x.', openSurdo: 'X...X...........', snare: 'X...X...........' } },
      { steps: { bigDrum: 'x.xx.xx.x.x.x.xx', snare: '........XxXxXxXx' } }, { metre: '2/4', steps: { snare: 'X.xxXXXX', openSurdo: 'X.......' } }, { metre: '2/4', steps: { bigDrum: 'x.xxx.xx', highAgogo: 'x.x.x.x.' } },
    ],
    fillEvery: 4,
    builds: [{ grow: [0.5, 1], steps: { snare: 'x.x.x.x.xxxxxxxx|xxxxxxxxxxxxxxxx', openSurdo: 'x...x...x...x...' } }, { metre: '2/4', grow: [0.5, 1], steps: { snare: 'x.x.xxxx|xxxxxxxx' } }],
    drop: { gap: 0, crash: false },
    bassLines: [
      { energy: [0, 0.8], steps: 'R---..R-5---..5-|R---..R-5---..A-' }, { energy: [0.3, 1], steps: 'R--R..R-5--5..A-' }, { energy: [0.5, 1], steps: 'R--R5-R-5--58-A-' }, { metre: '2/4', energy: [0, 1], steps: 'R--r5--5|R--r5-A-' },
    ],
    bassRange: [28, 39],
    comping: [
      { kind: 'strum', energy: [0, 0.8], steps: 'd.du.ud.d.du.ud.' }, { kind: 'strum', energy: [0.3, 1], steps: 'D.uD.uD.uD.u.uD.' }, { kind: 'strum', energy: [0.5, 1], steps: 'DcudcuDc.uDcudcu' },
      { kind: 'strum', energy: [0.3, 1], steps: 'D.du.uD.u.D.du.u' }, { kind: 'strum', metre: '2/4', energy: [0, 1], steps: 'd.du.ud.|D.uD.u.u' },
    ],
    voicing: { low: 60, high: 76, voices: 4 },
    melody: {
      rhythms: ['x.xx.x.xx-......', '..x.xx.x.x.x----', 'x-.x-.x-x.x.x---', '.x.xx.x.x-......', 'x.x.xx.xx-..x.x.', 'x--x--x-x-......', '...xx.xx.x.x-...'],
      rhythmsIn: { '2/4': ['x.xx.x.x', '..x.xx.x', 'x-.x-.x-', '.x.xx.x.', 'x-......', 'x--x--x-'] },
      range: [68, 86], leap: 0.28, rest: 0.06, legato: 0.8, pentatonic: false,
      phrases: ['aabc', 'aAab', 'abac', 'a.ab'], ornament: 0.12, chromatic: 0.1,
      solo: { rhythms: ['x.xx.xx.x.xx.xx.', 'xxx.xxx.x.x.x...', '.xx.xx.xx.xx.x..'], rhythmsIn: { '2/4': ['x.xx.xx.', 'xxx.x.x.'] }, rest: 0.15 },
    },
    counter: { habits: [{ kind: 'answers', energy: [0, 1] }, { kind: 'thirds', energy: [0.5, 1] }, { kind: 'answers', metre: '2/4', energy: [0, 1] }], range: [62, 79], rhythms: ['........x.xx.x..', '..........x.x.xx', '........xx.x.x..'] },
    pump: [],
    touch: { drums: 1, bass: 0.92, chords: 0.8, lead: 0.88, counter: 0.72, pad: 0.6 },
  },
};
