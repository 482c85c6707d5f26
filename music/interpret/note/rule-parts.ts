import type { Edit, PartName } from '@fermata/contracts/values';
import { editIssue } from '../../edits/edit-issue.ts';
import { approximated, honoured, impossible } from '../explain/explanation.ts';
import { hasKind, hasMarker, type Item, wishesOf } from '../reading/item.ts';
import type { MeaningKind } from '../reading/meaning.ts';
import type { Change } from '../words/change-words.ts';
import { LEVEL_STEP_DB, levelAnswer } from './level-answer.ts';
import { namedParts, partNamedBy } from './named-parts.ts';
import { firstParts, isNegated, negatedParts, removedParts } from './negation.ts';
import { type NoteAnswer, type NotedPiece, type NoteRule, said } from './note-answer.ts';
import { changesOf, type Clause, hasChange, isUnknown, strengthOf } from './note-clause.ts';
import { playersIn } from './rule-instrument.ts';
import { spanOf, spanWords } from './time-of.ts';

/** What a clause asks of the parts that it names: to leave, to play for a time, to be louder, to be made again. */
export const ruleParts: NoteRule = (clause, about) => {
  const parts = namedParts(clause, about);
  if (isExclusive(clause)) {
    // Spanish and Italian "solo" is "only" here.
    const items = clause.items.filter((item) => !changesOf(item).includes('only'));
    return onlyAnswer({ ...clause, items }, about);
  }
  return parts.flatMap((part) => answerOf(part, clause, about));
};

/** "only drums and bass", and not "drums only from 0:10", "only louder drums". */
const isExclusive = (clause: Clause): boolean => {
  const { items } = clause;
  const at = items.findIndex((item) => changesOf(item).includes('only'));
  if (at < 0 || !asksForPresence(clause)) return false;
  const isNamed = (item: Item | undefined): boolean =>
    hasKind(item, 'part') || hasKind(item, 'instrument');
  const next = items[at + 1];
  const isArticle = next !== undefined && hasKind(next, 'plain') && changesOf(next).length === 0;
  return (
    (isNamed(next) || (isArticle && isNamed(items[at + 2]))) &&
    items.every((item) => changesOf(item).every((change) => BESIDE_ONLY.has(change)))
  );
};
const BESIDE_ONLY: ReadonlySet<Change> = new Set([
  ...(['only', 'verb', 'want', 'to', 'by', 'all', 'place', 'bar'] as const),
  ...(['intro', 'outro', 'chorus', 'bridge'] as const),
]);

/** The other parts leave, unless none of those that are named can play: that is said. */
function onlyAnswer(clause: Clause, about: NotedPiece): NoteAnswer[] {
  const { recipe, piece } = about;
  const span = spanOf(clause, about);
  const named = [...new Set([...namedParts(clause, about), ...playersIn(clause, about)])];
  const playing = named.filter((part) => piece.parts.includes(part));
  const absent = named.flatMap((part) => {
    if (playing.includes(part)) return [];
    const issue = span
      ? `it has no ${part} that could play alone for a time`
      : editIssue(recipe, { op: 'add', part });
    return [{ part, issue }];
  });
  const joining = absent.flatMap(({ part, issue }) => (issue === null ? [part] : []));
  const staying = [...playing, ...joining];
  const told = absent.flatMap(({ part, issue }) =>
    issue === null ? [] : [said(impossible('parts', part, issue))],
  );
  if (staying.length === 0) return told;
  const others = piece.parts.filter((part) => !staying.includes(part));
  const leaving = others.map((part): Edit =>
    span
      ? {
          ...{ op: 'presence', part, fromSecond: span.fromSecond, present: false },
          ...(span.isOpen ? {} : { toSecond: span.toSecond }),
        }
      : { op: 'remove', part },
  );
  return [
    {
      edits: [...joining.map((part): Edit => ({ op: 'add', part })), ...leaving],
      wish: honoured(
        'parts',
        staying.join(', '),
        span ? `the other parts are silent ${spanWords(span)}` : 'the other parts leave',
      ),
    },
    ...told,
  ];
}

