import type { Substyle } from '../../style-notes.ts';

/** The style as `notes.ts` has it: for films of companies and products, and for good news. */
export const corporate: Substyle = {
  name: 'corporate',
  label: 'corporate pop',
  energy: [0.45, 0.72],
  players: {
    drums: ['clap-kit'], bass: ['finger-bass'], chords: ['ukulele', 'strummed-guitar'], lead: ['glockenspiel', 'whistle', 'bright-piano'], counter: ['muted-guitar', 'marimba'], pad: ['bright-strings', 'pop-piano'],
  },
  notes: {},
};
