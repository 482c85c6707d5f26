import type { StyleDefinition } from '../../styles/style-definitions.ts';
import { type Drum, DRUMS } from '../../styles/style-notes.ts';

/** Whether a style's kit has a sound for a MIDI key. */
export function kitHas(style: StyleDefinition, midi: number): boolean {
  const sound = style.parts.drums?.sound;
  return sound !== undefined && 'kit' in sound && midi in sound.kit;
}

/** The first of these drums for which the style has a sound. */
export const firstInKit = (style: StyleDefinition, drums: readonly Drum[]): number | undefined =>
  drums.map((name) => DRUMS[name]).find((midi) => kitHas(style, midi));