function answerOf(part: PartName, clause: Clause, about: NotedPiece): NoteAnswer[] {
  const plays = about.piece.parts.includes(part);
  const named = (items: Iterable<Item>): boolean =>
    [...items].some((item) => partNamedBy(item, about) === part);
  const effects = negatedParts(clause);
  const excluded = named(
    [...effects].flatMap(([item, effect]) => (effect === 'removed' ? item : [])),
  );
  const excepted = named(
    [...effects].flatMap(([item, effect]) => (effect === 'excepted' ? item : [])),
  );
  const isMeant = !excluded && !excepted && named(firstParts(clause));
  const level = isMeant ? levelAnswer(part, clause) : undefined;
  const removed =
    (hasChange(clause, 'remove') && named(removedParts(clause))) || isTakenOut(clause);
  const span = spanOf(clause, about);
  // German "ich mag den Bass nicht"
  const liked = hasChange(clause, 'liking');
  const kept =
    (hasChange(clause, 'keep') || (liked && !isNegated(clause))) &&
    !hasChange(clause, 'again', 'back') &&
    !level &&
    !removed;
  if (kept || (excepted && !span) || isNotRemoved(clause))
    return [said(honoured('parts', part, `the ${part} part stays as it is`))];
  // "drop the lead an octave"
  if (removed && hasChange(clause, 'octave', 'semitone', 'fourth', 'fifth'))
    return [said(impossible('key', part, 'only the whole piece can be transposed'))];
  const leaves = excluded || excepted || (removed && !level);
  // "louder than the drums", "the pad drowns out the lead": the part that comes later is not meant.
  if (!leaves && !named(firstParts(clause)) && namesChange(clause)) return [];
  if (span && level)
    return [
      said(impossible('levels', part, 'a level changes for the whole piece, not for a time')),
    ];
  if (span)
    return leaves || asksForPresence(clause)
      ? presenceAnswer(part, span, leaves, clause, about)
      : [];
  const isDisliked = hasChange(clause, 'again') || liked;
  if (isDisliked && !leaves && !level) return [remakeAnswer(part)];
  if (level) return [level];
  if (leaves)
    return [
      plays
        ? {
            edits: [{ op: 'remove', part }],
            wish: honoured('withoutParts', part, `the ${part} part leaves`),
          }
        : said(honoured('withoutParts', part, `it has no ${part}`)),
    ];
  if (isNegated(clause)) return [];
  if (hasChange(clause, 'back', 'add', 'more')) return [addAnswer(part, plays, clause)];
  return hasChange(clause, 'other') ? [remakeAnswer(part)] : [];
}

const namesChange = (clause: Clause): boolean =>
  hasChange(clause, 'louder', 'quieter', 'softer', 'again', 'other', 'enough', 'loud');

/** "drums in the chorus", "bring the lead in at 0:10", and not "a drum fill before the chorus". */
const asksForPresence = ({ items }: Clause): boolean =>
  items.every(
    (item) =>
      !isUnknown(item) &&
      wishesOf(item).every(({ kind }) => PRESENT.has(kind)) &&
      !changesOf(item).includes('keep'),
  );
const PRESENT: ReadonlySet<MeaningKind> = new Set([
  ...(['part', 'instrument', 'style', 'substyle', 'lyrics', 'scene'] as const),
]);

