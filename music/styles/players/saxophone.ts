import type { Bus, Patch, Player } from '../style-sound.ts';

export const altoSax = (set: Patch['set'], bus: Bus): Player => ({
  instrument: 'alto-sax',
  midiProgram: 65,
  sound: {
    patch: {
      dsp: 'reed',
      gain: 0.3,
      set: { apex: 0.15, holes: 900, formant: 1100, release: 0.08, ...set },
    },
    bus,
  },
});
