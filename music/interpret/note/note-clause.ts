import type { Key, Metre, Mood, PartName } from '@fermata/contracts/values';
import { findFigures, type FoundFigure } from '../reading/find-figures.ts';
import { hasKind, type Item, meaningOf, numberOf } from '../reading/item.ts';
import type { Meaning, MeaningKind } from '../reading/meaning.ts';
import type { Quantity } from '../reading/wish.ts';
import type { Change } from '../words/change-words.ts';

/** A key that a note names, and where it stands. */
export interface FoundKey {
  readonly start: number;
  readonly end: number;
  readonly tonic: Key['tonic'] | undefined;
  readonly mode: Key['mode'];
}

/** A part of a note that asks for one thing. */
export interface Clause {
  readonly items: readonly Item[];
  readonly keys: readonly FoundKey[];
  /** What stands behind "instead of", with these words: it is not asked for. */
  readonly replaced: readonly Item[];
  readonly replacedKeys: readonly FoundKey[];
  /** Whether a number of it is followed by a percent sign. */
  readonly hasPercent: boolean;
  /** More than a comma or an "and" stands before it. */
  readonly isNewSentence: boolean;
}

/** The parts that a clause names, once each, in their order. */
export const partsOf = ({ items }: Clause): PartName[] => [
  ...new Set(items.flatMap((item) => meaningOf(item, 'part')?.part ?? [])),
];

export const changesOf = (item: Item): Change[] =>
  item.meanings.flatMap((meaning) => (meaning.kind === 'change' ? [meaning.change] : []));

export const hasChange = ({ items }: Clause, ...changes: readonly Change[]): boolean =>
  items.some((item) => changesOf(item).some((change) => changes.includes(change)));

export const hasMeaning = ({ items }: Clause, kind: MeaningKind): boolean =>
  items.some((item) => hasKind(item, kind));

/** All meanings of one kind. */
export const meaningsOf = <Kind extends MeaningKind>(
  { items }: Clause,
  kind: Kind,
): Extract<Meaning, { kind: Kind }>[] => items.flatMap((item) => meaningOf(item, kind) ?? []);

export const figuresOf = ({ items }: Clause): FoundFigure[] => findFigures(items);

export const figureOf = <Kind extends Quantity['kind']>(
  clause: Clause,
  kind: Kind,
): Extract<Quantity, { kind: Kind }> | undefined =>
  figuresOf(clause)
    .map(({ quantity }) => quantity)
    .find((quantity): quantity is Extract<Quantity, { kind: Kind }> => quantity.kind === kind);

export const moodsOf = (clause: Clause): Mood[] =>
  meaningsOf(clause, 'mood').map(({ mood }) => mood);

export const metreOf = (clause: Clause): string | undefined =>
  figureOf(clause, 'time signature')?.metre ??
  meaningsOf(clause, 'metre').map(({ metre }): Metre => metre)[0];

/** How strong a change is: "a bit", plain, or "much". */
export const strengthOf = (clause: Clause): number =>
  hasChange(clause, 'much') ? 1.8 : hasChange(clause, 'bit') ? 0.5 : 1;

/** The number that stands directly before a word of this change: "3 semitones". */
export function numberBefore({ items }: Clause, change: Change): number | undefined {
  const at = items.findIndex((item) => changesOf(item).includes(change));
  return at > 0 ? numberOf(items[at - 1]) : undefined;
}

/** Whether a minus sign stands before a number: "-3 dB". */
export const hasMinus = ({ items }: Clause): boolean =>
  items.some(({ number, gap }) => number !== undefined && /[-−–]$/u.test(gap));

/** A word that no list has. */
export const isUnknown = (item: Item): boolean =>
  item.meanings.length === 0 && item.number === undefined && item.clockSeconds === undefined;

/** A plain number that no unit follows and that belongs to nothing else. */
export const bareNumbers = ({ items }: Clause): number[] =>
  items.flatMap((item) => (item.number === undefined ? [] : [item.number]));
