import type { Substyle } from '../../style-notes.ts';

/** The style as `notes.ts` has it: crunching power chords left and right, an organ, a solo. */
export const classicRock: Substyle = {
  name: 'classic-rock',
  label: 'classic rock',
  energy: [0.45, 0.75],
  players: { drums: ['rock-kit'], bass: ['picked-bass'], chords: ['crunch-guitars'], lead: ['lead-guitar', 'fuzz-lead'], counter: ['second-guitar'], pad: ['rock-organ', 'held-guitar'] },
  notes: {},
};
