import type { Substyle } from '../../style-notes.ts';

/** The style as `notes.ts` has it: a running tune over a bass in octaves, chords in frames, an echo. */
export const adventure: Substyle = {
  name: 'adventure',
  label: 'chiptune adventure',
  energy: [0.35, 0.75],
  players: {
    drums: ['chip-kit'], bass: ['triangle-bass'], chords: ['pulse-chords', 'thin-pulse-chords'], lead: ['pulse-lead', 'square-lead', 'thin-lead'], counter: ['second-pulse', 'second-square'],
  },
  notes: {},
};
