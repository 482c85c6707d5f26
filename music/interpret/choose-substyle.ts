import type { Style, Substyle } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import { inSubstyle, substyleFor } from '../styles/substyle.ts';
import { type Choice, choice } from './choice.ts';
import { addSubstyles } from './reading/build-lexicon.ts';
import { Lexicon } from './reading/lexicon.ts';
import { tokenize } from './reading/tokenize.ts';
import { quoteOf, type TextReading } from './reading/wish.ts';

export interface SubstyleWish {
  readonly substyle: Substyle;
  readonly word: string;
}

/**
 * The substyle of a style that most words of a text name; the first one of several. Its words may be part of a longer
 * name: "minimal techno".
 */
export function substyleWish(reading: TextReading, style: Style): SubstyleWish | undefined {
  const words = substyleWords(style);
  const found = reading.wishes.flatMap((wish): SubstyleWish[] => {
    if (wish.polarity !== 'wanted') return [];
    const tokens = tokenize(quoteOf(reading, wish));
    return words.phrasesOf(tokens).flatMap((phrase, at) =>
      (phrase?.meanings ?? []).flatMap((meaning) =>
        meaning.kind === 'substyle'
          ? [
              {
                substyle: meaning.substyle,
                word: tokens
                  .slice(at, at + (phrase?.length ?? 1))
                  .map(({ word }) => word)
                  .join(' '),
              },
            ]
          : [],
      ),
    );
  });
  const counts = new Map<Substyle, number>();
  for (const { substyle } of found) counts.set(substyle, (counts.get(substyle) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return found.find(({ substyle }) => counts.get(substyle) === most);
}

const lexicons = new Map<Style, Lexicon>();

function substyleWords(style: Style): Lexicon {
  const known = lexicons.get(style);
  if (known) return known;
  const lexicon = new Lexicon();
  addSubstyles(lexicon, style);
  lexicons.set(style, lexicon);
  return lexicon;
}

/** The substyle that the words name, else the one for the energy; undefined if the style has none. */
export function chooseSubstyle(
  style: Style,
  named: SubstyleWish | undefined,
  energy: number,
): Choice<Substyle> | undefined {
  const definition = STYLE_DEFINITIONS[style];
  const substyle = substyleFor(definition, { substyle: named?.substyle, energy });
  if (substyle === undefined) return undefined;
  const { label } = inSubstyle(definition, substyle);
  return named
    ? choice(substyle, 'understood', `substyle: ${label}, because the brief says "${named.word}"`)
    : choice(substyle, 'style-default', `substyle: ${label}, as suits an energy of ${energy}`);
}
