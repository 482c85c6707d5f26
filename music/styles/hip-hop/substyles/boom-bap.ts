import type { Substyle } from '../../style-notes.ts';

/** The style as `notes.ts` has it: swung drums with a cracking snare, chopped keys, a plucked bass. */
export const boomBap: Substyle = {
  name: 'boom-bap',
  label: 'boom bap',
  energy: [0, 0.5],
  players: {
    drums: ['boom-bap-kit'], bass: ['upright-bass', 'finger-bass'], chords: ['chopped-piano', 'rhodes', 'dusty-strings'], lead: ['flute', 'vibraphone', 'muted-guitar'],
    counter: ['muted-guitar-answer'], pad: ['dusty-choir'],
  },
  notes: {},
};
