import type { Substyle } from '../../style-notes.ts';

/** The style as `notes.ts` has it, on one grand piano: bass, broken chords, tune and inner voice are its hands. */
export const soloPiano: Substyle = {
  name: 'solo-piano',
  label: 'solo piano',
  energy: [0, 0.4],
  players: { bass: ['grand-piano'], chords: ['grand-piano'], lead: ['grand-piano'], counter: ['grand-piano'] },
  notes: {},
};
