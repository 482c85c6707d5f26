import { findFigures } from '../reading/find-figures.ts';
import { hasKind, type Item, unitOf, wishesOf } from '../reading/item.ts';
import type { Unit } from '../reading/meaning.ts';
import type { Change } from '../words/change-words.ts';
import type { NotedPiece } from './note-answer.ts';
import { changesOf, type Clause, hasChange, isUnknown } from './note-clause.ts';
import { timesIn } from './places-in.ts';
import type { Uses } from './rules.ts';
import { spanOf } from './time-of.ts';

/** Alone they name no change. */
const SAYS_NOTHING: ReadonlySet<Change> = new Set([
  ...([
    'verb',
    'to',
    'by',
    'bit',
    'much',
    'all',
    'only',
    'denies',
    'want',
    'instead',
    'too',
    'most',
    'least',
  ] as const),
]);
/** Beside an answer they say how it is meant. */
const BESIDE_AN_ANSWER: ReadonlySet<Change> = new Set([
  ...(['add', 'more', 'back', 'again', 'keep', 'other', 'enough'] as const),
]);
const PLACES: ReadonlySet<Change> = new Set([
  ...(['intro', 'outro', 'chorus', 'bridge', 'place', 'bar'] as const),
]);

/** The words of a clause that say something: a plain word says nothing by itself. */
export const contentOf = ({ items }: Clause): Item[] => items.filter(isContent);

const isContent = (item: Item): boolean =>
  isUnknown(item) ||
  item.number !== undefined ||
  item.clockSeconds !== undefined ||
  unitOf(item) !== undefined ||
  isPlaceWord(item) ||
  (changesOf(item).some((change) => !SAYS_NOTHING.has(change)) &&
    !changesOf(item).includes('verb') &&
    !hasKind(item, 'plain')) ||
  wishesOf(item).length > 0;

/** "the chorus", "in the first half", and not a plain "start". */
export const isPlaceWord = (item: Item): boolean =>
  !hasKind(item, 'plain') &&
  (changesOf(item).some((change) => PLACES.has(change) && change !== 'bar') ||
    item.meanings.some(
      (meaning) =>
        meaning.kind === 'time' && (meaning.time === 'firstHalf' || meaning.time === 'secondHalf'),
    ));

const UNITS_OF_TIME: ReadonlySet<Unit | undefined> = new Set(['second', 'minute', 'hour', 'bar']);

/** "seconds", "0:20": beside an answer about the whole, a time that nobody understood. */
export const isTimeWord = (item: Item): boolean =>
  item.clockSeconds !== undefined || UNITS_OF_TIME.has(unitOf(item));

/** The words of an answered clause that none of its answers is about. */
export function unusedItems(clause: Clause, about: NotedPiece, uses: readonly Uses[]): Item[] {
  const used = new Set(uses.flatMap((each) => itemsUsed(clause, about, each)));
  return contentOf(clause).filter((item) => !used.has(item) && !isBesideAnAnswer(item));
}

const isBesideAnAnswer = (item: Item): boolean =>
  changesOf(item).includes('keep') ||
  (wishesOf(item).length === 0 &&
    changesOf(item).length > 0 &&
    !isPlaceWord(item) &&
    changesOf(item).every((change) => BESIDE_AN_ANSWER.has(change) || SAYS_NOTHING.has(change)));

function itemsUsed(clause: Clause, about: NotedPiece, uses: Uses): Item[] {
  const { items } = clause;
  const { kinds = [], changes = [], figures = [], times } = uses;
  const isNamed = (item: Item): boolean =>
    item.meanings.some(({ kind }) => kinds.includes(kind)) ||
    changesOf(item).some((change) => changes.includes(change));
  const named = items.filter(isNamed);
  // "3 dB", "20 %"
  const counted = items.filter(
    (item, at) =>
      item.number !== undefined &&
      ((items[at + 1] !== undefined && named.includes(items[at + 1] ?? item)) ||
        (clause.hasPercent && changes.includes('percent'))),
  );
  const ofTimes = times ? itemsOfTimes(clause, about, times) : [];
  // An answer has one figure: a length in seconds goes before one in bars.
  const figure = findFigures(items).find(
    ({ quantity: { kind } }) =>
      figures.includes(kind) && !(kind === 'bars' && ofTimes.some((item) => !isPlaceWord(item))),
  );
  const ofFigure = figure ? items.slice(figure.from, figure.to) : [];
  return [...named, ...counted, ...ofFigure, ...ofTimes];
}

function itemsOfTimes(clause: Clause, about: NotedPiece, which: 'places' | 'lengths' | 'both') {
  const all = timesIn(clause, about).filter(
    ({ place }) =>
      which === 'both' ||
      (which === 'places'
        ? place !== undefined
        : place === undefined || hasChange(clause, 'longer', 'shorter')),
  );
  const found = which === 'lengths' ? all.slice(0, 1) : all;
  const isPlaced = which !== 'lengths' && spanOf(clause, about) !== undefined;
  return [
    ...found.flatMap(({ from, to }) => clause.items.slice(from, to)),
    ...clause.items.filter(
      (item) => isPlaceWord(item) && (isPlaced || hasKind(item, 'time') || which === 'both'),
    ),
  ];
}
