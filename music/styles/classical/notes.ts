import type { StyleNotes } from '../style-notes.ts';
import { baroque } from './substyles/baroque.ts';
import { soloPiano } from './substyles/solo-piano.ts';
import { stringQuartet } from './substyles/string-quartet.ts';

/**
 * Chamber music: phrases of eight bars that ask and answer, harmony that leads to a cadence, a tune over
 * broken chords, a second voice against it. No drums.
 */
export const classicalNotes: StyleNotes = {
  name: 'classical',
  label: 'classical',
  substyles: [soloPiano, stringQuartet, baroque],
  tempo: { slow: 60, usual: 88, fast: 120 },
  energy: 0.35,
  mood: 'warm',
  metres: ['4/4', '4/4', '4/4', '3/4', '3/4', '6/8'],
  swing: { at: 0.5, unit: 16 },
  looseness: 0.008,
  snareLate: 0,
  timing: { lead: { loose: 1.4, late: 0.006 }, bass: { loose: 0.7 }, counter: { loose: 1.2 } },
  dynamics: 0.72,
  key: {
    calm: { tonic: 'F', mode: 'major' }, warm: { tonic: 'Eb', mode: 'major' }, happy: { tonic: 'G', mode: 'major' }, dark: { tonic: 'C', mode: 'minor' },
    sad: { tonic: 'G', mode: 'minor' }, dreamy: { tonic: 'Db', mode: 'major' }, driving: { tonic: 'A', mode: 'minor' }, epic: { tonic: 'D', mode: 'minor' },
  },
  tonics: ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'],
  modes: {
    calm: ['major', 'major', 'major', 'lydian'], warm: ['major', 'major', 'major', 'mixolydian'], happy: ['major', 'major', 'lydian'], dark: ['minor', 'minor', 'phrygian'],
    sad: ['minor', 'minor', 'dorian'], dreamy: ['major', 'major', 'lydian'], driving: ['minor', 'minor', 'major'], epic: ['minor', 'minor', 'major', 'dorian'],
  },
  // Periods: four bars to a half cadence on the dominant, four to a full one. Secondary dominants lead on the way.
  loops: {
    major: [
      ['I', 'IV', 'I', 'V', 'I', 'IV', 'V7', 'I'], ['I', 'IIm', 'V7', 'I', 'VIm', 'IIm', 'V7', 'I'], ['I', 'I', 'IV', 'V', 'I', 'VIm', 'V7', 'I'], ['I', 'V7', 'I', 'V', 'VIm', 'IIm', 'V7', 'I'],
      ['I', 'VI7', 'IIm', 'V7', 'I', 'II7', 'V7', 'I'], ['I', 'IIIm', 'IV', 'V', 'VIm', 'IIm', 'V7', 'I'], ['I', 'I7', 'IV', 'I', 'II7', 'V', 'V7', 'I'], ['I', 'V', 'VIm', 'III7', 'VIm', 'II7', 'V7', 'I'],
      ['I', 'IV', 'V7', 'VIm', 'IV', 'IIm', 'V7', 'I'], ['V7', 'I', 'V7', 'I', 'IV', 'I', 'V7', 'I'],
    ],
    lydian: [['I', 'II', 'I', 'V', 'I', 'II', 'V', 'I'], ['I', 'VIIm', 'VIm', 'II', 'I', 'IIIm', 'II', 'I'], ['I', 'V', 'II', 'II', 'VIm', 'II', 'V', 'I'], ['I', 'IIIm', 'VIm', 'II', 'I', 'V', 'II', 'I']],
    mixolydian: [['I', 'IV', 'I', 'Vm', 'I', 'IV', 'bVII', 'I'], ['I', 'bVII', 'IV', 'I', 'IIm', 'Vm', 'bVII', 'I'], ['I', 'Vm', 'IV', 'bVII', 'I', 'IIm', 'IV', 'I']],
    minor: [
      ['Im', 'IVm', 'Im', 'V', 'Im', 'IVm', 'V7', 'Im'], ['Im', 'IIm7b5', 'V7', 'Im', 'bVI', 'IVm', 'V7', 'Im'], ['Im', 'bVI', 'IVm', 'V', 'Im', 'bVI', 'V7', 'Im'], ['Im', 'IVm', 'bVII', 'bIII', 'bVI', 'IVm', 'V7', 'Im'],
      ['Im', 'bVII', 'bVI', 'V', 'Im', 'IVm', 'V7', 'Im'], ['Im', 'V7', 'Im', 'I7', 'IVm', 'Im', 'V7', 'Im'], ['Im', 'bIII', 'bVI', 'V', 'IVm', 'Im', 'V7', 'Im'], ['Im', 'V', 'bVI', 'bIII', 'IVm', 'Im', 'V7', 'Im'],
    ],
    dorian: [['Im', 'IV', 'Im', 'V', 'Im', 'IV', 'V', 'Im'], ['Im', 'bVII', 'bIII', 'IV', 'Im', 'IV', 'bVII', 'Im'], ['Im', 'IIm', 'bIII', 'IV', 'Im', 'IV', 'V7', 'Im']],
    phrygian: [['Im', 'bII', 'Im', 'bVIIm', 'Im', 'IVm', 'bII', 'Im'], ['Im', 'bVIIm', 'bVI', 'bVIIm', 'Im', 'bII', 'bVIIm', 'Im'], ['Im', 'bVI', 'bII', 'Im', 'IVm', 'bIII', 'bII', 'Im']],
  },
  cadence: { major: ['V7', 'I'], lydian: ['V', 'I'], mixolydian: ['bVII', 'I'], minor: ['V7', 'Im'], dorian: ['V7', 'Im'], phrygian: ['bII', 'Im'] },
  forms: [
    { name: 'phrase', upTo: 6, sections: [{ name: 'theme', role: 'main', bars: 4, energy: 0.9, to: 1 }] },
    { name: 'period', upTo: 12, sections: [{ name: 'theme', role: 'main', bars: 8, energy: 0.85, to: 1 }] },
    { name: 'prelude', upTo: 14, sections: [{ name: 'opening', role: 'intro', bars: 2, energy: 0.6 }, { name: 'theme', role: 'main', bars: 8, energy: 0.85, to: 1 }] },
    { name: 'binary', upTo: 30, sections: [{ name: 'first part', role: 'main', bars: 8, energy: 0.75, to: 0.85 }, { name: 'second part', role: 'contrast', bars: 8, energy: 0.85, to: 1 }, { name: 'return', role: 'main', bars: 4, energy: 0.9 }] },
    {
      name: 'song without words', upTo: 44,
      sections: [
        { name: 'opening', role: 'intro', bars: 2, energy: 0.4 }, { name: 'theme', role: 'main', bars: 8, energy: 0.55, to: 0.75 }, { name: 'middle', role: 'contrast', bars: 8, energy: 0.75, to: 1 },
        { name: 'theme', role: 'main', bars: 8, energy: 0.9, to: 0.65 }, { name: 'coda', role: 'outro', bars: 4, energy: 0.5, to: 0.25 },
      ],
    },
    {
      name: 'minuet and trio',
      sections: [
        { name: 'minuet', role: 'main', bars: 8, energy: 0.75 }, { name: 'minuet, second part', role: 'contrast', bars: 8, energy: 0.88 }, { name: 'trio', role: 'break', bars: 8, energy: 0.4, harmony: 'away' },
        { name: 'minuet', role: 'main', bars: 8, energy: 0.95 }, { name: 'coda', role: 'outro', bars: 4, energy: 0.65, to: 0.35 },
      ],
    },
    {
      name: 'rondo',
      sections: [
        { name: 'theme', role: 'main', bars: 8, energy: 0.75 }, { name: 'episode', role: 'contrast', bars: 8, energy: 0.85 }, { name: 'theme', role: 'main', bars: 8, energy: 0.8 },
        { name: 'second episode', role: 'contrast', bars: 8, energy: 0.45, to: 0.95 }, { name: 'theme', role: 'main', bars: 8, energy: 1 }, { name: 'coda', role: 'outro', bars: 4, energy: 0.8 },
      ],
    },
    {
      name: 'sonatina',
      sections: [
        { name: 'theme', role: 'main', bars: 8, energy: 0.75, to: 0.85 }, { name: 'second theme', role: 'contrast', bars: 8, energy: 0.55, to: 0.7 }, { name: 'development', role: 'build', bars: 8, energy: 0.45, to: 1, harmony: 'away' },
        { name: 'theme', role: 'main', bars: 8, energy: 1 }, { name: 'coda', role: 'outro', bars: 4, energy: 0.75, to: 0.5 },
      ],
    },
    {
      name: 'theme and variations',
      sections: [
        { name: 'theme', role: 'main', bars: 8, energy: 0.55, to: 0.65 }, { name: 'first variation', role: 'main', bars: 8, energy: 0.75 }, { name: 'slow variation', role: 'contrast', bars: 8, energy: 0.4, to: 0.6 },
        { name: 'last variation', role: 'main', bars: 8, energy: 0.9, to: 1 }, { name: 'coda', role: 'outro', bars: 4, energy: 0.55, to: 0.3 },
      ],
    },
  ],
  arrangement: { lead: { intro: 'never', outro: 'early' }, counter: { intro: 'never', main: 0.3, contrast: 0.25, outro: 'never' } },
  grooves: [],
  fills: [],
  fillEvery: 0,
  builds: [],
  drop: { gap: 0, crash: false },
  // The left hand: the root on the first beat, under a broken chord.
  bassLines: [
    { energy: [0, 0.6], steps: 'R---------------' },
    { energy: [0, 1], steps: 'R-------5-------' },
    { energy: [0.2, 1], steps: 'R-------R-------' },
    { energy: [0.15, 1], steps: 'R-------3-------|R-------5---A---' },
    { energy: [0.4, 1], steps: 'R---8---5---8---' },
    { metre: '3/4', energy: [0, 1], steps: 'R-----------' },
    { metre: '3/4', energy: [0, 1], steps: 'R---........' },
    { metre: '3/4', energy: [0.3, 1], steps: 'R-------....|5-------A---' },
    { metre: '6/8', energy: [0, 1], steps: 'R-----------' },
    { metre: '6/8', energy: [0.2, 1], steps: 'R-----5-----' },
    { metre: '6/8', energy: [0.3, 1], steps: 'R-----R-----|R-----5-----' },
  ],
  bassRange: [34, 45],
  // Alberti figures, broken chords, waltz and barcarolle.
  comping: [
    { kind: 'arp', energy: [0, 1], steps: '0-2-1-2-0-2-1-2-' },
    { kind: 'arp', energy: [0.45, 1], steps: '0212021202120212' },
    { kind: 'arp', energy: [0, 0.8], pedal: true, steps: '..0-1-2-3-2-1-2-' },
    { kind: 'arp', energy: [0, 0.7], pedal: true, steps: '0-1-2-3-4-3-2-1-' },
    { kind: 'arp', energy: [0.1, 0.9], pedal: true, steps: '.01234.01234' },
    { kind: 'arp', energy: [0.3, 1], pedal: true, steps: '012321012321' },
    { kind: 'block', energy: [0, 0.6], steps: '....x---....x---' },
    { kind: 'block', energy: [0.15, 0.9], steps: '..x-x-x-..x-x-x-' },
    { kind: 'block', energy: [0, 0.5], steps: 'x-------x-------' },
    { kind: 'block', energy: [0.5, 1], steps: 'x-x-x-x-x-x-x-x-' },
    { kind: 'block', metre: '3/4', energy: [0, 1], steps: '....x---x---' },
    { kind: 'arp', metre: '3/4', energy: [0, 0.8], pedal: true, steps: '..0-1-2-3-2-' },
    { kind: 'arp', metre: '3/4', energy: [0.1, 1], steps: '0-2-1-2-1-2-' },
    { kind: 'arp', metre: '3/4', energy: [0.35, 1], pedal: true, steps: '012345432101' },
    { kind: 'arp', metre: '6/8', energy: [0, 1], pedal: true, steps: '0-1-2-3-2-1-' },
    { kind: 'arp', metre: '6/8', energy: [0.1, 1], steps: '0-2-1-0-2-1-' },
    { kind: 'block', metre: '6/8', energy: [0.2, 1], steps: '..x-x-..x-x-' },
  ],
  voicing: { low: 46, high: 62, voices: 3 },
  rootedTonic: true,
  pads: [],
  padVoicing: { low: 48, high: 66, voices: 3 },
  melody: {
    rhythms: [
      'x---x---x---x---', 'x-----x-x---x---', 'x---x-x-x-------', 'x-x-x-x-x---x---', 'x---xxxxx---x---', 'x--xx---x--xx---', 'x-------x-x-x-x-', 'x---x-x-x-x-x---', 'x-----x-x-x-x-x-', 'x-xxx---x-xxx---', '..x-x-x-x-----x-',
      'x---x---x-x-x-x-|x-------x-------', 'x-----x-x-----x-|x-x-x-x-x-------', 'x-------x-----x-|x---x---x-------', 'xxxxx---xxxxx---|x---x---x-------', 'x-x-x-x-x-x-x-x-|x---x---x-------', 'x-----------x-x-|x---x-x-x-------',
    ],
    rhythmsIn: {
      '3/4': ['x---x---x---', 'x-------x---', 'x-----x-x---', 'x---x-x-x---', 'x-x-x-x-x---', 'x-x-x-x-x-x-', 'x---xxxxx---', 'x--xx---x---', 'x---x-x-x---|x-------....', 'x-------x-x-|x---x---x---', 'x-x-x-x-x-x-|x-------....', 'x-----------|x---x-x-x---'],
      '6/8': ['x---x-x---x-', 'x-x-x-x-----', 'x-----x---x-', 'x-x-x-x-x-x-', 'x--xx-x--xx-', 'x---x-x-x-x-', 'x-----x-x-x-', 'x-x-x-x-x-x-|x---x-x-----', 'x---x-x---x-|x-x-x-x-----'],
    },
    range: [67, 86], leap: 0.26, rest: 0.03, legato: 0.98, pentatonic: false, leadingTones: true,
    // A period repeats its beginning and closes twice; a sentence repeats its idea and runs on.
    phrases: ['abacabAc', 'abAcabBc', 'aAbcaABc', 'aabcaAbc', 'aAbBbBAc', 'abac', 'aAbc'], ornament: 0.22,
  },
  counter: {
    habits: [
      { kind: 'sixths', energy: [0.2, 1], roles: ['main', 'contrast', 'build'] }, { kind: 'thirds', energy: [0.3, 1], roles: ['main', 'contrast', 'build'] }, { kind: 'guide', energy: [0, 1] }, { kind: 'answers', energy: [0, 1] },
      { kind: 'figure', energy: [0.1, 0.7], steps: '2-------1-------|0-------1---2---' }, { kind: 'guide', metre: '3/4', energy: [0, 1] }, { kind: 'sixths', metre: '3/4', energy: [0.2, 1] }, { kind: 'thirds', metre: '6/8', energy: [0.2, 1] }, { kind: 'guide', metre: '6/8', energy: [0, 1] },
    ],
    range: [58, 74], rhythms: ['........x-x-x---', '......x-x-x-x---', '........x---x---', '..........x-x-x-'],
  },
  fx: {},
  pump: [],
  ending: 'roll',
  touch: { bass: 0.66, chords: 0.56, lead: 0.86, counter: 0.62 },
};
