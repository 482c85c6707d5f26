import type { Bus, Patch, Player } from '../style-sound.ts';

/** Trumpets and trombones on two sides, struck together. */
export const brassSection = (
  instrument: string,
  gain: number,
  set: Patch['set'],
  bus: Bus,
): Player => ({
  instrument,
  midiProgram: 61,
  sound: {
    placement: { scatter: 0.45 },
    patch: { dsp: 'brass', gain, set: { attack: 0.022, blare: 0.7, release: 0.1, ...set } },
    bus,
  },
});
