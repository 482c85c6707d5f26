import type { Substyle } from '../../style-notes.ts';

/** A clave of two bars, a montuno in octaves, a bass that anticipates the next chord, congas and brass. */
export const salsa: Substyle = {
  name: 'salsa',
  label: 'salsa',
  energy: [0.7, 0.85],
  players: { drums: ['salsa-section'], bass: ['baby-bass'], chords: ['montuno-piano'], lead: ['brass-section', 'flute'], counter: ['brass-answer'], pad: ['coro', 'warm-strings'] },
  notes: {
    tempo: { slow: 164, usual: 182, fast: 200 },
    energy: 0.75,
    mood: 'happy',
    metres: ['4/4'],
    swing: { at: 0.5, unit: 8 },
    looseness: 0.006,
    timing: { drums: { loose: 0.7 }, bass: { loose: 0.8, late: 0.003 }, chords: { loose: 0.8 }, lead: { loose: 1.4 } },
    loops: {
      major: [['I', 'IV', 'V7', 'IV'], ['I', 'VIm7', 'IIm7', 'V7'], ['I', 'I', 'V7', 'V7', 'V7', 'V7', 'I', 'I'], ['Imaj7', 'IIm7', 'V7', 'I6'], ['I', 'IV', 'I', 'V7']],
      minor: [['Im', 'IVm', 'V7', 'Im'], ['Im', 'V7', 'V7', 'Im'], ['Im', 'bVII', 'bVI', 'V7'], ['Im7', 'IVm7', 'bVII7', 'bIIImaj7', 'bVImaj7', 'IIm7b5', 'V7', 'Im7'], ['IVm', 'Im', 'V7', 'Im']],
      dorian: [['Im7', 'IV7', 'Im7', 'IV7'], ['Im7', 'IIm7', 'IV7', 'Im7'], ['Im', 'bVII', 'IV', 'Im']],
      phrygian: [['Im', 'bII', 'bIII', 'bII'], ['Im', 'bVII', 'bVI', 'bII'], ['Im', 'bII', 'bII', 'Im']],
      lydian: [['I', 'II7', 'I', 'II7'], ['Imaj7', 'II7', 'VIm7', 'II7']],
      mixolydian: [['I', 'bVII', 'IV', 'I'], ['I7', 'IV', 'I7', 'bVII'], ['I', 'I', 'bVII', 'IV']],
    },
    cadence: { major: ['V7', 'I6'], lydian: ['II7', 'I'], mixolydian: ['bVII', 'I'], minor: ['V7', 'Im6'], dorian: ['IV7', 'Im7'], phrygian: ['bII', 'Im'] },
    forms: [
      { name: 'mambo', upTo: 8, sections: [{ name: 'mambo', role: 'main', bars: 4, energy: 1 }] },
      { name: 'short mambo', upTo: 20, sections: [{ name: 'piano', role: 'intro', bars: 4, energy: 0.6 }, { name: 'mambo', role: 'main', bars: 12, energy: 1 }] },
      {
        name: 'verse and montuno', upTo: 44,
        sections: [{ name: 'intro', role: 'intro', bars: 4, energy: 0.6 }, { name: 'verse', role: 'contrast', bars: 16, energy: 0.75, harmony: 'home' }, { name: 'montuno', role: 'main', bars: 16, energy: 1 }, { name: 'coda', role: 'outro', bars: 4, energy: 0.8 }],
      },
      {
        name: 'son',
        sections: [
          { name: 'intro', role: 'intro', bars: 8, energy: 0.6 }, { name: 'verse', role: 'contrast', bars: 16, energy: 0.72 }, { name: 'mambo', role: 'main', bars: 16, energy: 0.95 }, { name: 'piano alone', role: 'break', bars: 8, energy: 0.5, harmony: 'home' },
          { name: 'solo', role: 'contrast', bars: 16, energy: 0.88, harmony: 'home', solo: true }, { name: 'mambo', role: 'main', bars: 16, energy: 1 }, { name: 'coda', role: 'outro', bars: 4, energy: 0.85 },
        ],
      },
    ],
    arrangement: {
      drums: { intro: 'late', break: 0.35 }, bass: { intro: 'late', break: 'late' }, lead: { intro: 'never', break: 'never', outro: 'never' },
      counter: { intro: 'never', main: 'never', contrast: 0.4, break: 'never', outro: 'never' }, pad: { intro: 'never', main: 0.6, contrast: 'never', break: 'never', outro: 'never' },
    },
    // The clave is 2-3 in all grooves, so that piano and bass agree with it.
    grooves: [
      { name: 'cascara', energy: [0, 0.8], roles: ['contrast', 'intro', 'outro'], steps: { claves: '..x.x...|x..x..x.', rim: 'x.xx.xx.|xx.xx.x.', mutedConga: 'g.x..gx.|g.x..gx.', highConga: '......xx', lowConga: '........|...xx...', shaker: 'xoxoxoxo' } },
      { name: 'tumbao', energy: [0, 0.7], steps: { claves: '..x.x...|x..x..x.', mutedConga: 'ggx.ggx.', highConga: '......xx', lowConga: '........|...xx...', shaker: 'xoxoxoxo', lowBongo: 'o...o...', highBongo: '.gog.gog' } },
      { name: 'martillo', energy: [0.3, 0.9], roles: ['contrast', 'main'], steps: { claves: '..x.x...|x..x..x.', highBongo: 'Xgogxgog', lowBongo: '......x.', mutedConga: 'g.x.g.x.', highConga: '......xx', lowConga: '........|...xx...', shaker: 'xoxoxoxo' } },
      { name: 'mambo bell', energy: [0.5, 1], roles: ['main', 'build'], steps: { cowbell: 'x.x.xxx.|xx.xx.xx', claves: '..x.x...|x..x..x.', mutedConga: 'g.x.g.x.', highConga: '......xx', lowConga: '........|...xx...', shaker: 'xoxoxoxo', kick: '...x....|...x....' } },
      { name: 'hand bell', energy: [0.6, 1], roles: ['main'], steps: { cowbell: 'X.x.X.xx', rim: 'x.xx.xx.|xx.xx.x.', mutedConga: 'g.x.g.x.', highConga: '......xx|...o..xx', lowConga: '........|...xx...', shaker: 'xoxoxoxo', kick: '...x....', guiro: 'X.xxX.xx' } },
      { name: 'guiro', energy: [0, 0.6], steps: { guiro: 'X.xxX.xx', claves: '..x.x...|x..x..x.', mutedConga: 'g.x.g.x.', highConga: '......xx', lowConga: '........|...xx...' } },
    ],
    fills: [
      { steps: { highTimbale: '..xx.xx.', lowTimbale: 'x......X', kick: '...x....' } }, { steps: { highTimbale: 'xxx.xx..', lowTimbale: '......xX' } }, { steps: { highTimbale: 'xrxrxrx.', kick: 'x.......' } },
      { steps: { highConga: 'xx.xx...', lowConga: '.....xxX' } }, { steps: { highBongo: 'xxxxx...', lowBongo: '.....xxX' } },
    ],
    builds: [],
    drop: { gap: 0, crash: true },
    bassLines: [
      { energy: [0, 1], steps: 'R--5--N-|---5--N-' }, { energy: [0.3, 1], steps: '...5--N-|---5--N-' }, { energy: [0.5, 1], roles: ['main', 'contrast'], steps: '...5--N-|---8-5N-' }, { energy: [0, 0.6], roles: ['contrast', 'intro'], steps: 'R-----5-|R---5-A-' },
    ],
    bassRange: [31, 42],
    comping: [
      { kind: 'octaves', energy: [0, 1], push: true, steps: '0.12.2.1|.2.12.2.' }, { kind: 'octaves', energy: [0.2, 1], push: true, steps: '2-.1.2.0|.1.2.1.2' },
      { kind: 'octaves', energy: [0.3, 1], push: true, steps: '0.21.2.1|.2.3.21.' }, { kind: 'octaves', energy: [0.4, 1], push: true, steps: 'x-.2.1.2|.1.2.0.1' },
    ],
    voicing: { low: 55, high: 69, voices: 3 },
    melody: {
      rhythms: ['x-..x-.x|.x.x-...', '..x.x.x-|x..x..x.', 'x.x-.x-.|xx.x-...', '.xx.xx.x|x-......', 'x---..x.|x..x..x-', '..xxx.x.|x-......', 'x-x-x-.x|.x------'],
      range: [66, 84], leap: 0.26, rest: 0.06, legato: 0.75, pentatonic: false,
      phrases: ['aabc', 'aAab', 'a.a.', 'aaAc', 'abac'], ornament: 0.05, chromatic: 0.06,
      solo: { rhythms: ['xxxx.xxx', '.xx.xx.x', 'x.xxx.x-', 'x--x--xx', 'xxxxxxx.'], rest: 0.14 },
    },
    counter: { habits: [{ kind: 'answers', energy: [0, 1] }, { kind: 'figure', energy: [0, 1], steps: '......2.|2..1....' }], range: [62, 79], rhythms: ['....x.x-', '....xx.x', '.....x.x'] },
    pump: [],
    ending: 'hit',
    touch: { drums: 0.95, bass: 0.95, chords: 0.85, lead: 0.9, counter: 0.75, pad: 0.6 },
  },
};
