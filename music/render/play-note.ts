import { silentStereo, type Stereo } from '../signal/stereo.ts';
import type { Patch } from '../styles/style-sound.ts';
import { FaustInstance } from './faust-instance.ts';
import { renderNote } from './render-note.ts';

const RING_SECONDS = 0.3;

/** A MIDI note, velocity 1 to 127, held for `duration` seconds. `seed` makes two hits differ. */
export interface PlayedNote {
  readonly midi: number;
  readonly velocity: number;
  readonly duration: number;
  readonly seed: number;
}

/** Renders a single note without bus and mood until it has decayed. */
export function playNote(patch: Patch, note: PlayedNote, sampleRate: number): Stereo {
  const held = patch.ring ?? note.duration + (patch.set.release ?? RING_SECONDS);
  const out = silentStereo(Math.ceil((held + RING_SECONDS) * sampleRate), sampleRate);
  renderNote(new FaustInstance(patch.dsp, sampleRate), patch, { start: 0, ...note }, 1, out);
  return out;
}
