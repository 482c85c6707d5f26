import { findKeys } from '../reading/find-keys.ts';
import { findPeople } from '../reading/find-people.ts';
import {
  hasKind,
  hasMarker,
  type Item,
  itemsOf,
  numberOf,
  unitOf,
  wishesOf,
} from '../reading/item.ts';
import { markersFor } from '../reading/markers-for.ts';
import { tokenize } from '../reading/tokenize.ts';
import type { Wish } from '../reading/wish.ts';
import type { Change } from '../words/change-words.ts';
import { WORD_LISTS } from '../words/word-lists.ts';
import { changesOf, type Clause, type FoundKey } from './note-clause.ts';
import { noteLanguageOf, noteLexiconFor } from './note-lexicon.ts';

export interface NoteReading {
  readonly text: string;
  readonly clauses: readonly Clause[];
  /** Names of people and works. */
  readonly people: readonly Wish[];
}

const BREAK = /[.,;:!?()\n、。，；！？]/u;
const SENTENCE_BREAK = /[.;:!?()\n。；！？]/u;

type Group = Pick<Clause, 'isNewSentence'> & {
  items: Item[];
  keys: FoundKey[];
  replaced: Item[];
  replacedKeys: FoundKey[];
};

/** Cuts a note into clauses: at punctuation, and at "and", "or" and "but". */
export function readNote(text: string): NoteReading {
  const tokens = tokenize(text);
  const language = noteLanguageOf(tokens);
  const phrases = noteLexiconFor(language).phrasesOf(tokens);
  const found = findKeys(tokens, phrases, language);
  const items = itemsOf(tokens, phrases, found.taken, markersFor(language));
  const people = findPeople(items, language);
  const keys = found.wishes.flatMap(keyOf);
  const clauses = cut(
    items.filter((item) => !people.taken.has(item)),
    keys,
    text,
  );
  return { text, clauses: joinParts(clauses), people: people.wishes };
}

function keyOf({ start, end, contents: [content] }: Wish): FoundKey[] {
  return content?.kind === 'key' ? [{ start, end, tonic: content.tonic, mode: content.mode }] : [];
}

function cut(items: readonly Item[], keys: readonly FoundKey[], text: string): Clause[] {
  let current: Group = {
    ...{ items: [], keys: [], replaced: [], replacedKeys: [] },
    isNewSentence: true,
  };
  const groups = [current];
  let end = 0;
  const begin = (isNewSentence = false): void => {
    const isEmpty = current.items.length === 0 && current.keys.length === 0;
    current = {
      ...{ items: [], keys: [] },
      // "instead of the pad, use strings"
      replaced: isEmpty && !isNewSentence ? current.replaced.splice(0) : [],
      replacedKeys: isEmpty && !isNewSentence ? current.replacedKeys.splice(0) : [],
      isNewSentence: isNewSentence || (isEmpty && current.isNewSentence),
    };
    groups.push(current);
  };
  /** "instead of" has come, and not yet all that it replaces. */
  let isReplaced = false;
  const all = [
    ...items.map((item) => ({ start: item.start, end: item.end, item })),
    ...keys.map((key) => ({ start: key.start, end: key.end, key })),
  ].sort((a, b) => a.start - b.start);
  all.forEach((each, at) => {
    const gap = text.slice(end, each.start);
    if (end > 0 && BREAK.test(gap)) {
      begin(SENTENCE_BREAK.test(gap));
      isReplaced = false;
    }
    end = each.end;
    const before = itemIn(all[at - 1]);
    // "statt 100 bpm bitte 120 bpm"
    if (isReplaced && isWhole(before, itemIn(each))) isReplaced = false;
    if ('key' in each) {
      (isReplaced ? current.replacedKeys : current.keys).push(each.key);
      return;
    }
    const { item } = each;
    if (hasMarker(item, 'newWish') || (isWithout(item) && current.items.some(asksForChange)))
      begin();
    const isCut =
      !IS.has(text.slice(item.start, item.end).toLowerCase().normalize('NFC')) &&
      isJoint(item, before, itemIn(all[at + 1]));
    if (isCut) {
      begin();
      isReplaced = false;
    }
    isReplaced ||= changesOf(item).includes('instead');
    if (isReplaced) current.replaced.push(item);
    // "and no": it also negates the clause that it begins.
    else if (!isCut || hasKind(item, 'not')) current.items.push(item);
  });
  return groups
    .map((group) =>
      group.items.length > 0 || group.keys.length > 0
        ? group
        : { ...group, items: group.replaced, replaced: [] },
    )
    .filter((group) => group.items.length > 0 || group.keys.length > 0)
    .map((group) => ({
      ...group,
      hasPercent: group.items.some(
        (item) => item.number !== undefined && /^\s?%/u.test(text.slice(item.end)),
      ),
    }));
}

