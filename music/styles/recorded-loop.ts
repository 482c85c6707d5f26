import type { PartDefinition } from './style-sound.ts';

/** The part `loop` of every style that has none of its own: a recording, its rumble cut, that makes a little room for the beat. */
export const recordedLoop: PartDefinition = {
  instrument: 'recording',
  midiProgram: 0,
  sound: {
    recording: true,
    bus: { gain: 0.35, set: { lowCut: 60, highCut: 14_400 }, duck: { depth: 0.2, beats: 0.4 } },
  },
};
