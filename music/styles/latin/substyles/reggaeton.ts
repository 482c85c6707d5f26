import type { Substyle } from '../../style-notes.ts';

/** The style as `notes.ts` has it: a dembow, a deep bass that follows it, plucks and a guitar. */
export const reggaeton: Substyle = {
  name: 'reggaeton',
  label: 'reggaeton',
  energy: [0.35, 0.7],
  players: {
    drums: ['dembow-kit'], bass: ['deep-bass', 'rolling-808'], chords: ['island-pluck', 'nylon-chords', 'warm-keys'], lead: ['marimba', 'nylon-lead', 'airy-pluck'],
    counter: ['glass-answer', 'nylon-answer'], pad: ['warm-strings', 'coro'],
  },
  notes: { metres: ['4/4'], rootedTonic: true },
};