/** Italian and Portuguese "is", which without its accent is "and". */
const IS = new Set(WORD_LISTS.flatMap(({ markers }) => markers?.verbOfBeing?.split('|') ?? []));

/** "slower without drums": the absence is a wish of its own. */
const isWithout = (item: Item): boolean =>
  hasKind(item, 'not') &&
  changesOf(item).every(
    (change) => change !== 'denies' && change !== 'instead' && change !== 'remove',
  );

const asksForChange = (item: Item): boolean =>
  item.number !== undefined ||
  hasKind(item, 'mood') ||
  changesOf(item).some((change) => ASKING.has(change));

const ASKING: ReadonlySet<Change> = new Set([
  ...(['slower', 'faster', 'louder', 'quieter', 'softer', 'higher', 'lower', 'longer'] as const),
  ...(['shorter', 'again', 'keep', 'energyUp', 'energyDown'] as const),
]);

/** Behind "instead of": what it replaces ends before `next`. */
const isWhole = (last: Item | undefined, next: Item | undefined): boolean =>
  last === undefined || (isNamed(last) && !(next && isNamed(next)));

const isNamed = (item: Item): boolean =>
  isNumber(item) || unitOf(item) !== undefined || wishesOf(item).length > 0;

const itemIn = (each: { item: Item } | { key: FoundKey } | undefined): Item | undefined =>
  each && 'item' in each ? each.item : undefined;

/** "and" between two numbers joins them: "between 10 and 20 seconds". */
function isJoint(item: Item, before: Item | undefined, after: Item | undefined): boolean {
  if (changesOf(item).length > 0) return false;
  if (hasKind(item, 'but')) return !hasKind(item, 'plain');
  if (!hasKind(item, 'and') && !hasKind(item, 'or')) return false;
  return !(isNumber(before) && isNumber(after));
}

const isNumber = (item: Item | undefined): boolean =>
  item !== undefined && (numberOf(item) !== undefined || item.clockSeconds !== undefined);

/**
 * A clause that only names parts belongs to the one before it, or else to the next one, in the same sentence: "drums
 * and bass louder".
 */
function joinParts(clauses: readonly Clause[]): Clause[] {
  const joined: Clause[] = [];
  let waiting: Item[] = [];
  clauses.forEach((clause, at) => {
    const before = joined.at(-1);
    const next = clauses[at + 1];
    if (onlyNamesParts(clause)) {
      if (before && !clause.isNewSentence && namesParts(before) && waiting.length === 0)
        joined[joined.length - 1] = {
          ...before,
          items: [...before.items, ...clause.items],
          replaced: [...before.replaced, ...clause.replaced],
          replacedKeys: [...before.replacedKeys, ...clause.replacedKeys],
        };
      else if (next && !next.isNewSentence && namesParts(next) && !(isTold(clause) && isTold(next)))
        waiting = [...waiting, ...clause.items];
      else joined.push({ ...clause, items: [...waiting.splice(0), ...clause.items] });
    } else {
      joined.push({ ...clause, items: [...waiting, ...clause.items] });
      waiting = [];
    }
  });
  return joined;
}

/** "use the drums and change the bass": each has a verb of its own. */
const isTold = ({ items }: Clause): boolean =>
  items.some((item) => !hasMarker(item, 'out') && changesOf(item).includes('verb'));

const isPart = (item: Item): boolean => hasKind(item, 'part') || hasKind(item, 'instrument');
const namesParts = ({ items }: Clause): boolean => items.some(isPart);

const onlyNamesParts = (clause: Clause): boolean =>
  clause.keys.length === 0 &&
  namesParts(clause) &&
  clause.items.every(
    (item) =>
      isPart(item) ||
      (wishesOf(item).length === 0 &&
        item.meanings.some(({ kind }) => kind === 'plain' || kind === 'change') &&
        changesOf(item).every((change) => change === 'verb' || change === 'only') &&
        !hasMarker(item, 'out')),
  );
