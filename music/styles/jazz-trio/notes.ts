import type { StyleNotes } from '../style-notes.ts';

/**
 * A piano (or vibraphone) trio in a small club: head, solos, head. Rootless chords at unpredictable
 * places, a bass in two and in four, ride or brushes, the pedal hat on two and four.
 */
export const jazzTrioNotes: StyleNotes = {
  name: 'jazz-trio',
  label: 'jazz trio',
  tempo: { slow: 64, usual: 140, fast: 200 },
  energy: 0.5,
  mood: 'warm',
  // One piece in five is a waltz, one in ten in five.
  metres: ['4/4', '4/4', '4/4', '4/4', '4/4', '4/4', '4/4', '3/4', '3/4', '5/4'],
  // Ballads close to triplets; the faster, the straighter.
  swing: { at: 0.68, unit: 8, atFast: 0.6 },
  looseness: 0.007,
  snareLate: 0,
  timing: { drums: { loose: 0.6 }, bass: { loose: 0.6, late: -0.004 }, chords: { loose: 0.8, late: 0.004 }, lead: { loose: 1.3, late: 0.014 } },
  dynamics: 0.6,
  key: {
    calm: { tonic: 'Eb', mode: 'major' }, warm: { tonic: 'F', mode: 'major' }, happy: { tonic: 'Bb', mode: 'mixolydian' }, dark: { tonic: 'C', mode: 'minor' },
    sad: { tonic: 'G', mode: 'minor' }, dreamy: { tonic: 'Ab', mode: 'lydian' }, driving: { tonic: 'F', mode: 'minor' }, epic: { tonic: 'D', mode: 'dorian' },
  },
  tonics: ['C', 'Db', 'D', 'Eb', 'Eb', 'F', 'F', 'G', 'Ab', 'A', 'Bb', 'Bb'],
  modes: {
    calm: ['major', 'major', 'lydian'], warm: ['major', 'major', 'mixolydian', 'lydian'], happy: ['mixolydian', 'major'], dark: ['minor', 'minor', 'phrygian', 'dorian'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'lydian', 'major'], driving: ['minor', 'dorian', 'mixolydian'], epic: ['dorian', 'minor'],
  },
  loops: {
    major: [
      ['Imaj9', 'VI7b9', 'IIm9', 'V13', 'IIIm7', 'VI7b9', 'IIm9', 'V13'],
      ['IIm9', 'V13', 'Imaj9', 'VIm9', 'IIm9', 'V13', 'I69', 'I69'],
      ['Imaj9', 'IVmaj9', 'IIIm7', 'VI7b9', 'IIm9', 'V13', 'I69', 'V13'],
      ['Imaj9', 'Imaj9', 'II9', 'II9', 'IIm9', 'V13', 'Imaj9', 'VI7b9'],
      ['Imaj9', 'Imaj9', 'VIIm7b5', 'III7b9', 'VIm9', 'II13', 'IIm9', 'V13b9'],
      ['Imaj9', 'IVm9', 'bVII13', 'Imaj9', 'IIIm7', 'VI7b9', 'IIm9', 'V13'],
      ['Imaj9', 'bIIIo7', 'IIm9', 'V13', 'Imaj9', 'VI7b9', 'IIm9', 'V13'], ['Imaj9', 'VIm9', 'IIm9', 'V13', 'Imaj9', 'IVm9', 'Imaj9', 'V13'],
    ],
    minor: [
      ['Im9', 'IVm9', 'IIm7b5', 'V7b9', 'Im69', 'bVImaj7', 'IIm7b5', 'V7b9'],
      ['IVm9', 'bVII13', 'bIIImaj9', 'bVImaj7', 'IIm7b5', 'V7b9', 'Im69', 'Im69'],
      ['Im9', 'V7b9', 'Im9', 'I7b9', 'IVm9', 'Im9', 'bVI9', 'V7b9'],
      ['Im9', 'bVII13', 'bVImaj7', 'V7b9', 'Im9', 'IVm9', 'V7b9', 'Im69'],
      ['Im69', 'Im69', 'IVm9', 'IVm9', 'IIm7b5', 'V7b9', 'Im69', 'V7b9'], ['Im9', 'bVImaj7', 'IIm7b5', 'V7b9', 'Im9', 'bIIImaj9', 'IIm7b5', 'V7b9'],
    ],
    dorian: [
      ['Im11', 'Im11', 'IV13', 'IV13', 'Im11', 'Im11', 'IV13', 'V7#9'],
      ['Im9', 'IIm9', 'bIIImaj9', 'IIm9', 'Im9', 'IIm9', 'bIIImaj9', 'IV13'],
      ['Im9', 'IV13', 'IIm7', 'Vm9', 'Im9', 'IV13', 'bVIImaj9', 'Im9'],
      ['Im11', 'bIIImaj9', 'IIm9', 'V7#9', 'Im11', 'IV13', 'Im11', 'Im11'], ['Im9', 'Im9', 'bVIImaj9', 'bVIImaj9', 'Im9', 'Im9', 'IV13', 'V7#9'],
    ],
    mixolydian: [
      ['I13', 'IV9', 'I13', 'I13', 'IV9', '#IVo7', 'I13', 'V13'],
      ['I13', 'V9', 'IV9', '#IVo7', 'I13', 'VI7b9', 'IIm9', 'V13'],
      ['I13', 'bVII13', 'IV9', 'I13', 'IIm9', 'V13', 'I13', 'V9sus4'],
      ['I13', 'I13', 'IV9', 'IV9', 'I13', 'bVII13', 'IIm9', 'V13'],
    ],
    lydian: [
      ['Imaj7#11', 'II13', 'Imaj7#11', 'II13', 'VIIm7', 'IIIm7', 'VIm9', 'II9'],
      ['Imaj9', 'II9', 'IIIm7', 'VIm9', 'Imaj9', 'II9', 'Vmaj9', 'Imaj7#11'],
      ['VIm9', 'II13', 'Imaj9', 'Imaj7#11', 'VIm9', 'II13', 'IIIm7', 'VIIm7'],
      ['Imaj9', 'II13', 'Imaj9', 'II13', 'IIIm7', 'VIm9', 'II9', 'Imaj7#11'],
    ],
    phrygian: [
      ['Im7', 'bIImaj7#11', 'Im7', 'bIImaj7#11', 'bVIIm9', 'bIIImaj7', 'bIImaj9', 'Im7'],
      ['Im7', 'IVm9', 'bIImaj9', 'Im7', 'bVImaj9', 'bVIIm9', 'bIImaj7#11', 'Im7'],
      ['bIImaj9', 'Im7', 'bVIIm9', 'bVImaj9', 'bIIImaj7', 'bVIIm9', 'bIImaj9', 'Im7'],
    ],
  },
  cadence: { major: ['V13b9', 'I69'], minor: ['V7b9', 'Im69'], dorian: ['V7#9', 'Im11'], mixolydian: ['V13', 'I13'], lydian: ['II13', 'Imaj7#11'], phrygian: ['bIImaj9', 'Im7'] },
  forms: [
    { name: 'half a head', upTo: 16, sections: [{ name: 'head', role: 'main', bars: 8, energy: 0.9 }] },
    {
      name: 'head, solo, head', upTo: 32,
      sections: [{ name: 'head', role: 'main', bars: 8, energy: 0.8 }, { name: 'solo', role: 'contrast', bars: 8, energy: 1, harmony: 'home', solo: true }, { name: 'head', role: 'main', bars: 8, energy: 0.9 }],
    },
    {
      name: 'ballad head', upTo: 28,
      sections: [{ name: 'vamp', role: 'intro', bars: 2, energy: 0.6 }, { name: 'head', role: 'main', bars: 8, energy: 0.85 }, { name: 'bridge', role: 'contrast', bars: 4, energy: 0.9 }, { name: 'head', role: 'main', bars: 4, energy: 0.9 }],
    },
    {
      name: 'vamp and blow', upTo: 36,
      sections: [
        { name: 'vamp', role: 'intro', bars: 4, energy: 0.6 }, { name: 'head', role: 'main', bars: 8, energy: 0.85 }, { name: 'solo', role: 'contrast', bars: 8, energy: 0.9, to: 1, harmony: 'home', solo: true },
        { name: 'tag', role: 'outro', bars: 2, energy: 0.7 },
      ],
    },
    {
      name: 'one chorus', upTo: 72,
      sections: [
        { name: 'vamp', role: 'intro', bars: 4, energy: 0.55 }, { name: 'head', role: 'main', bars: 8, energy: 0.75 }, { name: 'bridge', role: 'contrast', bars: 4, energy: 0.8 },
        { name: 'solo', role: 'contrast', bars: 16, energy: 0.9, to: 1, harmony: 'home', solo: true }, { name: 'head', role: 'main', bars: 8, energy: 0.8 }, { name: 'tag', role: 'outro', bars: 4, energy: 0.6 },
      ],
    },
    {
      name: 'AABA', upTo: 128,
      sections: [
        { name: 'rubato', role: 'intro', bars: 4, energy: 0.45 }, { name: 'head', role: 'main', bars: 16, energy: 0.7 }, { name: 'bridge', role: 'contrast', bars: 8, energy: 0.75 }, { name: 'head', role: 'main', bars: 8, energy: 0.75 },
        { name: 'solo', role: 'contrast', bars: 16, energy: 0.85, to: 1, harmony: 'home', solo: true }, { name: 'bass chorus', role: 'break', bars: 8, energy: 0.5, harmony: 'home' },
        { name: 'head', role: 'main', bars: 8, energy: 0.85 }, { name: 'tag', role: 'outro', bars: 4, energy: 0.55 },
      ],
    },
    {
      name: 'club set',
      sections: [
        { name: 'vamp', role: 'intro', bars: 8, energy: 0.5 }, { name: 'head', role: 'main', bars: 16, energy: 0.7 }, { name: 'bridge', role: 'contrast', bars: 8, energy: 0.75 }, { name: 'head', role: 'main', bars: 8, energy: 0.7 },
        { name: 'solo', role: 'contrast', bars: 16, energy: 0.7, to: 0.85, harmony: 'home', solo: true }, { name: 'solo bridge', role: 'contrast', bars: 8, energy: 0.9, solo: true },
        { name: 'shout', role: 'contrast', bars: 16, energy: 0.95, to: 1, harmony: 'home', solo: true }, { name: 'bass chorus', role: 'break', bars: 16, energy: 0.45, harmony: 'home' },
        { name: 'trading', role: 'contrast', bars: 16, energy: 0.85, harmony: 'home', solo: true }, { name: 'head', role: 'main', bars: 16, energy: 0.75 }, { name: 'bridge', role: 'contrast', bars: 8, energy: 0.8 },
        { name: 'head', role: 'main', bars: 8, energy: 0.8 }, { name: 'tag', role: 'outro', bars: 8, energy: 0.5, to: 0.35 },
      ],
    },
  ],
  arrangement: { drums: { intro: 'late' }, bass: { intro: 'late' }, lead: { intro: 'never', break: 'never' }, chords: { break: 'early' } },
  // Brushes: `swirl` stirs with the left hand, `slap` taps with the right. Sticks: ride, foot
  // hi-hat, and comping with the left hand.
  grooves: [
    { name: 'ballad brushes', energy: [0, 0.3], steps: { swirl: 'o.o.o.o.', slap: '..g..?g.', pedalHat: '..o...o.', bigDrum: 'g.......' } },
    { name: 'brush time', energy: [0.12, 0.44], steps: { swirl: 'o...o...', slap: 'o.xoo.xo|o.xoo.x.', pedalHat: '..o...o.', bigDrum: 'g...g...' } },
    { name: 'brush two', energy: [0.1, 0.42], steps: { swirl: 'o.o.o.o.', slap: '..x...xg|..xg..x.', pedalHat: '..x...x.', bigDrum: 'o...g...' } },
    { name: 'hat time', energy: [0.2, 0.5], roles: ['intro', 'break', 'outro'], steps: { openHat: 'o...o...', closedHat: '..xo..xo', bigDrum: 'g...g...' } },
    { name: 'ride time', energy: [0.38, 0.82], steps: { ride: 'x.Xox.Xo|x.Xox.X.|x.X.x.Xo|x.Xox.Xo', pedalHat: '..x...x.', bigDrum: 'g.g.g.g.', snare: '...?....|.......?|.....?..|.?.....?' } },
    { name: 'cross stick', energy: [0.36, 0.75], steps: { ride: 'x.Xox.Xo|x.X.x.Xo', pedalHat: '..x...x.', rim: '......o.', bigDrum: 'g...?...', snare: '...?....|........' } },
    { name: 'talking left hand', energy: [0.55, 0.95], steps: { ride: 'x.Xox.Xo|x.XoxoX.|x.Xox.Xo|xoX.x.Xo', pedalHat: '..x...x.', snare: '.g.o...?|...g.o..|.o....gx|?..o.?..', bigDrum: 'g.g.g.g.|g...g..o|g.go..g.|g.....?.' } },
    { name: 'hard swing', energy: [0.78, 1], steps: { ride: 'X.XoX.Xo|X.XoXoXo', pedalHat: '..X...X.', snare: '...x.g.o|.x...x..|..go...x|.x.o..x.', bigDrum: 'o.g.o.gx|o.o...x.|o..xo.g.|o.g.o..x', rideBell: '........|........|........|......o.' } },
    { name: 'waltz brushes', energy: [0, 0.44], metre: '3/4', steps: { swirl: 'o.o.o.', slap: '..x.xg|..xgx.', pedalHat: '..o.o.', bigDrum: 'o.....' } },
    { name: 'waltz', energy: [0.36, 0.8], metre: '3/4', steps: { ride: 'x.Xox.|x.x.Xo|x.Xox.|xoX.x.', pedalHat: '..x...', bigDrum: 'o.....|o..?..', snare: '...?..|.....?' } },
    { name: 'waltz in one', energy: [0.6, 1], metre: '3/4', steps: { ride: 'X.xoX.|x.Xoxo', pedalHat: '..x.x.|..x...', bigDrum: 'o..o..|o.....', snare: '...o.g|.g..x.|...x..|.o..o.' } },
    { name: 'brushes in five', energy: [0, 0.44], metre: '5/4', steps: { swirl: 'o.o.o.o.o.', slap: '..x..xg.x.|..xg..x.x.', pedalHat: '..o.....o.', bigDrum: 'o.....o...' } },
    { name: 'five', energy: [0.36, 0.82], metre: '5/4', steps: { ride: 'x.Xox.x.Xo|x.Xox.x.X.', pedalHat: '..x.....x.', bigDrum: 'o.....g...|o..?..o...', snare: '...?......|.....?...?' } },
    { name: 'five, broken up', energy: [0.6, 1], metre: '5/4', steps: { ride: 'X.XoX.X.Xo|x.XoxoX.X.', pedalHat: '..x.x...x.', bigDrum: 'o..o..o...|o.....o..o', snare: '...o.g..o.|.o..x..o.g' } },
  ],
  fills: [
    { energy: [0, 0.42], steps: { slap: '..o.o.x.ox.x', swirl: 'o...........' } },
    { energy: [0, 0.42], steps: { slap: 'x.ox..x.xx..' } },
    { energy: [0.42, 1], steps: { snare: '......o.ox.X', bigDrum: 'o...........' } },
    { energy: [0.42, 1], steps: { snare: '...o.ox.x...', highTom: '.........x..', lowTom: '..........ox', bigDrum: 'o.....o.....' } },
    { energy: [0.6, 1], steps: { snare: '..xoox......', midTom: '......x.o...', lowTom: '.........x.X', bigDrum: 'x..........x' } },
    { energy: [0.42, 1], steps: { rim: '........x..x', snare: '..o..o......' } },
    { metre: '3/4', energy: [0, 0.42], steps: { slap: 'x.oo.xx.x' } },
    { metre: '3/4', energy: [0.42, 1], steps: { snare: 'o.xo.x...', lowTom: '......x.X' } },
    { metre: '3/4', energy: [0.42, 1], steps: { snare: '...o.oxox', bigDrum: 'o........' } },
    { metre: '5/4', energy: [0, 0.42], steps: { slap: 'x.oo.xx.x.oxx.x' } },
    { metre: '5/4', energy: [0.42, 1], steps: { snare: 'o.xo.x...o.xo.X', lowTom: '......x.x......' } },
  ],
  fillEvery: 8,
  builds: [],
  drop: { gap: 0, crash: true },
  // Heads in two, solos in four.
  bassLines: [
    { energy: [0, 0.35], steps: 'R-------|R-----5-' },
    { energy: [0, 0.55], roles: ['main', 'intro', 'outro'], steps: 'R---5---|R---5-A-' },
    { energy: [0.2, 0.6], roles: ['main', 'intro', 'outro'], steps: 'R--R5---|R---5-A-|R---8---|R--r5-A-' },
    { kind: 'walk', energy: [0.25, 1], roles: ['contrast', 'break'], drawn: true, steps: 'x.x.x.x.|x.x.x.x.|x.xox.x.|x.x.x.x.' },
    { kind: 'walk', energy: [0.5, 1], drawn: true, steps: 'x.x.x.x.|x.x.x.x.|x.x.x.x.|xox.x.x.' },
    { kind: 'walk', energy: [0.75, 1], drawn: true, steps: 'x.x.x.x.|x.xox.x.|xox.xox.|x.x.x.x.' },
    { energy: [0, 0.5], metre: '3/4', steps: 'R-----|R---5-' },
    { energy: [0.3, 0.7], metre: '3/4', steps: 'R---5-|R--.5A' },
    { kind: 'walk', energy: [0.55, 1], metre: '3/4', drawn: true, steps: 'x.x.x.|x.x.x.|xox.x.' },
    { energy: [0, 0.6], metre: '5/4', steps: 'R-----5---|R-----5-A-' },
    { energy: [0.25, 0.75], metre: '5/4', steps: 'R--R--5-A-|R--R--5---' },
    { kind: 'walk', energy: [0.5, 1], metre: '5/4', drawn: true, steps: 'x.x.x.x.x.|x.x.x.x.x.|x.xox.x.x.' },
  ],
  bassRange: [28, 39],
  // Late eighths anticipate the next chord. Shells leave room; four voices fill it.
  comping: [
    { kind: 'block', energy: [0, 0.3], steps: 'x-------|x---x---|x-----x-', drawn: true, push: true, voicing: { low: 46, high: 70, voices: 4, spread: 'drop2' } },
    { kind: 'block', energy: [0.1, 0.5], steps: 'x-.x----|x-------|...x----|x-.s..x-', drawn: true, push: true },
    { kind: 'block', energy: [0.3, 0.8], steps: '...s...s|...s....|..s....s|.......x', drawn: true, push: true },
    { kind: 'block', energy: [0.3, 0.85], steps: 'x-.s....|........|.s.s....|..x-.s..|...s..s.|x-.s...s', drawn: true, push: true, voicing: { low: 48, high: 66, voices: 3, spread: 'shell' } },
    { kind: 'block', energy: [0.6, 1], steps: '.s.X--.s|X-.s..s.|..s.X---|.s....x-|s..s..sx', drawn: true, push: true },
    { kind: 'block', energy: [0, 0.45], metre: '3/4', steps: 'x-----|x--.x-|..x---', drawn: true, push: true, voicing: { low: 46, high: 70, voices: 4, spread: 'drop2' } },
    { kind: 'block', energy: [0.3, 1], metre: '3/4', steps: '..s.s.|.s.x--|x-.s..|...s.x', drawn: true, push: true },
    { kind: 'block', energy: [0, 0.5], metre: '5/4', steps: 'x-----x---|x--x--x---|..x---x---', drawn: true, voicing: { low: 46, high: 70, voices: 4, spread: 'drop2' } },
    { kind: 'block', energy: [0.3, 1], metre: '5/4', steps: 'x--s..s.s.|...s..s...|.s.x--s..s|x--s..x-..', drawn: true, push: true },
  ],
  voicing: { low: 50, high: 68, voices: 4 },
  pads: [],
  padVoicing: { low: 50, high: 68, voices: 3 },
  melody: {
    rhythms: ['x.xx.x--', '.xx.x--.', 'x-.x..xx|x-----..', '..xx.x.x|x--.....', 'x..x..x.', 'x.xxxxx..x--', '.x.x.x--', 'x--x--x.|.x-----.', 'xx.x.xx.', 'x-x..x.x|.x--....', 'xxx--x......'],
    rhythmsIn: {
      '3/4': ['x-x.xx', 'x--x-.', 'xx.x--', '.xx.x.|x-----', 'x.xxxxx..', 'x-..xx|x--x-.'],
      '5/4': ['x-x.xxx-x-', 'x--x--x---', 'xx.x--x.x-', '.xx.x-x---', 'x.xxx.x-x.|x--x--x---', 'xx.xx.x---'],
    },
    range: [65, 86], leap: 0.3, rest: 0.12, legato: 0.86, pentatonic: false,
    phrases: ['abac', 'aAbc', 'a.Ab', 'aaAc', 'aAaAbAbc', 'ab.cabAc'], ornament: 0.3, chromatic: 0.4,
    solo: {
      rhythms: ['xxxxxxxx', 'xxxxxxx.', '.xxxxxxx', 'xxxxxx..', '..xxxxxx', '...xxxxx', 'x.xx.xx.', '.x.xx-.x', 'x-.xxx..', 'x.xx.xxxxx.x', 'xxxx.xx.xx..', '..xx.xxxxx..', 'x--.x-.x', 'xx.x....'],
      rhythmsIn: {
        '3/4': ['xxxxxx', '.xxxxx', 'x.xxx.', 'x-.xxx', 'xxxx..', 'x.xxxxx.x', '...xxx'],
        '5/4': ['xxxxxxxxxx', '.xxxxxx.xx', 'x.xx.xxx..', '...xxxxxx.', 'x-.xxxx.xx', 'xxxx..x.x.', 'x--.xxxx..'],
      },
      rest: 0.16,
    },
  },
  counter: { habits: [{ kind: 'guide', energy: [0, 0.6] }, { kind: 'answers', energy: [0.4, 1] }], range: [53, 65], rhythms: ['....xx.x', '.....xx-', '....x.x-'] },
  fx: {},
  pump: [],
  ending: 'roll',
  touch: { drums: 0.82, bass: 0.86, chords: 0.62, lead: 0.84 },
};
