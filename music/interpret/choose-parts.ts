import { type Brief, PART_NAMES, type PartName } from '@fermata/contracts/values';
import type { StyleDefinition } from '../styles/style-definitions.ts';
import { type Choice, choice } from './choice.ts';
import { contentsOf, type TextReading } from './reading/wish.ts';
import { factsOf, type InstrumentName } from './words/instruments.ts';

/** The part of an instrument, if nothing else plays it in a style: "no piano" leaves the pads of house. */
export function partOnlyOf(
  instrument: InstrumentName,
  { parts }: Pick<StyleDefinition, 'parts'>,
): PartName | undefined {
  const { part, playedBy } = factsOf(instrument);
  const own = Object.entries(parts).find(([name]) => name === part)?.[1];
  if (!own || !playedBy) return undefined;
  return [own, ...(own.alternatives ?? [])].every((player) => playedBy.test(player.instrument))
    ? part
    : undefined;
}

/** The parts that a text excludes, in the order of scores. At least one part remains. */
export function excludedParts(
  reading: TextReading,
  definition: Pick<StyleDefinition, 'parts'>,
): PartName[] {
  const excluded = new Set<PartName | undefined>([
    ...contentsOf(reading, 'part').flatMap(({ wish, content }) =>
      wish.polarity === 'excluded' ? [content.part] : [],
    ),
    ...contentsOf(reading, 'instrument').flatMap(({ wish, content }) =>
      wish.polarity === 'excluded' ? [partOnlyOf(content.instrument, definition)] : [],
    ),
    ...partsBesides(reading, definition),
    ...contentsOf(reading, 'drumless').flatMap(({ wish }) =>
      wish.polarity === 'wanted' ? (['drums'] as const) : [],
    ),
  ]);
  return PART_NAMES.filter((part) => excluded.has(part)).slice(0, PART_NAMES.length - 1);
}

/** "only piano": the parts of a style that something else plays; none if the style cannot play it. */
function partsBesides(reading: TextReading, { parts }: Pick<StyleDefinition, 'parts'>): PartName[] {
  const alone = contentsOf(reading, 'alone').map(({ content }) => content);
  const isNamed = (part: PartName): boolean =>
    alone.some(
      (content) =>
        content.parts.includes(part) ||
        content.instruments.some((name) => mayPlay(name, parts[part])),
    );
  const played = PART_NAMES.filter((part) => parts[part] !== undefined);
  return played.some(isNamed) ? played.filter((part) => !isNamed(part)) : [];
}

/** Whether a part may be played by an instrument. */
export function mayPlay(
  name: InstrumentName,
  part: StyleDefinition['parts'][keyof StyleDefinition['parts']],
): boolean {
  const { playedBy } = factsOf(name);
  if (!part || !playedBy) return false;
  return [part, ...(part.alternatives ?? [])].some(({ instrument }) => playedBy.test(instrument));
}

export function chooseParts(
  brief: Brief,
  reading: TextReading,
  definition: Pick<StyleDefinition, 'parts'>,
): Choice<PartName[]> {
  if (brief.withoutParts)
    return choice(
      brief.withoutParts,
      'asked',
      brief.withoutParts.length > 0
        ? `parts: without ${brief.withoutParts.join(', ')}, as requested`
        : 'parts: all, as requested',
    );
  const excluded = excludedParts(reading, definition);
  return excluded.length > 0
    ? choice(
        excluded,
        'understood',
        `parts: without ${excluded.join(', ')}, because the brief says so`,
      )
    : choice([], 'style-default', 'parts: all, as none is excluded');
}
