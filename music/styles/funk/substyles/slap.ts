import type { Substyle } from '../../style-notes.ts';

/** The style as `notes.ts` has it: the thumb on the bass, a wah, a section of horns. */
export const slapFunk: Substyle = {
  name: 'slap',
  label: 'slap funk',
  energy: [0.42, 0.78],
  players: { drums: ['funk-kit'], bass: ['slap-bass'], chords: ['wah-guitar', 'scratch-guitar', 'clavinet'], lead: ['horn-line', 'funk-synth', 'jazz-organ', 'alto-sax'], counter: ['muted-line', 'wah-clavinet'], pad: ['horns', 'low-horns'] },
  notes: {},
};
