import type { SectionRole } from '@fermata/contracts/values';
import type { Substyle } from '../../style-notes.ts';

const BAND: readonly SectionRole[] = ['intro', 'main', 'contrast', 'build', 'outro'];

/** Slower and rounder: an electric piano, fingers on the bass, a guitar that answers, a flute. */
export const soulFunk: Substyle = {
  name: 'soul',
  label: 'soul funk',
  energy: [0, 0.42],
  players: { drums: ['soul-kit'], bass: ['soul-bass'], chords: ['electric-piano'], lead: ['funk-flute', 'jazz-organ', 'soul-vibes', 'alto-sax'], counter: ['wah-line', 'muted-line'], pad: ['soul-horns', 'soul-strings'] },
  notes: {
    tempo: { slow: 84, usual: 93, fast: 102 },
    energy: 0.36,
    mood: 'warm',
    swing: { at: 0.57, unit: 16 },
    looseness: 0.006,
    snareLate: 0.01,
    arrangement: {
      drums: { intro: 'late' }, chords: { break: 'never' }, lead: { intro: 'never', build: 'never', break: 'never', outro: 'never' }, counter: { intro: 'never', main: 0.25, contrast: 0.25, break: 'never', outro: 'never' },
      pad: { intro: 'never', main: 0.2, contrast: 0.3, break: 'never', outro: 0.2 },
    },
    grooves: [
      { name: 'easy', energy: [0, 0.4], steps: { kick: 'X......x..x.....', rim: '....x.......x..g', closedHat: 'x.o.x.o.x.o.x.o.' } },
      { name: 'laid back', energy: [0.2, 0.8], steps: { kick: 'X..x......x.....|X..x...x..x.....', snare: '....x..g....x..g', closedHat: 'xoxoxoxoxoxoxoxo', shaker: '..g...g...g...g.' } },
      { name: 'soul clap', energy: [0.35, 1], steps: { kick: 'X.x....x..x.....', snare: '....X..g.g..X...', closedHat: 'x.xox.xox.xox.xo', tambourine: '....o.......o...' } },
      { name: 'conga', energy: [0.25, 1], steps: { kick: 'X......x..x.....', snare: '....x.......x..g', ride: 'x.x.x.x.x.x.x.x.', highConga: '..o..oo...o..oo.', lowConga: '...o....o..o....' } },
      { name: 'break', energy: [0, 1], roles: ['break'], steps: { kick: 'X......x..x.....', rim: '....x.......x...', closedHat: 'x.o.x.o.x.o.x.o.', highConga: '..o..oo...o..oo.' } },
    ],
    bassLines: [
      { energy: [0, 0.6], steps: 'R-----..R.R-5---|R-----..R.5-7---' }, { energy: [0, 1], steps: 'R--.R-..g.5-7-8-|R--.R-..g.7-5-A-' }, { energy: [0.2, 1], steps: 'R--gR.8-....5.7.|R--gR.8-..7-5-A-' }, { energy: [0.3, 1], steps: 'R..R-.g.5--.7-A-' },
    ],
    comping: [
      { kind: 'block', energy: [0, 0.6], roles: BAND, steps: 'x-----..x-------|x-----....x-----' }, { kind: 'block', energy: [0.1, 1], roles: BAND, steps: 'x--s..x---..s...|x--s..x---....x-' }, { kind: 'block', energy: [0.2, 1], roles: BAND, steps: '..x-..s.x---..s.' },
      { kind: 'block', energy: [0.3, 1], roles: BAND, steps: 'X-.x-.s...x-.s..' },
    ],
    voicing: { low: 52, high: 72, voices: 4 },
    pads: [{ energy: [0, 1] }, { energy: [0.2, 1], steps: '................|......x---..s...' }, { energy: [0.25, 1], roles: ['main'], steps: 'x-----------....|..........x.x---' }],
    melody: {
      rhythms: ['x--x..x-x-------', '..x-xx.x-.......', 'x-xx-.x-....x...', '....x-x.x-x-----', 'x.x-..x-.x-.....', 'x-----x.xx-.....', '..x.x.x---..x-..', 'x-x-..xx.x------'],
      range: [69, 85], leap: 0.26, rest: 0.1, legato: 0.85, pentatonic: false, phrases: ['a.ab', 'aab.', 'aAbc', 'abac', 'a.Ac'], ornament: 0.25, chromatic: 0.08,
      solo: { rhythms: ['x.xx-.x-x.x-....', '..xxx.x-..xx.x..', 'x-x.x-xx..x-....', '....x.xxx-x---..'], rest: 0.2 },
    },
    touch: { drums: 0.8, bass: 0.88, chords: 0.8, lead: 0.8, pad: 0.7, counter: 0.66, fx: 0.5 },
  },
};
