import type { SectionRole } from '@fermata/contracts/values';
import type { Substyle } from '../../style-notes.ts';

const FLOOR: readonly SectionRole[] = ['intro', 'main', 'contrast', 'build', 'outro'];

/** Faster and harder: a distorted kick, a sliding acid line that carries the piece, rave stabs. */
export const acidTechno: Substyle = {
  name: 'acid',
  label: 'hard acid techno',
  energy: [0.8, 1],
  players: { drums: ['hard-kit'], bass: ['acid-line', 'acid-square'], chords: ['rave-stab', 'techno-stab'], lead: ['hard-lead', 'metal-hook'], counter: ['glass-sequence'], pad: ['air', 'drone'] },
  notes: {
    tempo: { slow: 138, usual: 142, fast: 148 },
    energy: 0.85,
    dynamics: 0.45,
    arrangement: {
      bass: { intro: 'late' }, chords: { intro: 'never', main: 0.6, outro: 'never', break: 'late' },
      lead: { intro: 'never', build: 'never', break: 'never', outro: 'never', main: 0.7, contrast: 'never' }, counter: { intro: 'never', main: 0.75, contrast: 0.5, break: 'never', build: 'never', outro: 'never' },
      pad: { intro: 'never', main: 0.85, outro: 'never' },
    },
    grooves: [
      { name: 'stomp', energy: [0, 0.7], roles: FLOOR, steps: { kick: 'X...X...X...X...', openHat: '..X...X...X...X.', closedHat: 'oxoxoxoxoxoxoxox' } },
      { name: 'warehouse', energy: [0.5, 1], roles: FLOOR, steps: { kick: 'X...X...X...X...', openHat: '..X...X...X...X.', closedHat: 'oxoxoxoxoxoxoxox', clap: '....X.......X...', rim: '...x..x...x..x..' } },
      { name: 'hammer', energy: [0.65, 1], roles: FLOOR, steps: { kick: 'X...X...X...X...|X...X...X...X.x.', openHat: '..X...X...X...X.', ride: 'x.x.x.x.x.x.x.x.', clap: '....X.......X...', snare: '.......o......o.|.......o..o...xo' } },
      { name: 'rave', energy: [0.7, 1], roles: FLOOR, steps: { kick: 'X...X...X...X...|X...X..xX...X...', ride: '..X...X...X...X.', closedHat: 'xoxrxoxrxoxrxoxr', clap: '....X.......X..X|....X.......X.XX', lowTom: '...o..o....o..o.' } },
      { name: 'air', energy: [0, 1], roles: ['break'], steps: { closedHat: '..o...o...o...o.', rim: '...o......o..o..' } },
    ],
    bassLines: [
      { kind: 'sequence', energy: [0, 1], steps: 'xx.xx.xxx.xxx.xx' },
      { kind: 'sequence', energy: [0, 1], steps: 'x.xxxx.xx.xxxxx.' },
      { kind: 'sequence', energy: [0, 1], steps: 'xxxxxxxxxxxxxxxx' },
      { kind: 'sequence', energy: [0, 0.8], steps: 'x..x..x.x..xx.x.' },
      { energy: [0.5, 1], steps: 'RR8RR3RRR8R7R28R', slides: '..x....x.x...x..', accents: 'x..x..x..x..x..x' },
    ],
    bassRange: [31, 42],
    comping: [
      { kind: 'block', energy: [0, 1], roles: FLOOR, steps: 'X..s..s.........|................' },
      { kind: 'block', energy: [0, 1], roles: FLOOR, steps: 'X..s..X..s..X...|..........s..s..' },
      { kind: 'block', energy: [0, 1], roles: FLOOR, steps: '..s...s...s...s.' },
      { kind: 'block', energy: [0, 1], roles: ['break', 'build'], steps: 'x--x--x--x--x-x-' },
    ],
    melody: {
      rhythms: ['x..x..x..x..x.x.', 'x.x.x..x..x.....', 'x...x...x..x..x.', 'x..x..x.........'],
      range: [64, 79], leap: 0.3, rest: 0, legato: 0.7, pentatonic: false, phrases: ['aaab', 'abab', 'aaaA'],
    },
  },
};
