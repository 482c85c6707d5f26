import type { StyleNotes } from '../style-notes.ts';

/**
 * No beat: slow chords in a hall, a drone, a choir above them, sparse felt piano and glass bells,
 * and a reticent bowed voice.
 */
export const ambientNotes: StyleNotes = {
  name: 'ambient',
  label: 'ambient',
  tempo: { slow: 46, usual: 56, fast: 70 },
  energy: 0.45,
  mood: 'dreamy',
  // Nothing marks the beat, so any metre is at home here; the rows are cut, or held on, to its bar.
  metres: ['4/4', '4/4', '4/4', '4/4', '3/4', '6/8', '5/4', '7/8', '2/4'],
  swing: { at: 0.5, unit: 16 },
  looseness: 0.02,
  snareLate: 0,
  timing: { bass: { loose: 0.5 }, counter: { loose: 2 }, lead: { late: 0.02 } },
  dynamics: 0.45,
  key: {
    calm: { tonic: 'D', mode: 'major' }, warm: { tonic: 'Ab', mode: 'major' }, happy: { tonic: 'E', mode: 'lydian' }, dark: { tonic: 'C', mode: 'phrygian' },
    sad: { tonic: 'F', mode: 'minor' }, dreamy: { tonic: 'Bb', mode: 'lydian' }, driving: { tonic: 'A', mode: 'dorian' }, epic: { tonic: 'D', mode: 'dorian' },
  },
  tonics: ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'],
  modes: {
    calm: ['major', 'lydian', 'mixolydian'], warm: ['major', 'mixolydian', 'lydian'], happy: ['lydian', 'major'], dark: ['phrygian', 'minor'],
    sad: ['minor', 'dorian'], dreamy: ['lydian', 'lydian', 'major', 'mixolydian'], driving: ['dorian', 'minor'], epic: ['dorian', 'minor', 'lydian'],
  },
  // Two chords alternate, or a progression turns slowly around its tonic; no dominants, unresolved
  // suspensions. The tonic has a ninth and no seventh: with one it sounds like the chord a third above.
  loops: {
    major: [['Iadd9', 'IVmaj9'], ['Iadd9', 'IIIm7', 'IVmaj9', 'Iadd9'], ['Iadd9', 'IVmaj9', 'Iadd9', 'Vsus4'], ['Iadd9', 'VIm9', 'IVmaj9', 'Iadd9'], ['Iadd9', 'Vsus2', 'IVmaj9', 'Iadd9'], ['Iadd9', 'IVmaj9', 'VIm9', 'Iadd9'], ['Iadd9', 'Vsus4', 'IVmaj9', 'Iadd9'], ['Iadd9', 'IIm11', 'IVmaj9', 'Iadd9']],
    lydian: [['Iadd9', 'IIadd9'], ['Iadd9', 'VIIm7', 'Iadd9', 'IIadd9'], ['Iadd9', 'VIm9', 'Iadd9', 'IIadd9'], ['Iadd9', 'IIIm9', 'Iadd9', 'IIadd9'], ['Imaj7', 'Vmaj7', 'Imaj7', 'IIadd9'], ['Iadd9', 'IIadd9', 'VIm9', 'Iadd9'], ['Iadd9', 'IIadd9', 'VIIm7', 'Iadd9']],
    mixolydian: [['Iadd9', 'bVIImaj9'], ['I9sus4', 'IVadd9', 'bVIImaj9', 'Iadd9'], ['Iadd9', 'IVmaj9', 'Vm7', 'Iadd9'], ['Iadd9', 'Vm9', 'bVIImaj7', 'Iadd9'], ['Iadd9', 'bVIImaj9', 'IVadd9', 'Iadd9'], ['Iadd9', 'Vm7', 'IVmaj9', 'Iadd9']],
    minor: [['Imadd9', 'bVImaj9'], ['Imadd9', 'bIIImaj7', 'bVImaj9', 'Imadd9'], ['Imadd9', 'bVImaj9', 'bVIIadd9', 'Imadd9'], ['Imadd9', 'Vm7', 'Imadd9', 'IVm9'], ['Im11', 'IVm9', 'bVImaj7', 'Imadd9'], ['Imadd9', 'bIIImaj7', 'IVm9', 'Imadd9'], ['Imadd9', 'bVIIadd9', 'bVImaj9', 'Imadd9']],
    dorian: [['Imadd9', 'IVadd9'], ['Imadd9', 'bVIImaj7', 'IVadd9', 'Imadd9'], ['Imadd9', 'bIIImaj9', 'IVadd9', 'Imadd9'], ['Imadd9', 'IIm11', 'Imadd9', 'IVadd9'], ['Imadd9', 'IVadd9', 'bVIImaj7', 'Imadd9'], ['Imadd9', 'IIm11', 'IVadd9', 'Imadd9']],
    phrygian: [['Im', 'bIImaj9'], ['Im11', 'bIImaj7', 'bVIIm7', 'Im'], ['Im', 'bVImaj9', 'bIImaj7', 'Im'], ['Im', 'IVm7', 'bIImaj9', 'Im'], ['Im', 'bVIIm7', 'bIImaj7', 'Im']],
  },
  barsPerChord: 2,
  cadence: { major: ['IVmaj9', 'Iadd9'], lydian: ['IIadd9', 'Iadd9'], mixolydian: ['bVIImaj9', 'Iadd9'], minor: ['bVImaj9', 'Imadd9'], dorian: ['IVadd9', 'Imadd9'], phrygian: ['bIImaj9', 'Im'] },
  forms: [
    { name: 'breath', upTo: 6, sections: [{ name: 'drift', role: 'main', bars: 4, energy: 0.85, to: 1 }] },
    { name: 'swell', upTo: 14, sections: [{ name: 'haze', role: 'intro', bars: 1, energy: 0.5, to: 0.7 }, { name: 'drift', role: 'main', bars: 5, energy: 0.8, to: 1 }, { name: 'fading', role: 'outro', bars: 2, energy: 0.65, to: 0.45 }] },
    {
      name: 'wave', upTo: 24,
      sections: [
        { name: 'haze', role: 'intro', bars: 2, energy: 0.4, to: 0.6, harmony: 'pedal' }, { name: 'drift', role: 'main', bars: 4, energy: 0.65, to: 0.85 }, { name: 'opening', role: 'contrast', bars: 4, energy: 0.85, to: 1 },
        { name: 'drift', role: 'main', bars: 4, energy: 0.9, to: 0.75 }, { name: 'fading', role: 'outro', bars: 2, energy: 0.6, to: 0.35 },
      ],
    },
    {
      name: 'arc', upTo: 40,
      sections: [
        { name: 'haze', role: 'intro', bars: 4, energy: 0.35, to: 0.55, harmony: 'pedal' }, { name: 'drift', role: 'main', bars: 8, energy: 0.6, to: 0.75 }, { name: 'bloom', role: 'main', bars: 8, energy: 0.85, to: 1 },
        { name: 'fading', role: 'outro', bars: 6, energy: 0.65, to: 0.3 },
      ],
    },
    {
      name: 'two shores',
      sections: [
        { name: 'haze', role: 'intro', bars: 4, energy: 0.4, to: 0.55 }, { name: 'drift', role: 'main', bars: 8, energy: 0.7, to: 0.8 }, { name: 'still water', role: 'break', bars: 4, energy: 0.4, harmony: 'pedal' },
        { name: 'opening', role: 'contrast', bars: 8, energy: 0.8, to: 1 }, { name: 'drift', role: 'main', bars: 8, energy: 0.95, to: 0.8 }, { name: 'fading', role: 'outro', bars: 6, energy: 0.6, to: 0.3 },
      ],
    },
    {
      name: 'tide',
      sections: [
        { name: 'haze', role: 'intro', bars: 6, energy: 0.3, to: 0.55, harmony: 'pedal' }, { name: 'drift', role: 'main', bars: 8, energy: 0.6, to: 0.8 }, { name: 'opening', role: 'contrast', bars: 8, energy: 0.75, to: 0.95 },
        { name: 'rising', role: 'build', bars: 4, energy: 0.8, to: 0.95, harmony: 'home' }, { name: 'bloom', role: 'main', bars: 8, energy: 1, to: 0.9 }, { name: 'still water', role: 'break', bars: 4, energy: 0.45 },
        { name: 'fading', role: 'outro', bars: 6, energy: 0.55, to: 0.3 },
      ],
    },
    {
      name: 'slow continent',
      sections: [
        { name: 'haze', role: 'intro', bars: 6, energy: 0.3, to: 0.45, harmony: 'pedal' }, { name: 'drift', role: 'main', bars: 8, energy: 0.5, to: 0.65 }, { name: 'drift', role: 'main', bars: 8, energy: 0.65, to: 0.8 },
        { name: 'still water', role: 'break', bars: 4, energy: 0.4 }, { name: 'opening', role: 'contrast', bars: 12, energy: 0.7, to: 0.95 }, { name: 'bloom', role: 'main', bars: 12, energy: 1, to: 0.85 },
        { name: 'still water', role: 'break', bars: 4, energy: 0.45, harmony: 'pedal' }, { name: 'fading', role: 'outro', bars: 8, energy: 0.5, to: 0.25 },
      ],
    },
  ],
  arrangement: {
    bass: { intro: 'late', break: 0.2 }, chords: { intro: 'late', build: 0.2 }, lead: { intro: 'never', outro: 'early', build: 'never', break: 'never' }, counter: { intro: 'late', outro: 'never' }, fx: { outro: 'never' },
  },
  grooves: [],
  fills: [],
  fillEvery: 0,
  builds: [],
  drop: { gap: 0, crash: false },
  bassLines: [
    { energy: [0, 1], roles: ['intro', 'break', 'outro', 'build'], steps: 'T-------|--------' },
    { energy: [0, 0.7], steps: 'T-------|--------' },
    { energy: [0, 1], steps: 'R-------|--------' },
    { energy: [0.2, 1], steps: 'R-------|----5---' },
    { energy: [0.45, 1], steps: 'R-----8-|--------' },
  ],
  bassRange: [29, 40],
  comping: [
    { kind: 'block', energy: [0, 0.3], steps: 'o---------------|----------------' },
    { kind: 'arp', energy: [0, 0.45], steps: '....0---2-------|......3---------' },
    { kind: 'arp', energy: [0, 0.6], steps: '0-----1---2-----|....3---5-------' },
    { kind: 'arp', energy: [0.15, 0.8], steps: '..0---1---2---4-|--------3-----2-' },
    { kind: 'arp', energy: [0.3, 1], steps: '0---2---1---3---|2---4---3---5---' },
    { kind: 'arp', energy: [0.5, 1], steps: '0-2-1-3-2-4-3-5-|4-2-3-1-2-0-1-3-' },
    { kind: 'arp', energy: [0.6, 1], steps: '0..2..4..1..3..5|..4..2..3..1..0.' },
  ],
  voicing: { low: 52, high: 69, voices: 4 },
  rootedTonic: true,
  pads: [
    { energy: [0, 0.35], roles: ['intro', 'break', 'outro'], drone: true, stagger: 1 },
    { energy: [0, 0.6], stagger: 1 }, { energy: [0.2, 1], stagger: 0.5 }, { energy: [0.5, 1] },
  ],
  padVoicing: { low: 48, high: 69, voices: 4, spread: 'open' },
  melody: {
    rhythms: ['x-----------x---|----------------', 'x-------x-----x-|----------------', '..x---------x---|x---------------', 'x---x-----------|....x-----------', 'x---------------|x-------x-------', 'x-----x---x-----|----------------'],
    range: [64, 83], leap: 0.34, rest: 0.05, legato: 0.98, pentatonic: true,
    phrases: ['a...', 'a.......', 'a...A...', 'a...b...', 'a.....A.', 'a..A....'],
  },
  counter: {
    habits: [{ kind: 'answers', energy: [0, 0.7] }, { kind: 'figure', energy: [0, 1], steps: '........4-------|................|......5---3-----|................' }, { kind: 'figure', energy: [0.45, 1], steps: '....3-----5-----|..........4-----' }],
    range: [74, 93], rhythms: ['........x-----x-', '..........x---x-', '......x---x---x-', '....x-----x-----'],
  },
  fx: { swell: { beats: 7, every: 4, roles: ['intro', 'main', 'contrast', 'break', 'build'] }, riser: { beats: 8, growth: 0.08 }, downlifter: { beats: 8, fall: 0.12 } },
  pump: [],
  ending: 'roll',
  touch: { bass: 0.75, chords: 0.55, lead: 0.62, counter: 0.5, pad: 0.68, fx: 0.6 },
};
