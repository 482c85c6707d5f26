import { type Brief, type Metre, METRES } from '@fermata/contracts/values';
import type { StyleDefinition } from '../styles/style-definitions.ts';
import { styleMetreIssue } from '../styles/style-metre-issue.ts';
import { type Choice, choice } from './choice.ts';
import { drawMetre } from './draw-metre.ts';
import {
  contentsOf,
  isExcluded,
  isWanted,
  quoteOf,
  type TextReading,
  type Wish,
} from './reading/wish.ts';

/** The first metre of a text that the composer knows: a time signature, or a word such as "waltz". */
export function metreWish(
  reading: TextReading,
): { metre: Metre; wish: Wish; said: string } | undefined {
  const found = [
    ...contentsOf(reading, 'time signature')
      .filter(isWanted)
      .flatMap(({ wish, content }) =>
        METRES.filter((metre) => metre === content.metre).map((metre) => ({ metre, wish })),
      ),
    ...contentsOf(reading, 'metre')
      .filter(isWanted)
      .map(({ wish, content }) => ({ metre: content.metre, wish })),
  ];
  const first = found[0];
  return first && { ...first, said: quoteOf(reading, first.wish) };
}

/** A wish that the style cannot play gives way to its own metre, with the reason. */
export function chooseMetre(
  brief: Brief,
  reading: TextReading,
  definition: StyleDefinition,
): Choice<Metre> {
  const said = metreWish(reading);
  const asked = brief.metre ?? said?.metre;
  const issue = asked ? styleMetreIssue(asked, definition.name) : null;
  if (brief.metre && issue === null)
    return choice(brief.metre, 'asked', `metre: ${brief.metre}, as requested`);
  if (brief.audioLoop) return choice('4/4', 'style-default', 'metre: 4/4, the metre of the loop');
  if (issue !== null)
    return choice(
      definition.metres[0],
      'style-default',
      `metre: ${definition.metres[0]}, because ${issue}`,
    );
  if (said)
    return choice(
      said.metre,
      'understood',
      `metre: ${said.metre}, because the brief says "${said.said}"`,
    );
  const drawn = drawMetre(definition, brief.seed);
  const excluded = excludedMetres(reading);
  const own = excluded.has(drawn)
    ? (definition.metres.find((metre) => !excluded.has(metre)) ?? drawn)
    : drawn;
  if (own !== drawn)
    return choice(own, 'understood', `metre: ${own}, because the brief excludes ${drawn}`);
  return choice(
    own,
    'style-default',
    brief.seed === undefined
      ? `metre: ${own}, as is usual in ${definition.label}`
      : `metre: ${own}, drawn by the seed from those of ${definition.label}`,
  );
}

const excludedMetres = (reading: TextReading): Set<string> =>
  new Set(
    [...contentsOf(reading, 'time signature'), ...contentsOf(reading, 'metre')]
      .filter(isExcluded)
      .map(({ content }) => content.metre),
  );
