import type { SectionRole } from '@fermata/contracts/values';
import type { Substyle } from '../../style-notes.ts';

const FLOOR: readonly SectionRole[] = ['main', 'contrast', 'build', 'outro'];

/** Dry drums and snaps, a pulsing bass, plucked chords that leave holes, a hook of two bars. */
export const synthPop: Substyle = {
  name: 'synth-pop',
  label: 'synth pop',
  energy: [0.72, 1],
  players: { drums: ['pop-machine'], bass: ['pulse-bass', 'gum-bass'], chords: ['pluck-chords', 'stacked-synth'], lead: ['hook-synth', 'vox-hook', 'hook-pluck'], counter: ['glass-arp', 'muted-pluck'], pad: ['air-pad'] },
  notes: {
    tempo: { slow: 100, usual: 116, fast: 126 },
    energy: 0.78,
    mood: 'happy',
    metres: ['4/4'],
    swing: { at: 0.5, unit: 16 },
    looseness: 0.0015,
    snareLate: 0,
    timing: { lead: { loose: 2 } },
    dynamics: 0.3,
    arrangement: {
      drums: { intro: 'late', break: 0.5 }, bass: { intro: 'never', contrast: 'late', break: 'never' }, chords: { outro: 'early' }, lead: { intro: 'late', contrast: 0.4, build: 'never', break: 'late', outro: 'never' },
      counter: { intro: 'never', main: 0.4, contrast: 0.6, break: 'never', outro: 'early' }, pad: { intro: 'never', main: 0.4, contrast: 'never', build: 'late', outro: 0.4 },
    },
    grooves: [
      { name: 'snaps', energy: [0, 0.6], roles: ['contrast', 'intro', 'outro'], steps: { kick: 'X.......x.......|X.....x.x.......', rim: '....X.......X...', closedHat: 'o.o.o.o.o.o.o.o.' } },
      { name: 'verse', energy: [0.35, 1], roles: ['contrast', 'intro', 'outro'], steps: { kick: 'X..x....X.x.....', rim: '....X.......X...|....X.......X..o', closedHat: 'o.ogo.ogo.ogo.og' } },
      { name: 'four', energy: [0.3, 1], roles: ['main', 'build'], steps: { kick: 'X...X...X...X...', snare: '....X.......X...', clap: '....X.......X...', closedHat: 'o.x.o.x.o.x.o.x.', shaker: 'gogogogogogogogo' } },
      { name: 'lift', energy: [0.5, 1], roles: ['main'], steps: { kick: 'X...X...X...X.x.', snare: '....X.......X...|....X.......X..x', clap: '....X.......X...', openHat: '..x...x...x...x.', tambourine: 'o.o.o.o.o.o.o.o.' } },
      { name: 'broken', energy: [0.45, 1], roles: ['main', 'build'], steps: { kick: 'X.....X...X.....|X.....X...X..x..', snare: '....X.......X...', clap: '....x.......X...', closedHat: 'x.xox.xox.xox.xr', openHat: '..............x.' } },
      { name: 'gallop', energy: [0.6, 1], roles: ['main'], steps: { kick: 'X..X..X.X..X..X.', snare: '....X.......X...', clap: '....X.......X...', closedHat: 'x.x.x.x.x.x.x.x.', tambourine: '....x.......x...' } },
      { name: 'alone', energy: [0, 1], roles: ['break'], steps: { rim: '....x.......x...', closedHat: 'g...g...g...g...' } },
      { name: 'in six', metre: '6/8', energy: [0, 1], steps: { kick: 'X.....x...x.', snare: '......X.....', clap: '......x.....', closedHat: 'x.o.o.x.o.o.' } },
    ],
    fills: [
      { steps: { kick: 'X...X...........', snare: '....X...x.xxX.xx' } }, { steps: { clap: '....X.......XXXX' } }, { steps: { kick: 'X...............', snare: '................', clap: '................', closedHat: '................' } },
      { steps: { highTom: '........xx......', midTom: '..........xx....', lowTom: '............x.xx', snare: '....X...........' } },
    ],
    builds: [
      { grow: [0.3, 1], steps: { snare: '....x.......x...|....x.......x...|x...x...x...x...|x.x.x.x.xxxxrrrr', kick: 'X...X...X...X...|X...X...X...X...|X.X.X.X.X.X.X.X.|................' } },
      { grow: [0.3, 1], alone: true, steps: { clap: '....x.......x...|....x.......x...|x...x...x...x...|x.x.x.x.x.x.x...', closedHat: 'o.o.o.o.o.o.o.o.|oxoxoxoxoxoxoxox|oxoxoxoxoxoxoxox|xxxxxxxxxxxxxxxx' } },
    ],
    drop: { gap: 1, crash: true },
    bassLines: [
      { energy: [0, 0.7], roles: ['contrast', 'intro', 'outro'], steps: 'R-----R-..R-....|R-----R-..R-5-..' }, { energy: [0, 1], roles: FLOOR, steps: 'R.R.R.R.R.R.R.R.' }, { energy: [0.3, 1], roles: FLOOR, steps: 'R..R..R.R..R..8.|R..R..R.R..R5.A.' },
      { energy: [0.4, 1], roles: FLOOR, steps: 'R.8.R.8.R.8.R.8.' }, { energy: [0.5, 1], roles: FLOOR, steps: 'RRr.RRr.RRr.RR8.' }, { metre: '6/8', energy: [0, 1], steps: 'R.R.R.R.R.8.' },
    ],
    bassRange: [31, 42],
    comping: [
      { kind: 'block', energy: [0, 0.8], steps: 'x..x..x.....x...|x..x..x...x.x...' }, { kind: 'block', energy: [0.2, 1], steps: '..s...s...s...s.|..s...s...s..ss.' }, { kind: 'block', energy: [0.3, 1], steps: 's..s..s.s..s..s.' },
      { kind: 'arp', energy: [0.2, 1], steps: '0.2.1.2.0.2.1.3.' }, { kind: 'block', energy: [0.5, 1], roles: ['main'], steps: 'X--X--X---X-X---' }, { kind: 'block', energy: [0, 1], roles: ['break', 'build'], steps: 'x---x---x---x---' },
      { kind: 'block', metre: '6/8', energy: [0, 1], steps: 'x...x.x...x.' },
    ],
    voicing: { low: 55, high: 74, voices: 3 },
    pads: [{ energy: [0, 1] }],
    padVoicing: { low: 55, high: 76, voices: 3, spread: 'open' },
    melody: {
      rhythms: ['x.x.x..x..x.x...', 'x..x..x.x.......', '..x.x.x..x..x...', 'x.xx..x.x..x....', 'x...x.x.x...x.x.', 'x..x..x...x.x-x-', '....x.x.x.xxx...', 'x.x...x.x.x.....', 'x--x--x---x-x---'],
      rhythmsIn: { '6/8': ['x.x.x.x.....', 'x...x.x.x.x.', 'x.x...x.x...', '..x.x.x...x.'] },
      range: [70, 86], leap: 0.28, rest: 0.06, legato: 0.6, pentatonic: true, phrases: ['aaab', 'abab', 'aaaA', 'a.ab', 'aAac'], ornament: 0.03,
    },
    counter: {
      habits: [{ kind: 'figure', energy: [0.4, 1], steps: '0.1.2.0.1.2.0.1.|2.0.1.2.0.1.2.1.' }, { kind: 'figure', energy: [0.5, 1], steps: '0120120120120121' }, { kind: 'answers', energy: [0, 0.9] }, { kind: 'figure', energy: [0.3, 1], drawn: true, steps: '..0...1...2...1.|..0..1..2..1..0.|..2..1....2.1...' }],
      range: [62, 80], rhythms: ['........x.x.x...', '..........x..x..', '........x..x..x.'],
    },
    fx: { riser: { beats: 8, growth: 0.15 }, impact: { energy: 0.65 }, downlifter: { beats: 8, fall: 0.2 } },
    pump: [{ energy: [0, 1], roles: ['main', 'build'], steps: 'X...X...X...X...' }, { energy: [0, 1], steps: 'o.......o.......' }],
    ending: 'hit',
    touch: { drums: 1, bass: 0.9, chords: 0.82, lead: 0.82, pad: 0.65, counter: 0.7, fx: 0.7 },
  },
};
