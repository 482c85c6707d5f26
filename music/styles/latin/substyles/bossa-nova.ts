import type { Substyle } from '../../style-notes.ts';

/** A nylon guitar that plays thumb and chords against each other, brushes and a rim, rich soft chords. */
export const bossaNova: Substyle = {
  name: 'bossa-nova',
  label: 'bossa nova',
  energy: [0, 0.35],
  players: { drums: ['bossa-kit'], bass: ['upright-bass'], chords: ['bossa-guitar'], lead: ['flute', 'vibraphone', 'nylon-lead', 'alto-sax'], counter: ['rhodes-answer', 'nylon-answer'], pad: ['warm-strings', 'soft-rhodes'] },
  notes: {
    tempo: { slow: 112, usual: 128, fast: 148 },
    energy: 0.25,
    mood: 'warm',
    metres: ['4/4', '4/4', '4/4', '2/4'],
    swing: { at: 0.5, unit: 8 },
    looseness: 0.007,
    dynamics: 0.3,
    timing: { lead: { loose: 1.8, late: 0.012 }, chords: { loose: 0.8 }, bass: { loose: 0.8, late: 0.003 } },
    modes: {
      calm: ['major', 'major', 'lydian'], warm: ['major', 'major', 'dorian'], happy: ['major', 'major', 'mixolydian'], dark: ['minor', 'dorian'],
      sad: ['minor', 'minor', 'dorian'], dreamy: ['lydian', 'major'], driving: ['dorian', 'minor'], epic: ['minor', 'dorian'],
    },
    loops: {
      major: [
        ['Imaj9', 'Imaj9', 'II13', 'II13', 'IIm9', 'V13', 'Imaj9', 'bII7'], ['Imaj7', 'VIm7', 'IIm9', 'V13'], ['Imaj7', 'bIIIo7', 'IIm7', 'V7'], ['Imaj9', 'IVmaj7', 'IIIm7', 'VI7b9', 'IIm9', 'V13', 'Imaj9', 'V13'],
        ['Imaj7', 'bIIImaj7', 'IIm9', 'bII7'], ['Imaj9', 'Imaj9', 'IVm7', 'bVII9', 'IIIm7', 'VI7b9', 'IIm9', 'V13'],
      ],
      minor: [['Im9', 'IVm9', 'IIm7b5', 'V7b9'], ['Im69', 'Im69', 'II7', 'II7', 'IIm7b5', 'V7b9', 'Im69', 'V7b9'], ['Im9', 'bVImaj7', 'IIm7b5', 'V7b9'], ['Im9', 'IVm7', 'bVII9', 'bIIImaj7', 'bVImaj7', 'IIm7b5', 'V7b9', 'Im9']],
      dorian: [['Im9', 'IV13', 'Im9', 'IV13'], ['Im7', 'IIm7', 'bIIImaj7', 'IIm7'], ['Im9', 'IV9', 'bVIImaj7', 'IV9']],
      phrygian: [['Im7', 'bIImaj7', 'Im7', 'bVIIm7'], ['Im7', 'bIImaj7', 'bVIIm7', 'Im7']],
      lydian: [['Imaj9', 'II7', 'Imaj9', 'II7'], ['Imaj9', 'Imaj9', 'VIIm7', 'II9'], ['Imaj9', 'II9', 'VIm9', 'II9']],
      mixolydian: [['I9', 'bVIImaj7', 'I9', 'IV9'], ['I7', 'Vm7', 'IVmaj7', 'I7'], ['I9', 'I9', 'IV9', 'bVIImaj7']],
    },
    cadence: { major: ['V13', 'Imaj9'], lydian: ['II9', 'Imaj9'], mixolydian: ['bVIImaj7', 'I9'], minor: ['V7b9', 'Im69'], dorian: ['IV13', 'Im9'], phrygian: ['bIImaj7', 'Im7'] },
    arrangement: {
      drums: { intro: 'late', break: 'never' }, bass: { intro: 'late', break: 'early' }, lead: { intro: 'never', break: 'late', outro: 'never' },
      counter: { intro: 'never', main: 0.12, contrast: 'never', break: 'never', outro: 'never' }, pad: { intro: 'never', main: 0.15, contrast: 0.1, break: 'never', outro: 'late' },
    },
    grooves: [
      { name: 'rim and brush', energy: [0, 0.5], steps: { rim: 'x..x..x.|..x..x..', shaker: 'oggoggog', bigDrum: 'o..go..g' } },
      { name: 'bossa', energy: [0.1, 1], steps: { rim: 'x..x..x.|..x..x..', closedHat: 'xoxoxoxo', bigDrum: 'x..xx..x' } },
      { name: 'bossa, other clave', energy: [0.1, 1], steps: { rim: '..x..x..|x..x..x.', closedHat: 'xoxoxoxo', bigDrum: 'x..xx..x', shaker: 'gogogogo' } },
      { name: 'stirred', energy: [0, 0.45], steps: { swirl: 'o---o---', rim: 'o..o..o.|..o..o..', bigDrum: 'o...o...' } },
      { name: 'ride', energy: [0.2, 1], roles: ['contrast', 'main'], steps: { ride: 'x.oxox.o', rim: 'x..x..x.|..x..x..', bigDrum: 'x..xx..x', pedalHat: '..x...x.' } },
      { name: 'in two', metre: '2/4', energy: [0, 1], steps: { rim: 'x..x..x.|..x..x..', closedHat: 'xoxoxoxo', bigDrum: 'x..xx..x' } },
      { name: 'in two, soft', metre: '2/4', energy: [0, 0.5], steps: { rim: 'o..o..o.|..o..o..', shaker: 'oggoggog', bigDrum: 'o...o..g' } },
    ],
    fills: [
      { steps: { rim: 'x..x.xxx', bigDrum: 'x..xx...' } }, { steps: { rim: '..x.xx.x', closedHat: 'xoxo....', swirl: '....o---' } }, { metre: '2/4', steps: { rim: 'x..x.xxx' } },
    ],
    builds: [],
    drop: { gap: 0, crash: false },
    bassLines: [
      { energy: [0, 0.6], steps: 'R--r5--5|R--r5--A' }, { energy: [0, 0.4], steps: 'R---5---' }, { energy: [0.15, 1], steps: 'R--55--N|---R5--5' },
      { energy: [0.2, 1], steps: 'R--R5--5|R--R5-A-' }, { metre: '2/4', energy: [0, 1], steps: 'R--r5--5|R--r5--A' },
    ],
    bassRange: [28, 39],
    comping: [
      { kind: 'pick', energy: [0, 0.7], steps: 'P..pb.p.|B.p.b.p.', voicing: { low: 52, high: 70, voices: 4 } },
      { kind: 'pick', energy: [0, 1], steps: 'P..p.bp.|P.p.bp..', voicing: { low: 52, high: 70, voices: 4 } },
      { kind: 'block', energy: [0.1, 1], push: true, steps: 'x-.x-.x-|..x-.x-x' },
      { kind: 'block', energy: [0.1, 1], push: true, steps: '..x-.x-x|.x-.x-.x' },
      { kind: 'pick', metre: '2/4', energy: [0, 1], steps: 'P..pb.p.|B.p.b.p.', voicing: { low: 52, high: 70, voices: 4 } },
    ],
    voicing: { low: 50, high: 69, voices: 4 },
    melody: {
      rhythms: ['x--x--x-|x-----..', '..x-x-x-|-x------', 'x-x-x--x|--x-....', '.x-x-x-x|------..', 'x---x-x-|x--x----', '..x--x-x|-x-x----'],
      rhythmsIn: { '2/4': ['x--x--x-', '..x-x-x-', 'x-----..', '.x-x-x--', 'x-x-x---'] },
      range: [67, 84], leap: 0.22, rest: 0.08, legato: 0.95, pentatonic: false,
      phrases: ['abac', 'aAbc', 'aAaAbAbc', 'ab.c'], ornament: 0.2, chromatic: 0.2,
      solo: { rhythms: ['xxxx.xxx', 'x-x-xxxx', '.xxx.xx-', 'x--x--xx', '..xxxxx-'], rhythmsIn: { '2/4': ['xxxx.xxx', 'x-x-xxxx', '.xxx.xx-'] }, rest: 0.15 },
    },
    counter: { habits: [{ kind: 'guide', energy: [0, 1] }, { kind: 'answers', energy: [0, 1] }], range: [57, 72], rhythms: ['....x-x-', '.....x-x', '....x--x'] },
    pump: [],
    ending: 'roll',
    touch: { drums: 0.7, bass: 0.85, chords: 0.85, lead: 0.8, counter: 0.65, pad: 0.55 },
  },
};
