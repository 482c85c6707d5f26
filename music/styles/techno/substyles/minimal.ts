import type { SectionRole } from '@fermata/contracts/values';
import type { Substyle } from '../../style-notes.ts';

const FLOOR: readonly SectionRole[] = ['intro', 'main', 'contrast', 'build', 'outro'];

/** Slower, swung and dry: clicks and rims between soft kicks, a dub chord that echoes, much silence. */
export const minimalTechno: Substyle = {
  name: 'minimal',
  label: 'minimal techno',
  energy: [0, 0.45],
  players: { drums: ['minimal-kit'], bass: ['sub-pulse', 'rumble'], chords: ['dub-chord'], lead: ['bleep'], counter: ['glass-sequence'], pad: ['drone'] },
  notes: {
    tempo: { slow: 120, usual: 124, fast: 128 },
    energy: 0.55,
    mood: 'dark',
    swing: { at: 0.55, unit: 16 },
    looseness: 0.002,
    arrangement: {
      bass: { intro: 'late', break: 'never' }, chords: { intro: 'late' }, lead: { intro: 'never', build: 'never', break: 'never', outro: 'never', main: 0.35 },
      counter: { intro: 'never', main: 0.3, outro: 'never' }, pad: { main: 0.35, outro: 'never' },
    },
    grooves: [
      { name: 'pulse', energy: [0, 0.4], roles: FLOOR, steps: { kick: 'X...X...X...X...', closedHat: '..o...o...o...o.', rim: '...g......g...?.', shaker: 'g.g.g.g.g.g.g.g.' } },
      { name: 'clicks', energy: [0.15, 0.7], roles: FLOOR, steps: { kick: 'X...X...X...X...', closedHat: '..x...x...x...x.', rim: '...o..g...?..o..|.......o..g.....', clap: '....g.......g...', highConga: '..........?..o..' } },
      { name: 'shuffle', energy: [0.25, 1], roles: FLOOR, steps: { kick: 'X...X...X...X...', openHat: '..o...o...o...o.', shaker: 'ogxgogxgogxgogxg', clap: '....o.......o...', rim: '.......?.....g..|...g......o.....' } },
      { name: 'wood', energy: [0.4, 1], roles: FLOOR, steps: { kick: 'X...X...X...X...|X...X...X...X.o.', openHat: '..x...x...x...x.', closedHat: 'g.ogg.ogg.ogg.og', clap: '....x.......x...', lowConga: '...o.....o......|......o.....o...', highConga: '......o.....?...' } },
      { name: 'dust', energy: [0, 1], roles: ['break'], steps: { shaker: 'g.g.g.g.g.g.g.g.', rim: '...?......?..?..', closedHat: '......o.......o.' } },
    ],
    fills: [{ steps: { rim: '....o..o..o.o...', kick: 'X...X...X.......' } }, { steps: { highConga: '........o..oo.o.', lowConga: '..........o..o.o' } }, { steps: { kick: 'X...X...........', clap: '............o.x.' } }],
    drop: { gap: 1, crash: false },
    bassLines: [
      { energy: [0, 0.6], steps: '..R-......R-....|..R-......R-..r.' },
      { energy: [0, 0.8], steps: 'R-....r-..R-....|R-....r-..5-..7-' },
      { energy: [0.2, 1], steps: '..R...R...R..R..|..R...R...R.5.7.' },
      { energy: [0.3, 1], steps: '.rR..rR..rR..R8.' },
    ],
    comping: [
      { kind: 'block', energy: [0, 0.5], roles: FLOOR, steps: '......x-........|................' },
      { kind: 'block', energy: [0, 1], roles: FLOOR, steps: '...s..........s.|...s............' },
      { kind: 'block', energy: [0.3, 1], roles: FLOOR, steps: '..x-.....s......|..x-.....s..s...' },
      { kind: 'block', energy: [0, 1], roles: ['break', 'build'], steps: '..x-..........s.|......x-........' },
    ],
    melody: {
      rhythms: ['x.....x.........', '......x..x......', '..x.........x...', 'x..x......x.....', '....x.x.........'],
      range: [67, 81], leap: 0.2, rest: 0.15, legato: 0.4, pentatonic: true, phrases: ['a.a.', 'a...', 'a.ab', 'aa..'],
    },
    fx: { riser: { beats: 16, growth: 0.15 }, downlifter: { beats: 16, fall: 0.15 }, swell: { beats: 8, every: 8, roles: ['main', 'contrast', 'break'] } },
  },
};
