import type { PartDefinition } from './style-sound.ts';

/**
 * The default `loop` part of styles without their own: an audio loop with its rumble removed, ducked
 * slightly by the beat.
 */
export const recordedLoop: PartDefinition = {
  instrument: 'recording',
  midiProgram: 0,
  sound: {
    audioLoop: true,
    bus: { gain: 0.35, set: { lowCut: 60, highCut: 14_400 }, duck: { depth: 0.2, beats: 0.4 } },
  },
};
