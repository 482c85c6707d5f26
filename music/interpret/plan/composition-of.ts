import { Composition, type Intent, PART_NAMES, type PartName } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../../styles/style-definitions.ts';

/** What the parts of a piece depend on. */
export type PartChoices = Pick<Intent, 'style' | 'withoutParts' | 'audioLoop'>;

/** The parts of an intent's piece. At least one remains: the chords carry most of a piece. */
export function partsOf({ style, withoutParts, audioLoop }: PartChoices): PartName[] {
  const { parts } = STYLE_DEFINITIONS[style];
  const asked = PART_NAMES.filter(
    (part) => (part === 'loop' ? audioLoop : parts[part]) && !withoutParts.includes(part),
  );
  return asked.length > 0 ? asked : [parts.chords ? 'chords' : 'lead'];
}

/** What the composer gets of an intent. */
export const compositionOf = (intent: Intent): Composition =>
  Composition.parse({
    style: intent.style,
    substyle: intent.substyle,
    mood: intent.mood,
    tempoBpm: intent.tempoBpm,
    key: intent.key,
    metre: intent.metre,
    durationSeconds: intent.durationSeconds,
    energy: intent.energy,
    parts: partsOf(intent),
    ending: intent.ending,
    energyCurve: intent.energyCurve,
    hits: intent.hits,
    motif: intent.motif,
    audioLoop: intent.audioLoop,
  });
