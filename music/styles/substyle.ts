import type { Composition, Substyle as SubstyleName } from '@fermata/contracts/values';
import type { StyleDefinition } from './style-definitions.ts';
import type { StyleSound } from './style-sound.ts';

/**
 * The substyle of a composition: the one that it names, else the one for its energy. Undefined if
 * the style has none.
 */
export function substyleFor(
  { substyles = [] }: Pick<StyleDefinition, 'substyles'>,
  { substyle, energy }: Pick<Composition, 'substyle' | 'energy'>,
): SubstyleName | undefined {
  const named = substyles.find(({ name }) => name === substyle);
  const usual = substyles.find(({ energy: [from, to] }) => energy >= from && energy <= to);
  return (named ?? usual ?? substyles[0])?.name;
}

/** The definition of a style with everything that a substyle replaces. */
export function inSubstyle(
  style: StyleDefinition,
  name: SubstyleName | undefined,
): StyleDefinition {
  const substyle = style.substyles?.find((candidate) => candidate.name === name);
  if (!substyle) return style;
  return {
    ...style,
    ...substyle.notes,
    label: substyle.label,
    parts: { ...style.parts, ...playersOf(style.parts, substyle.players ?? {}) },
  };
}

/** The parts of which a substyle names the instruments, with these alone. */
function playersOf(
  parts: StyleSound,
  wanted: Readonly<Partial<Record<keyof StyleSound, readonly string[]>>>,
): StyleSound {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, definition]) => {
      const names = Object.entries(wanted).find(([name]) => name === part)?.[1];
      const [first, ...others] = [definition, ...(definition.alternatives ?? [])].filter(
        ({ instrument }) => names?.includes(instrument),
      );
      return first ? [[part, { ...first, alternatives: others }]] : [];
    }),
  );
}
