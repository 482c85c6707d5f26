import { hasKind, hasMarker, type Item, meaningOf, numberOf, unitOf } from '../reading/item.ts';
import { isNegated } from './negation.ts';
import { changesOf, type Clause, hasChange } from './note-clause.ts';

export type Limit = 'most' | 'least';

/** A smaller number beside "slower" is a difference, and no tempo. */
export const LEAST_TEMPO = 40;

/**
 * Whether a figure is the most or the least that is wanted: "under 90 bpm", "not faster than 90 bpm", "shorter than 60
 * seconds". `way`: where the clause moves what the figure is of.
 */
export function limitOf(clause: Clause, way: 'more' | 'less' | undefined): Limit | undefined {
  const negated = isNegated(clause);
  if (negated && way) return way === 'more' ? 'most' : 'least';
  const limit = namedLimit(clause) ?? comparedLimit(clause);
  return limit && negated ? OPPOSITE[limit] : limit;
}

const OPPOSITE = { most: 'least', least: 'most' } as const;

function namedLimit(clause: Clause): Limit | undefined {
  if (hasChange(clause, 'most')) return 'most';
  return hasChange(clause, 'least') ? 'least' : undefined;
}

/** "less than 60 seconds", "faster than 90 bpm": a comparison, a word such as "than", and a figure. */
const comparedLimit = ({ items }: Clause): Limit | undefined =>
  items
    .map((item, at) => (isWithFigure(items, at) ? comparisonOf(item) : undefined))
    .find((limit) => limit !== undefined);

function comparisonOf(item: Item): Limit | undefined {
  const changes = changesOf(item);
  if (isQuantity(item)) return hasKind(item, 'less') ? 'most' : 'least';
  if (changes.includes('shorter') || changes.includes('slower')) return 'most';
  return changes.includes('longer') || changes.includes('faster') ? 'least' : undefined;
}

/** "less", "more": they compare nothing but numbers, while "shorter" may be shorter by a number. */
const isQuantity = (item: Item): boolean =>
  hasKind(item, 'less') || changesOf(item).includes('more');

const MOST_BETWEEN = 3;

function isWithFigure(items: readonly Item[], at: number): boolean {
  const item = items[at];
  const figureAt = items.findIndex((each, index) => index > at && isNumber(each));
  const between = items.slice(at + 1, figureAt);
  if (!item || figureAt < 0 || between.length > MOST_BETWEEN || !between.every(isSmall))
    return false;
  // French "moins de" is one phrase.
  if (isQuantity(item) && item.wordMarkers.includes('than')) return true;
  // Italian "più veloce di 90 bpm" names a tempo, and "più veloce di 10 bpm" a difference.
  const isTempo =
    (numberOf(items[figureAt]) ?? 0) >= LEAST_TEMPO && unitOf(items[figureAt + 1]) === 'bpm';
  return between.some(
    (each) =>
      hasMarker(each, 'than') && (isQuantity(item) || isTempo || !changesOf(each).includes('by')),
  );
}

const isNumber = (item: Item): boolean =>
  numberOf(item) !== undefined || item.clockSeconds !== undefined;

const isSmall = (item: Item): boolean =>
  hasKind(item, 'plain') || hasMarker(item, 'than') || meaningOf(item, 'time')?.time === 'around';
