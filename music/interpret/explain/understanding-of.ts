import {
  cleanText,
  type Intent,
  MAX_WISHES,
  type Understanding,
  type UnderstoodWish,
  WISH_OUTCOMES,
} from '@fermata/contracts/values';
import { NAME_WEIGHT } from '../reading/build-lexicon.ts';
import { quoteOf, type TextReading, type Wish, type WishContent } from '../reading/wish.ts';
import { explainContent } from './explain-content.ts';
import { type Explanation, ignored } from './explanation.ts';

/** What the intent makes of every wish of a text. The quotes are parts of the text. */
export function understandingOf(reading: TextReading, intent: Intent): Understanding {
  const all = reading.wishes.map((wish) => explainWish(reading, wish, intent));
  if (all.length <= MAX_WISHES) return all;
  const rest = reading.wishes[MAX_WISHES - 1];
  return [
    ...all.slice(0, MAX_WISHES - 1),
    {
      quote: reading.text.slice(rest?.start ?? 0),
      ...ignored('text', null, 'the text has more wishes than can be listed'),
    },
  ];
}

/**
 * A word may have several meanings: the one that the music follows best explains it. That an instrument suits the style
 * does not mean that it plays.
 */
function explainWish(reading: TextReading, wish: Wish, intent: Intent): UnderstoodWish {
  let best: Explanation | undefined;
  const isInstrument = wish.contents.some(({ kind }) => kind === 'instrument');
  const contents = wish.contents
    .filter((content) => !isInstrument || !isHint(content))
    .sort((a, b) => placeOf(a) - placeOf(b));
  for (const content of contents) {
    const explained = explainContent(content, wish, intent);
    if (!best || rankOf(explained) < rankOf(best)) best = explained;
  }
  return {
    quote: quoteOf(reading, wish),
    ...toldWithReader(best ?? ignored('text', null, 'this is not understood'), wish),
  };
}

/** Names the model that understood the words. What it is not sure of is an approximation. */
function toldWithReader(explained: Explanation, { reader }: Wish): Explanation {
  if (!reader) return explained;
  const { outcome, reason } = explained;
  return {
    ...explained,
    outcome: outcome === 'honoured' && !reader.isCertain ? 'approximated' : outcome,
    reason: cleanText(
      `${reason}; understood by meaning${reader.isCertain ? '' : ', not surely'} (${reader.name})`,
      300,
    ),
  };
}

const isHint = (content: WishContent): boolean =>
  content.kind === 'substyle' || (content.kind === 'style' && content.weight < NAME_WEIGHT);

/** Of equally good explanations, that of the plainest meaning. */
const placeOf = (content: WishContent): number =>
  content.kind === 'substyle' || content.kind === 'energy'
    ? 1
    : content.kind === 'style' && content.weight < NAME_WEIGHT
      ? 2
      : 0;

const rankOf = ({ outcome }: Explanation): number => WISH_OUTCOMES.indexOf(outcome);
