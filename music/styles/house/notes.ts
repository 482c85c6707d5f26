import type { SectionRole } from '@fermata/contracts/values';
import type { StyleNotes } from '../style-notes.ts';

/** The sections with a four-on-the-floor kick: all but the break. */
const FLOOR: readonly SectionRole[] = ['intro', 'main', 'contrast', 'build', 'outro'];

/**
 * A kick on every beat, open hats between, claps and shakers, an off-beat bass, minor ninth stabs,
 * a short repeated hook, and breaks that build to a drop.
 */
export const houseNotes: StyleNotes = {
  name: 'house',
  label: 'house',
  tempo: { slow: 118, usual: 123, fast: 128 },
  energy: 0.74,
  mood: 'warm',
  metres: ['4/4'],
  swing: { at: 0.55, unit: 16 },
  looseness: 0.0015,
  snareLate: 0.002,
  timing: { chords: { loose: 2, late: 0.003 }, lead: { loose: 2 } },
  // Soft strokes close the filters, so builds open them.
  dynamics: 0.3,
  key: {
    calm: { tonic: 'F', mode: 'dorian' }, warm: { tonic: 'C', mode: 'dorian' }, happy: { tonic: 'Ab', mode: 'major' }, dark: { tonic: 'F', mode: 'phrygian' },
    sad: { tonic: 'G', mode: 'minor' }, dreamy: { tonic: 'Eb', mode: 'lydian' }, driving: { tonic: 'A', mode: 'dorian' }, epic: { tonic: 'C', mode: 'minor' },
  },
  tonics: ['C', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'],
  modes: {
    calm: ['dorian', 'minor', 'major'], warm: ['dorian', 'dorian', 'minor', 'major'], happy: ['major', 'major', 'mixolydian'], dark: ['phrygian', 'minor', 'minor'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'major', 'dorian'], driving: ['dorian', 'minor', 'minor'], epic: ['minor', 'minor', 'dorian'],
  },
  // Two or three chords in an endless loop; four or eight bars.
  loops: {
    minor: [
      ['Im9', 'Im9', 'IVm9', 'IVm9'], ['Im9', 'Im9', 'bVImaj7', 'Vm7'], ['bVImaj9', 'Vm7', 'Im9', 'Im9'], ['Im9', 'IVm9', 'Im9', 'Vm7'],
      ['Im9', 'Im9', 'bIIImaj7', 'bVII9', 'bVImaj9', 'bVImaj9', 'Vm7', 'Vm7'],
      ['Im9', 'Im9', 'bVImaj9', 'bVII9'], ['Im9', 'bIIImaj7', 'IVm9', 'Im9'], ['Im9', 'Vm7', 'Im9', 'bVImaj9'],
    ],
    dorian: [
      ['Im9', 'Im9', 'IV9', 'IV9'], ['Im9', 'IIm7', 'Im9', 'IIm7'], ['Im7', 'IV9', 'Im7', 'bVIImaj7'], ['Im9', 'Im9', 'IIm7', 'Im9'],
      ['Im9', 'Im9', 'IV9', 'IV9', 'bIIImaj7', 'bIIImaj7', 'IIm7', 'IV9'],
      ['Im9', 'Im9', 'bVIImaj7', 'IV9'], ['Im9', 'Im9', 'Im9', 'IV9'], ['Im9', 'bIIImaj7', 'IV9', 'Im9'],
    ],
    major: [['Imaj9', 'Imaj9', 'IIm9', 'V9'], ['IVmaj9', 'IIIm7', 'Imaj9', 'Imaj9'], ['Imaj9', 'VIm9', 'IVmaj9', 'V9'], ['Imaj9', 'IVmaj9', 'Imaj9', 'V9'], ['Imaj9', 'Imaj9', 'IIm9', 'IIm9'], ['Imaj9', 'VIm9', 'IIm9', 'V9'], ['Imaj9', 'Imaj9', 'IVmaj9', 'IVmaj9']],
    lydian: [['Imaj9', 'Imaj9', 'Imaj9', 'II9'], ['Imaj9', 'VIIm7', 'Imaj9', 'II9'], ['Imaj9', 'Imaj9', 'VIm9', 'II9'], ['Imaj9', 'II9', 'Imaj9', 'VIm9'], ['Imaj9', 'IIIm7', 'Imaj9', 'II9']],
    mixolydian: [['I9', 'I9', 'bVIImaj9', 'IV9'], ['I13', 'Vm7', 'I13', 'Vm7'], ['I9', 'Vm9', 'IVmaj9', 'I9'], ['I9', 'I9', 'IVmaj9', 'bVIImaj9'], ['I9', 'IV9', 'I9', 'bVIImaj9']],
    phrygian: [['Im7', 'Im7', 'bIImaj7', 'Im7'], ['Im7', 'bVIIm7', 'bIImaj7', 'Im7'], ['bVImaj9', 'bVIIm7', 'Im7', 'Im7'], ['Im7', 'Im7', 'IVm7', 'bIImaj7'], ['Im7', 'bIImaj7', 'bVIIm7', 'Im7']],
  },
  cadence: { major: ['V9', 'Imaj9'], lydian: ['II9', 'Imaj9'], mixolydian: ['bVIImaj9', 'I9'], minor: ['Vm7', 'Im9'], dorian: ['IV9', 'Im9'], phrygian: ['bIImaj7', 'Im7'] },
  forms: [
    { name: 'tool', sections: [{ name: 'drop', role: 'main', bars: 4, energy: 1 }] },
    // A form of two sections is never repeated: longer pieces need a break and a drop.
    { name: 'groove', sections: [{ name: 'intro', role: 'intro', bars: 2, energy: 0.7 }, { name: 'groove', role: 'main', bars: 8, energy: 0.92 }] },
    { name: 'short build', sections: [{ name: 'build', role: 'build', bars: 4, energy: 0.45, to: 0.95 }, { name: 'drop', role: 'main', bars: 8, energy: 1 }] },
    {
      name: 'teaser',
      sections: [{ name: 'groove', role: 'main', bars: 6, energy: 0.84 }, { name: 'build', role: 'build', bars: 4, energy: 0.45, to: 1 }, { name: 'drop', role: 'main', bars: 8, energy: 1 }],
    },
    {
      name: 'radio edit',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.65 }, { name: 'groove', role: 'main', bars: 8, energy: 0.86 }, { name: 'break', role: 'break', bars: 4, energy: 0.4 },
        { name: 'build', role: 'build', bars: 4, energy: 0.45, to: 1 }, { name: 'drop', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.65 },
      ],
    },
    {
      name: 'back to back',
      sections: [
        { name: 'build', role: 'build', bars: 4, energy: 0.5, to: 0.9 }, { name: 'drop', role: 'main', bars: 8, energy: 0.94 }, { name: 'break', role: 'break', bars: 4, energy: 0.4 },
        { name: 'build', role: 'build', bars: 4, energy: 0.45, to: 1 }, { name: 'drop', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.65 },
      ],
    },
    {
      name: 'warm-up',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.6, to: 0.7 }, { name: 'groove', role: 'main', bars: 8, energy: 0.88 }, { name: 'turn', role: 'contrast', bars: 8, energy: 0.82 },
        { name: 'break', role: 'break', bars: 4, energy: 0.42, harmony: 'home' }, { name: 'groove', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 2, energy: 0.6 },
      ],
    },
    {
      name: 'deep',
      sections: [
        { name: 'intro', role: 'intro', bars: 8, energy: 0.6, to: 0.7 }, { name: 'groove', role: 'main', bars: 8, energy: 0.85 }, { name: 'turn', role: 'contrast', bars: 8, energy: 0.9 },
        { name: 'break', role: 'break', bars: 8, energy: 0.42 }, { name: 'drop', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 8, energy: 0.6 },
      ],
    },
    {
      name: 'club',
      sections: [
        { name: 'intro', role: 'intro', bars: 8, energy: 0.6, to: 0.72 }, { name: 'groove', role: 'main', bars: 8, energy: 0.85 }, { name: 'turn', role: 'contrast', bars: 8, energy: 0.9 },
        { name: 'break', role: 'break', bars: 8, energy: 0.4, harmony: 'home' }, { name: 'build', role: 'build', bars: 8, energy: 0.42, to: 1 }, { name: 'drop', role: 'main', bars: 16, energy: 1 },
        { name: 'outro', role: 'outro', bars: 8, energy: 0.62 },
      ],
    },
  ],
  arrangement: {
    bass: { intro: 'late', break: 'never', build: 'never' },
    chords: { intro: 'late', outro: 'early' },
    lead: { intro: 'never', build: 'never', break: 'late', outro: 'never', main: 0.3 },
    counter: { intro: 'never', main: 0.66, contrast: 0.4, outro: 'never' },
    pad: { intro: 'never', main: 0.8, outro: 'never' },
  },
  grooves: [
    { name: 'felt', energy: [0, 0.4], roles: FLOOR, steps: { kick: 'X...X...X...X...', closedHat: '..o...o...o...o.', shaker: 'g.ogg.ogg.ogg.og', rim: '....o.......o..o|....o..o....o...' } },
    { name: 'deep', energy: [0.25, 0.75], roles: FLOOR, steps: { kick: 'X...X...X...X...', clap: '....o.......o...', openHat: '..o...o...o...o.', shaker: 'ogxgogxgogxgogxg', rim: '.......o..o.....|...o......o..o..' } },
    { name: 'conga', energy: [0.45, 0.9], roles: FLOOR, steps: { kick: 'X...X...X...X...', clap: '....x.......x...', openHat: '..x...x...x...x.', closedHat: '?...?...?...?..o', highConga: '...o..o....o..o.|...o..o....oo.o.', lowConga: '.............o..|.......o......o.', shaker: 'ogogogogogogogog' } },
    { name: 'classic', energy: [0.55, 1], roles: FLOOR, steps: { kick: 'X...X...X...X...', clap: '....X.......X...', openHat: '..X...X...X...X.', closedHat: 'o..oo..oo..oo..o', shaker: 'g.o.g.o.g.o.g.o.' } },
    { name: 'jack', energy: [0.62, 1], roles: FLOOR, steps: { kick: 'X...X...X...X...|X...X...X...X..o', clap: '....X.......X...|....X..g....X.g.', openHat: '..X...X...X...X.', closedHat: 'oxg.oxg.oxg.oxg.', tambourine: '..o...o...o...o.', rim: '...x..x...x..x..' } },
    { name: 'peak', energy: [0.74, 1], roles: FLOOR, steps: { kick: 'X...X...X...X...', clap: '....X.......X...|....X.......X..x', snare: '....o.......o...', openHat: '..X...X...X...X.', ride: 'x...x...x...x...', shaker: 'oxogoxogoxogoxog' } },
    { name: 'dust', energy: [0, 0.55], roles: ['break'], steps: { shaker: 'g.g.g.g.g.g.g.g.', rim: '...?......?..?..' } },
    { name: 'breath', energy: [0.3, 1], roles: ['break'], steps: { closedHat: '..o...o...o...o.', shaker: 'gogggogggogggogg', clap: '............o...|............o..g' } },
  ],
  fills: [
    { steps: { kick: 'X...X...X.......', clap: '....X.......X.XX' } },
    { steps: { kick: 'X...X...X...X...', snare: '..........x.xxXX', openHat: '..X...X.........' } },
    { steps: { kick: 'X...X...........', clap: '....X..x..x..x..', openHat: '..............X.' } },
    { energy: [0.4, 1], steps: { highConga: '........xxoxx.x.', lowConga: '..........x..x.x', clap: '....X...........' } },
  ],
  fillEvery: 8,
  builds: [
    { grow: [0.3, 1], steps: { kick: 'X...X...X...X...|X...X...X...X...|X...X...X...X...|................', clap: 'x...x...x...x...|x...x...x...x...|x.x.x.x.x.x.x.x.|xxxxxxxxrrrrrrrr', openHat: '..o...o...o...o.|..o...o...o...o.|................|................' } },
    { grow: [0.25, 1], steps: { kick: 'X...X...X...X...|X...X...X...X...|X.X.X.X.X.X.X.X.|................', snare: '....x.......x...|....x...x...x...|x.x.x.x.x.x.x.x.|xxxxxxxxxxxxrrrr', tambourine: '..x...x...x...x.' } },
    { grow: [0.25, 0.95], alone: true, steps: { closedHat: 'o.o.o.o.o.o.o.o.|o.o.o.o.o.o.o.o.|oooooooooooooooo|xxxxxxxxxxxxxxxx', clap: '....x.......x...|....x...x...x...|x...x...x...x...|x.x.x.x.xxxxrrrr' } },
  ],
  drop: { gap: 0.5, crash: true },
  bassLines: [
    { energy: [0, 0.5], steps: '..R---....R---..|..R---....R-....' },
    { energy: [0, 0.75], steps: 'R-....R-..R-....|R-....R-..5-..7-' },
    { energy: [0.3, 1], steps: '..R-..R-..R-..R-' },
    { energy: [0.4, 1], steps: '..R...R...R..R8.|..R...R...R.7.5.' },
    { energy: [0.45, 1], steps: 'R..R..R...R..8..|R..R..R...5.7.8.' },
    { energy: [0.55, 1], steps: '..RR..RR..RR..R8|..RR..RR..R8..7A' },
    { energy: [0.6, 1], steps: '.rRr.rRr.rRr.rRr|.rRr.rRr.rRr.R8.' },
    { energy: [0.65, 1], steps: 'R--.8..R..R.8.7.|R--.8..R..R.5.A.' },
  ],
  bassRange: [33, 44],
  comping: [
    { kind: 'block', energy: [0, 0.5], roles: FLOOR, steps: '..x--...........|..x--.....o--...' },
    { kind: 'block', energy: [0, 0.65], roles: FLOOR, steps: '...x--......x---|................' },
    { kind: 'block', energy: [0.25, 0.9], roles: FLOOR, steps: '..s...s...s...s.|..s...s...s..ss.' },
    { kind: 'block', energy: [0.3, 1], roles: FLOOR, steps: 'x-.x-.x-..x-.x-.|x-.x-.x-..x.x.x.' },
    { kind: 'block', energy: [0.4, 1], roles: FLOOR, steps: '...s..s....s..s.|...s..s...s..s..' },
    { kind: 'block', energy: [0.5, 1], roles: FLOOR, steps: 's..s..s...s.s...|s..s..s.s...s.s.' },
    { kind: 'block', energy: [0.6, 1], roles: FLOOR, steps: 's.ss..s.s.ss..s.|s.ss..s.s.s.ss.s' },
    { kind: 'block', energy: [0.5, 1], roles: FLOOR, steps: '..xo..x-..xo..x-' },
    { kind: 'block', energy: [0, 1], roles: ['break', 'build'], steps: 'x-..x-..x-..x-..|x-..x-..x-x-..x-' },
    { kind: 'block', energy: [0, 1], roles: ['break'], steps: 'x-----x-----x---|--x-----x-----x-' },
  ],
  voicing: { low: 54, high: 73, voices: 4 },
  rootedTonic: true,
  pads: [{ energy: [0, 1] }, { energy: [0.4, 1], roles: ['main', 'contrast'], steps: 'x-------........|x-------..x-....' }],
  padVoicing: { low: 55, high: 74, voices: 3 },
  melody: {
    rhythms: ['x..x..x.........', '..x..x..x.......', 'x..x..x...x.....', '......x..x..x...', 'x.x...x..x......', '...x..x..x......|..x...x..x..x...', 'x..x..x...x..x..|..x...x.........', '....x.x...x.x...'],
    range: [70, 84], leap: 0.22, rest: 0.05, legato: 0.55, pentatonic: true,
    phrases: ['aaab', 'a.a.', 'aaaA', 'abab', 'a.ab', 'aaacaaab'],
  },
  counter: {
    habits: [
      // Like turning knobs live: the next bar is drawn at random.
      { kind: 'figure', drawn: true, energy: [0.3, 1], steps: '0..2..1...2..0..|0..2..1...2..1..|0..2..1...2.20..' },
      { kind: 'figure', drawn: true, energy: [0.5, 1], steps: '0.2.1..2.0.2..1.|0.2.1..2.1.2.2..|0.2.1..2.0.2....' },
      { kind: 'figure', drawn: true, energy: [0.6, 1], steps: '..2..2..1..1..0.|..2..2..1..1..2.|..2..2..1.....0.' },
      { kind: 'answers', energy: [0, 0.8], roles: ['main', 'contrast'] },
      { kind: 'figure', drawn: true, energy: [0, 1], roles: ['break', 'build'], steps: '0...1...2...1...|0...1...2..2..1.|0...1...2.....1.' },
    ],
    range: [65, 81], rhythms: ['........x..x..x.', '..........x..x..', '........x.x..x..'],
  },
  fx: { riser: { beats: 16, growth: 0.15 }, impact: { energy: 0.55 }, downlifter: { beats: 8, fall: 0.15 } },
  // Everything ducks under the kick, more than in any other style; only slightly in a break.
  pump: [{ energy: [0, 1], roles: ['break'], steps: 'o...o...o...o...' }, { energy: [0, 1], steps: 'X...X...X...X...' }],
  ending: 'hit',
  touch: { drums: 1, bass: 0.92, chords: 0.85, lead: 0.8, pad: 0.7, counter: 0.72, fx: 0.75 },
};
