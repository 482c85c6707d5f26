import type { SectionRole } from '@fermata/contracts/values';
import type { StyleNotes } from '../style-notes.ts';
import { acidTechno } from './substyles/acid.ts';
import { drivingTechno } from './substyles/driving.ts';
import { minimalTechno } from './substyles/minimal.ts';

/** The sections with a four-on-the-floor kick: all but the break. */
const FLOOR: readonly SectionRole[] = ['intro', 'main', 'contrast', 'build', 'outro'];

/**
 * A kick on every beat with a rumble behind it, hats between, one chord or two for minutes, stabs
 * with echoes, a motif of a few notes, and long builds in which every filter opens.
 */
export const technoNotes: StyleNotes = {
  name: 'techno',
  label: 'techno',
  substyles: [minimalTechno, drivingTechno, acidTechno],
  tempo: { slow: 128, usual: 131, fast: 137 },
  energy: 0.6,
  mood: 'driving',
  metres: ['4/4'],
  swing: { at: 0.51, unit: 16 },
  looseness: 0.0008,
  snareLate: 0,
  timing: { lead: { loose: 2 }, pad: { loose: 3 } },
  // Soft strokes close the filters, so builds open them.
  dynamics: 0.4,
  key: {
    calm: { tonic: 'F', mode: 'dorian' }, warm: { tonic: 'Eb', mode: 'dorian' }, happy: { tonic: 'G', mode: 'mixolydian' }, dark: { tonic: 'E', mode: 'phrygian' },
    sad: { tonic: 'D', mode: 'minor' }, dreamy: { tonic: 'Ab', mode: 'lydian' }, driving: { tonic: 'F', mode: 'minor' }, epic: { tonic: 'A', mode: 'minor' },
  },
  tonics: ['C', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'],
  modes: {
    calm: ['dorian', 'minor', 'lydian'], warm: ['dorian', 'major', 'minor'], happy: ['mixolydian', 'major'], dark: ['phrygian', 'phrygian', 'minor'],
    sad: ['minor', 'dorian'], dreamy: ['lydian', 'dorian', 'major'], driving: ['minor', 'minor', 'phrygian', 'dorian'], epic: ['minor', 'minor', 'phrygian'],
  },
  // The tonic with one neighbour, two bars each.
  loops: {
    minor: [['Im', 'Im', 'Im', 'bVII'], ['Im7', 'Im7', 'Im7', 'Vm7'], ['Im', 'Im', 'bVI', 'bVI'], ['Im', 'Im', 'Im', 'IVm'], ['Im', 'bIII', 'Im', 'bVII']],
    dorian: [['Im7', 'Im7', 'Im7', 'IV'], ['Im7', 'IIm7', 'Im7', 'IIm7'], ['Im', 'Im', 'bVII', 'bVII'], ['Im9', 'Im9', 'IV', 'IV']],
    phrygian: [['Im', 'Im', 'Im', 'bII'], ['Im', 'bII', 'Im', 'bII'], ['Im', 'Im', 'bVIIm', 'bII'], ['Im', 'Im', 'bVI', 'bII']],
    major: [['I', 'I', 'I', 'V'], ['I', 'I', 'IV', 'IV'], ['Imaj7', 'Imaj7', 'VIm7', 'VIm7'], ['I', 'IIm7', 'I', 'IIm7']],
    lydian: [['Imaj7', 'Imaj7', 'Imaj7', 'II'], ['Imaj7', 'II', 'Imaj7', 'II'], ['I', 'I', 'VIIm', 'II']],
    mixolydian: [['I', 'I', 'I', 'bVII'], ['I', 'I', 'bVII', 'IV'], ['I', 'Vm7', 'I', 'Vm7']],
  },
  barsPerChord: 2,
  cadence: { major: ['V', 'I'], lydian: ['II', 'I'], mixolydian: ['bVII', 'I'], minor: ['bVII', 'Im'], dorian: ['IV', 'Im'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'tool', upTo: 10, sections: [{ name: 'groove', role: 'main', bars: 4, energy: 1 }] },
    { name: 'one lift', upTo: 20, sections: [{ name: 'build', role: 'build', bars: 4, energy: 0.5, to: 0.95 }, { name: 'peak', role: 'main', bars: 8, energy: 1 }] },
    {
      name: 'cut', upTo: 28,
      sections: [{ name: 'groove', role: 'main', bars: 6, energy: 0.85 }, { name: 'break', role: 'break', bars: 2, energy: 0.4, harmony: 'pedal' }, { name: 'peak', role: 'main', bars: 8, energy: 1 }],
    },
    {
      name: 'long build',
      sections: [
        { name: 'intro', role: 'intro', bars: 4, energy: 0.6, to: 0.7, harmony: 'pedal' }, { name: 'groove', role: 'main', bars: 8, energy: 0.85 },
        { name: 'build', role: 'build', bars: 8, energy: 0.4, to: 1 }, { name: 'peak', role: 'main', bars: 8, energy: 1 }, { name: 'outro', role: 'outro', bars: 4, energy: 0.6 },
      ],
    },
    {
      name: 'tunnel',
      sections: [
        { name: 'intro', role: 'intro', bars: 8, energy: 0.55, to: 0.7, harmony: 'pedal' }, { name: 'groove', role: 'main', bars: 16, energy: 0.85 }, { name: 'tunnel', role: 'contrast', bars: 8, energy: 0.9 },
        { name: 'break', role: 'break', bars: 8, energy: 0.35 }, { name: 'build', role: 'build', bars: 8, energy: 0.42, to: 1 }, { name: 'peak', role: 'main', bars: 16, energy: 1 },
        { name: 'outro', role: 'outro', bars: 8, energy: 0.58 },
      ],
    },
    {
      name: 'two peaks',
      sections: [
        { name: 'intro', role: 'intro', bars: 8, energy: 0.55, to: 0.7, harmony: 'pedal' }, { name: 'build', role: 'build', bars: 8, energy: 0.5, to: 0.95 }, { name: 'peak', role: 'main', bars: 8, energy: 0.95 },
        { name: 'break', role: 'break', bars: 4, energy: 0.35, harmony: 'pedal' }, { name: 'build', role: 'build', bars: 8, energy: 0.42, to: 1 }, { name: 'peak', role: 'main', bars: 16, energy: 1 },
        { name: 'outro', role: 'outro', bars: 8, energy: 0.6 },
      ],
    },
  ],
  arrangement: {
    bass: { intro: 'late', break: 'never', build: 'never' },
    chords: { intro: 'never', main: 0.2, outro: 'early' },
    lead: { intro: 'never', build: 'never', break: 'late', outro: 'never', main: 0.5, contrast: 0.3 },
    counter: { intro: 'late', main: 0.35, break: 'late', outro: 'never' },
    pad: { main: 0.8, contrast: 0.6, outro: 'never' },
  },
  grooves: [
    { name: 'off-beat', energy: [0, 0.6], roles: FLOOR, steps: { kick: 'X...X...X...X...', openHat: '..x...x...x...x.', closedHat: 'g.g.g.g.g.g.g.g.', rim: '...?......?.....' } },
    { name: 'drive', energy: [0.35, 0.9], roles: FLOOR, steps: { kick: 'X...X...X...X...', openHat: '..X...X...X...X.', closedHat: 'ogoxogoxogoxogox', clap: '....o.......o...', lowTom: '...o..o....o..o.' } },
    { name: 'ride', energy: [0.55, 1], roles: FLOOR, steps: { kick: 'X...X...X...X...', ride: '..x...x...x...x.', closedHat: 'xgxoxgxoxgxoxgxo', clap: '....X.......X...|....X.......X..o', rim: '...x..x....x....' } },
    { name: 'roll', energy: [0.5, 1], roles: FLOOR, steps: { kick: 'X...X...X...X...|X...X...X...X..o', openHat: '..X...X...X...X.', closedHat: 'oxoxoxoxoxoxoxox', lowTom: '.o.o.o.o.o.o.oo.', clap: '............X...|....X.......X...' } },
    { name: 'peak', energy: [0.75, 1], roles: FLOOR, steps: { kick: 'X...X...X...X...', openHat: '..X...X...X...X.', ride: 'x.x.x.x.x.x.x.x.', clap: '....X.......X...', shaker: 'oxoxoxoxoxoxoxox', snare: '..............g.|.........g....g.' } },
    { name: 'dust', energy: [0, 0.5], roles: ['break'], steps: { closedHat: 'g...g...g...g...', rim: '......?...?.....' } },
    { name: 'air', energy: [0.3, 1], roles: ['break'], steps: { closedHat: '..o...o...o...o.', lowTom: '...o..o....o..o.', shaker: 'gogogogogogogogo' } },
  ],
  fills: [
    { steps: { kick: 'X...X...X.......', clap: '............X.XX' } },
    { steps: { kick: 'X...X...........', lowTom: '........o.xoxxXX', openHat: '..X...X.........' } },
    { steps: { openHat: '..X...X...X.X.X.', snare: '............ooxX' } },
    { energy: [0.6, 1], steps: { kick: 'X...X...X..X.XXX', closedHat: 'oxoxoxoxrrrrrrrr' } },
  ],
  fillEvery: 8,
  builds: [
    { grow: [0.3, 1], steps: { kick: 'X...X...X...X...|X...X...X...X...|X...X...X...X...|X...X...X...X...|X...X...X...X...|X...X...X...X...|X.X.X.X.X.X.X.X.|................', snare: '................|................|............x...|....x.......x...|....x...x...x...|x...x...x...x...|x.x.x.x.x.x.x.x.|xxxxxxxxrrrrrrrr' } },
    { grow: [0.25, 1], alone: true, steps: { clap: 'x.......x.......|x.......x.......|x...x...x...x...|x.x.x.x.xxxxrrrr', closedHat: 'o.o.o.o.o.o.o.o.|oxoxoxoxoxoxoxox|oxoxoxoxoxoxoxox|xxxxxxxxxxxxxxxx', ride: '................|..x...x...x...x.|x.x.x.x.x.x.x.x.|x.x.x.x.x.x.x.x.' } },
    { grow: [0.35, 1], steps: { kick: 'X...X...X...X...|X...X...X...X...|X...X...X...X...|................', lowTom: '...o..o....o..o.|...o..o....o..o.|..oo.oo...oo.oo.|oxoxoxoxxxxxXXXX', openHat: '..x...x...x...x.|..x...x...x...x.|..x...x...x...x.|................' } },
  ],
  drop: { gap: 0.5, crash: true },
  bassLines: [
    { energy: [0, 0.7], steps: 'R---------------' },
    { energy: [0, 1], steps: '..R-..R-..R-..R-' },
    { energy: [0.3, 1], steps: '.rRr.rRr.rRr.rRr|.rRr.rRr.rRr.rR8' },
    { energy: [0.4, 1], steps: '..R...R..R..R.R.|..R...R..R..5.7.' },
    { energy: [0.5, 1], steps: '.RRR.RRR.RRR.RRR' },
    { energy: [0.55, 1], steps: '..RR..RR..RR..R2|..RR..RR..RR.R8.' },
  ],
  bassRange: [29, 40],
  comping: [
    { kind: 'block', energy: [0, 0.7], roles: FLOOR, steps: '...s............|..........s.....' },
    { kind: 'block', energy: [0.2, 0.9], roles: FLOOR, steps: '...s..s.........|...s..s.....s...' },
    { kind: 'block', energy: [0.3, 1], roles: FLOOR, steps: '..s..s..s..s....|..s..s..s..s..s.' },
    { kind: 'block', energy: [0.45, 1], roles: FLOOR, steps: 's..s..s..s..s..s|.s..s..s..s..s..' },
    { kind: 'block', energy: [0.5, 1], roles: FLOOR, steps: '..x-......s.....|..x-......s..s..' },
    { kind: 'block', energy: [0, 1], roles: ['break'], steps: '...s......s.....|................' },
    { kind: 'block', energy: [0, 1], roles: ['build'], steps: '..s..s..s..s..s.|s..s..s..s..s.s.' },
  ],
  voicing: { low: 53, high: 72, voices: 3 },
  rootedTonic: true,
  pads: [{ energy: [0, 1], drone: true }, { energy: [0.3, 1] }, { energy: [0, 1], roles: ['break'], stagger: 2 }],
  padVoicing: { low: 53, high: 72, voices: 3, spread: 'open' },
  melody: {
    rhythms: ['x..x..x.........', '..x..x..x..x....', 'x...x...x.x.....', '....x..x....x..x', 'x.x...x.x...x...', '..x...x.x.......', 'x..x..x..x..x...'],
    range: [65, 79], leap: 0.12, rest: 0.05, legato: 0.5, pentatonic: true,
    phrases: ['aaaa', 'a.a.', 'aaab', 'aaaaaaab', 'a...'],
  },
  counter: {
    habits: [
      { kind: 'figure', energy: [0.3, 1], steps: '0.1.2.1.0.1.2.2.' },
      { kind: 'figure', energy: [0.4, 1], steps: '0120120120120120|1201201201201201' },
      { kind: 'figure', energy: [0, 0.8], drawn: true, steps: '0.....1.....2...|..0.....1...2...|0..1..2.........' },
      { kind: 'figure', energy: [0.55, 1], drawn: true, steps: '0012001200120012|0.120.120.120.12|0012001200122102' },
    ],
    range: [60, 76], rhythms: ['........x..x..x.', '..........x.x.x.'],
  },
  fx: { riser: { beats: 32, growth: 0.12 }, impact: { energy: 0.55 }, downlifter: { beats: 16, fall: 0.15 }, swell: { beats: 8, every: 8, roles: ['main', 'contrast'] } },
  pump: [{ energy: [0, 1], roles: ['break'], steps: 'o...o...o...o...' }, { energy: [0, 1], steps: 'X...X...X...X...' }],
  ending: 'hit',
  touch: { drums: 1, bass: 0.95, chords: 0.85, lead: 0.8, pad: 0.7, counter: 0.75, fx: 0.8 },
};
