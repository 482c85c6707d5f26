import type { Substyle } from '../../style-notes.ts';

/** The style as `notes.ts` has it: a rumble, stabs and a sequence over a relentless kick. */
export const drivingTechno: Substyle = {
  name: 'driving',
  label: 'driving techno',
  energy: [0.45, 0.8],
  players: { drums: ['techno-kit'], bass: ['rumble', 'sub-pulse'], chords: ['techno-stab', 'dub-chord'], lead: ['bleep', 'metal-hook'], counter: ['glass-sequence', 'acid-sequence'], pad: ['drone', 'air'] },
  notes: {},
};