/** "take the drums out", "the drums out": "out" alone is no removal, "bring the bass out". */
function isTakenOut({ items }: Clause): boolean {
  const at = items.findIndex((item) => hasMarker(item, 'out'));
  if (at < 0) return false;
  if (items.slice(0, at).some((item) => hasMarker(item, 'taking'))) return true;
  const before = items[at - 1];
  return (
    (hasKind(before, 'part') || hasKind(before, 'instrument')) &&
    items.every(
      (item, index) =>
        index === at || (!isUnknown(item) && changesOf(item).every((change) => QUIET.has(change))),
    )
  );
}
const QUIET: ReadonlySet<Change> = new Set([
  ...(['to', 'by', 'all', 'only', 'add', 'intro', 'outro', 'chorus', 'bridge'] as const),
]);

/** "don't remove the bass"; "I can't hear the bass, remove it" has a part between. */
const isNotRemoved = ({ items }: Clause): boolean =>
  items.some((item, at) => {
    if (!changesOf(item).includes('remove')) return false;
    const before = items.slice(0, at).findLast((each) => !isPlainItem(each));
    return hasKind(before, 'not') && !changesOf(before ?? item).includes('remove');
  });
const isPlainItem = (item: Item): boolean =>
  !hasKind(item, 'not') &&
  (hasKind(item, 'plain') || changesOf(item).length > 0) &&
  changesOf(item).every((change) => SMALL.has(change));
const SMALL: ReadonlySet<Change> = new Set([
  ...(['to', 'by', 'verb', 'want', 'add', 'all', 'only', 'bit', 'much'] as const),
]);

const remakeAnswer = (part: PartName): NoteAnswer => ({
  edits: [{ op: 'remake', part }],
  wish: honoured('remake', part, `another take of the ${part}; everything else stays`),
});

function addAnswer(part: PartName, plays: boolean, clause: Clause): NoteAnswer {
  if (!plays)
    return {
      edits: [{ op: 'add', part }],
      wish: honoured('parts', part, `the ${part} part joins in`),
    };
  if (hasChange(clause, 'more'))
    return {
      edits: [{ op: 'level', part, db: LEVEL_STEP_DB * strengthOf(clause) }],
      wish: approximated('levels', part, `the ${part} part gets louder; its notes stay`),
    };
  return hasChange(clause, 'back')
    ? {
        edits: [{ op: 'presence', part, fromSecond: 0, present: true }],
        wish: honoured('presence', part, `the ${part} part plays throughout`),
      }
    : said(honoured('parts', part, `it has a ${part} part already`));
}

function presenceAnswer(
  part: PartName,
  span: NonNullable<ReturnType<typeof spanOf>>,
  negated: boolean,
  clause: Clause,
  { piece }: NotedPiece,
): NoteAnswer[] {
  const { fromSecond, toSecond, isOpen, isUntil } = span;
  if (!piece.parts.includes(part) && negated)
    return [said(honoured('presence', part, `it has no ${part}`))];
  const joins: Edit[] = piece.parts.includes(part) ? [] : [{ op: 'add', part }];
  const presence = (from: number, to: number | undefined, present: boolean): Edit => ({
    op: 'presence',
    part,
    fromSecond: from,
    ...(to === undefined ? {} : { toSecond: to }),
    present,
  });
  const end = isOpen ? undefined : toSecond;
  if (hasChange(clause, 'again') && !negated)
    return [said(impossible('remake', part, 'a time cannot be made again; name a section'))];
  if (negated)
    return [
      {
        edits: [presence(fromSecond, end, false)],
        wish: honoured('presence', part, `the ${part} part is silent ${spanWords(span)}`),
      },
    ];
  const isOnly = !hasChange(clause, 'back');
  return [
    {
      edits: [
        ...joins,
        presence(fromSecond, end, true),
        ...(isOnly && fromSecond > 0 && fromSecond < piece.durationSeconds
          ? [presence(0, fromSecond, false)]
          : []),
        ...(isOnly && !isOpen && toSecond < piece.durationSeconds && (isUntil || fromSecond > 0)
          ? [presence(toSecond, undefined, false)]
          : []),
      ],
      wish: honoured('presence', part, `the ${part} part plays ${spanWords(span)}`),
    },
  ];
}
