import type { SectionRole } from '@fermata/contracts/values';
import type { StyleNotes } from '../style-notes.ts';
import { disco } from './substyles/disco.ts';
import { slapFunk } from './substyles/slap.ts';
import { soulFunk } from './substyles/soul.ts';

/** The sections with the whole band: all but the break, which belongs to drums and bass. */
const BAND: readonly SectionRole[] = ['intro', 'main', 'contrast', 'build', 'outro'];

/**
 * All parts stress the first beat and play sixteenths around it: a slapped bass with dead notes,
 * ghost notes on the snare, a guitar that scratches through a wah, horns that answer. One or two
 * chords for minutes.
 */
export const funkNotes: StyleNotes = {
  name: 'funk',
  label: 'funk',
  substyles: [soulFunk, slapFunk, disco],
  tempo: { slow: 96, usual: 106, fast: 116 },
  energy: 0.62,
  mood: 'happy',
  metres: ['4/4'],
  swing: { at: 0.54, unit: 16 },
  looseness: 0.004,
  snareLate: 0.006,
  timing: { drums: { loose: 0.5 }, bass: { loose: 0.7 }, pad: { loose: 0.8 }, lead: { loose: 1.4, late: 0.004 } },
  dynamics: 0.25,
  key: {
    calm: { tonic: 'F', mode: 'dorian' }, warm: { tonic: 'Bb', mode: 'dorian' }, happy: { tonic: 'E', mode: 'mixolydian' }, dark: { tonic: 'E', mode: 'minor' },
    sad: { tonic: 'C', mode: 'minor' }, dreamy: { tonic: 'Ab', mode: 'lydian' }, driving: { tonic: 'D', mode: 'dorian' }, epic: { tonic: 'G', mode: 'minor' },
  },
  tonics: ['C', 'D', 'Eb', 'E', 'E', 'F', 'G', 'G', 'Ab', 'A', 'Bb'],
  modes: {
    calm: ['dorian', 'dorian', 'major'], warm: ['dorian', 'mixolydian', 'major'], happy: ['mixolydian', 'mixolydian', 'dorian', 'major'], dark: ['minor', 'dorian', 'phrygian'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'dorian'], driving: ['dorian', 'dorian', 'mixolydian', 'minor'], epic: ['minor', 'dorian'],
  },
  loops: {
    mixolydian: [
      ['I9', 'I9', 'I9', 'IV9'], ['I9', 'I9', 'IV9', 'I9'], ['I9', 'IV9', 'I9', 'IV9'], ['I7', 'bVII7', 'IV9', 'I7'], ['I9', 'I9', 'bVII9', 'IV9'], ['I9', 'I9', 'Vm7', 'IV9'], ['I9', 'I9', 'I9', 'I9', 'IV9', 'IV9', 'I9', 'bVII9'],
      ['I13', 'IV9', 'bVII9', 'IV9'],
    ],
    dorian: [
      ['Im7', 'Im7', 'Im7', 'IV9'], ['Im9', 'IV9', 'Im9', 'IV9'], ['Im7', 'Im7', 'IV9', 'IV9'], ['Im7', 'IV7', 'bVII7', 'IV7'], ['Im9', 'Im9', 'IIm7', 'IV9'], ['Im7', 'bIIImaj7', 'IV9', 'Im7'], ['Im7', 'Im7', 'Im7', 'Im7', 'IV9', 'IV9', 'bVII9', 'IV9'],
      ['Im9', 'bVIImaj7', 'IV9', 'Im9'],
    ],
    minor: [['Im7', 'Im7', 'IVm7', 'Im7'], ['Im9', 'IVm7', 'Im9', 'Vm7'], ['Im7', 'bVII9', 'bVImaj7', 'Vm7'], ['Im7', 'Im7', 'bVImaj7', 'bVII9'], ['Im9', 'Im9', 'IVm9', 'bVII9'], ['Im7', 'bIIImaj7', 'IVm7', 'Vm7']],
    major: [['Imaj7', 'IIm7', 'IIIm7', 'IIm7'], ['Imaj9', 'IVmaj7', 'Imaj9', 'IVmaj7'], ['Imaj7', 'VIm7', 'IIm9', 'V9'], ['IIm9', 'V9', 'Imaj9', 'Imaj9'], ['Imaj7', 'IIIm7', 'IVmaj7', 'V9'], ['Imaj9', 'IIm9', 'Imaj9', 'IIm9']],
    lydian: [['Imaj9', 'II9', 'Imaj9', 'II9'], ['Imaj7', 'Imaj7', 'II9', 'VIIm7'], ['Imaj9', 'II9', 'VIm7', 'II9']],
    phrygian: [['Im7', 'Im7', 'bIImaj7', 'Im7'], ['Im7', 'bIImaj7', 'Im7', 'bVIIm7'], ['Im7', 'bIIImaj7', 'bIImaj7', 'Im7']],
  },
  cadence: { major: ['V9', 'Imaj9'], lydian: ['II9', 'Imaj9'], mixolydian: ['bVII9', 'I9'], minor: ['Vm7', 'Im7'], dorian: ['IV9', 'Im7'], phrygian: ['bIImaj7', 'Im7'] },
  forms: [
    { name: 'lick', upTo: 9, sections: [{ name: 'groove', role: 'main', bars: 4, energy: 1 }] },
    { name: 'count-in', upTo: 16, sections: [{ name: 'intro', role: 'intro', bars: 2, energy: 0.7, harmony: 'pedal' }, { name: 'groove', role: 'main', bars: 8, energy: 1 }] },
    {
      name: 'groove and bridge', upTo: 26,
      sections: [{ name: 'groove', role: 'main', bars: 8, energy: 0.85 }, { name: 'bridge', role: 'contrast', bars: 4, energy: 0.9 }, { name: 'groove', role: 'main', bars: 8, energy: 1 }],
    },
    {
      name: 'breakdown', upTo: 34,
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.65, harmony: 'pedal' }, { name: 'groove', role: 'main', bars: 8, energy: 0.88 }, { name: 'breakdown', role: 'break', bars: 4, energy: 0.6, harmony: 'pedal' },
        { name: 'groove', role: 'main', bars: 8, energy: 1 },
      ],
    },
    {
      name: 'with a solo',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.65, harmony: 'pedal' }, { name: 'groove', role: 'main', bars: 8, energy: 0.88 }, { name: 'bridge', role: 'contrast', bars: 8, energy: 0.9 },
        { name: 'solo', role: 'contrast', bars: 8, energy: 0.92, harmony: 'home', solo: true }, { name: 'breakdown', role: 'break', bars: 4, energy: 0.6, harmony: 'pedal' }, { name: 'groove', role: 'main', bars: 8, energy: 1 },
        { name: 'outro', role: 'outro', bars: 4, energy: 0.7 },
      ],
    },
    {
      name: 'song',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.65, harmony: 'pedal' }, { name: 'verse', role: 'contrast', bars: 8, energy: 0.75, harmony: 'home' }, { name: 'chorus', role: 'main', bars: 8, energy: 0.95 },
        { name: 'verse', role: 'contrast', bars: 8, energy: 0.8, harmony: 'home' }, { name: 'bridge', role: 'build', bars: 4, energy: 0.7, to: 0.95 }, { name: 'chorus', role: 'main', bars: 8, energy: 1 },
        { name: 'breakdown', role: 'break', bars: 4, energy: 0.6, harmony: 'pedal' }, { name: 'chorus', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.7 },
      ],
    },
  ],
  arrangement: {
    chords: { break: 'late' }, lead: { intro: 'never', build: 'never', break: 'never', outro: 'never', main: 0.2 },
    counter: { intro: 'late', main: 0.3, contrast: 0.3, break: 'never' }, pad: { intro: 'never', main: 0.25, contrast: 0.35, break: 'never', outro: 0.3 },
  },
  grooves: [
    { name: 'in the pocket', energy: [0, 0.6], steps: { kick: 'X..x......x.....|X..x......x..x..', snare: '....X..g....X..g|....X..g.g..X...', closedHat: 'x.o.x.o.x.o.x.o.' } },
    { name: 'ghosts', energy: [0.3, 1], steps: { kick: 'X.x....x..x.....|X.x....x..x..x..', snare: '....X..g.g..X..g|....X..g.g.gX.gg', closedHat: 'xoxoxoxoxoxoxoxo', openHat: '................|..............x.' } },
    { name: 'on the one', energy: [0.4, 1], steps: { kick: 'X..x..x...x.....|X.x...x...x..x..', snare: '....X..g.g.gX..g', closedHat: 'x.xox.xox.xox.xo', openHat: '......x.........|......x.......x.', tambourine: '....o.......o...' } },
    { name: 'linear', energy: [0.45, 1], steps: { kick: 'X.....x.x.x.....|X.....x..xx..x..', snare: '...gX..g.g..X.g.|.g..X..g....X..X', closedHat: 'x.x.x.x.x.x.x.x.', shaker: 'ogogogogogogogog', cowbell: 'x...x...x...x...' } },
    { name: 'street', energy: [0.6, 1], steps: { kick: 'X.xx...x..xx..x.', snare: '.gg.X.gg.gg.X.gg', closedHat: 'xoxoxoxoxoxoxoxo', openHat: '..............x.', clap: '....o.......o...' } },
    { name: 'straight ride', energy: [0.55, 1], roles: ['contrast'], steps: { kick: 'X..x......x..x..', snare: '....X..g.g..X..g', ride: 'x.x.x.x.x.x.x.x.', cowbell: '..x...x...x...x.' } },
    { name: 'break', energy: [0, 1], roles: ['break'], steps: { kick: 'X.x....x..xx....|X.x....x..x..x..', snare: '....X..g.g..X.gg|....X..g.gg.X..X', closedHat: 'x.xox.xox.xox.xo', clap: '....x.......x...' } },
  ],
  fills: [
    { steps: { snare: '....X..gxxg.X.xx', kick: 'X.x.......x.....' } }, { steps: { snare: '....X...xgxxgxxX', kick: 'X.......x.......' } }, { steps: { kick: 'X...............', snare: '............X.XX', closedHat: 'x...............', openHat: '........x.......' } },
    { steps: { highTom: '........xx......', midTom: '..........xx....', lowTom: '............x.xX', snare: '....X...........' } }, { energy: [0.5, 1], steps: { snare: '....X..xrxX.rxrX' } },
  ],
  fillEvery: 4,
  builds: [{ grow: [0.4, 1], steps: { snare: '....x..g....x..g|....x..g.g..x.gg|..x...x...x...x.|x.x.x.x.xxxxxxxx' } }],
  drop: { gap: 0.5, crash: true },
  bassLines: [
    { energy: [0, 0.6], steps: 'R--.....g.R-..7.|R--.....g.R.8.7.' },
    { energy: [0, 0.85], steps: 'R-.g..8.R..g..8.|R-.g..8.R.5.7.8.' },
    { energy: [0.25, 1], steps: 'R.gR..8g.R.g7.8.|R.gR..8g.R.g5.A.' },
    { energy: [0.3, 1], steps: 'R..8g.R.g.8.R.7g|R..8g.R.g.8.5.7.' },
    { energy: [0.4, 1], steps: 'R.8gR.8.gR8.g.7.|R.8gR.8.gR8.7.5.' },
    { energy: [0.45, 1], steps: 'R-.RgR8.g.R.8.7.|R-.RgR8.g.5.7.8.' },
    { energy: [0.55, 1], steps: 'Rg8.Rg8gR.8gR.78|Rg8.Rg8g5.7gR.8.' },
  ],
  bassRange: [28, 39],
  comping: [
    { kind: 'strum', energy: [0, 0.6], roles: BAND, steps: '..c.D.c.....c.du|..c.D.c...d.....' },
    { kind: 'strum', energy: [0.2, 0.9], roles: BAND, steps: 'ccDcccuccccDccuc' },
    { kind: 'strum', energy: [0.3, 1], roles: BAND, steps: 'D.ccuccDccu.ccuc|D.ccuccDccDuccuc' },
    { kind: 'strum', energy: [0.4, 1], roles: BAND, steps: 'ccducccuDcccducc' },
    { kind: 'strum', energy: [0.5, 1], roles: BAND, steps: 'DcduccDcducucDuc' },
    { kind: 'strum', energy: [0.35, 1], roles: ['contrast', 'build'], steps: 'D---..du..D---..|D---..du....DuDu' },
    { kind: 'strum', energy: [0, 1], roles: ['break'], steps: 'cccccccccccccccc|ccccccccccDcccuc' },
  ],
  voicing: { low: 57, high: 74, voices: 3 },
  rootedTonic: true,
  // Horns, in answers and stabs; a held chord that swells is rare.
  pads: [
    { energy: [0, 0.7], steps: '................|..........s..s..' },
    { energy: [0.2, 1], steps: '......s..s......|......s..s..X-..' },
    { energy: [0.35, 1], steps: 's..s..........s.|s..s......x-----' },
    { energy: [0.4, 1], steps: '..s.s.......s...|..s.s.....s.s.s.' },
    { energy: [0.5, 1], roles: ['main'], steps: 'X--.......s..s..|X--...s..s..s.s.' },
    { energy: [0, 1], roles: ['build', 'outro'], steps: 'x---------------|............s.s.' },
  ],
  padVoicing: { low: 58, high: 77, voices: 3 },
  melody: {
    rhythms: ['x.xx..x.x.......', '..x.xx.x..x.....', 'x..x..xx..x.x...', 'xx.x..x.........', '...x.xx.x...x.x.', 'x.x...x..x.xx...', '....x.xx.x.x....', 'x..xx.x...x..x..', 'x.xxx...x.x.....', 'x-----..x.xx....'],
    range: [70, 86], leap: 0.26, rest: 0.12, legato: 0.55, pentatonic: true,
    phrases: ['a.ab', 'aab.', 'aaAb', 'abac', 'a.Ac', 'aAb.'], ornament: 0.15, chromatic: 0.1,
    solo: { rhythms: ['x.xx.x.xx.x.x...', '..xxx.x.x.xx.x..', 'x.x.xxxx..x.....', 'xx.x.xx.x-----..', '....xxx.x.xxx.x.', 'x---..x.xx.x.x..'], rest: 0.15 },
  },
  counter: {
    habits: [
      { kind: 'figure', energy: [0.2, 1], steps: '..0..1..0..1.0..|..0..1..0.2.1.0.' }, { kind: 'figure', energy: [0.3, 1], steps: '0.01..0.1..0.1..' }, { kind: 'figure', energy: [0.4, 1], steps: '.0.1.0..2.1.0.1.|.0.1.0..2.....2.' },
      { kind: 'answers', energy: [0, 0.8] }, { kind: 'figure', energy: [0.3, 1], drawn: true, steps: '0..0.1....0.1...|0..0.1....2.1.0.|..0.1.0.....1.1.' },
    ],
    range: [52, 68], rhythms: ['........x.xx.x..', '..........x.xxx.', '........x..x.x..'],
  },
  fx: { impact: { energy: 0.85 } },
  pump: [],
  ending: 'hit',
  touch: { drums: 0.95, bass: 0.95, chords: 0.85, lead: 0.82, pad: 0.86, counter: 0.7, fx: 0.5 },
};
