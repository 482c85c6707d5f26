import { type Edit, LEVEL_DB, type PartName } from '@fermata/contracts/values';
import { playersOf } from '../../edits/score/players-of.ts';
import { approximated, honoured, impossible } from '../explain/explanation.ts';
import { hasKind, type Item } from '../reading/item.ts';
import type { Change } from '../words/change-words.ts';
import { factsOf, type InstrumentName } from '../words/instruments.ts';
import { type NoteAnswer, type NotedPiece, type NoteRule, said } from './note-answer.ts';
import {
  changesOf,
  type Clause,
  hasChange,
  hasMeaning,
  hasMinus,
  isNegated,
  isUnknown,
  meaningsOf,
  numberBefore,
  partsOf,
  strengthOf,
  timesOf,
} from './note-clause.ts';
import { spanOf } from './time-of.ts';

/** A change of level without a number, in decibels. */
const LEVEL_STEP_DB = 3;

/** What a clause asks of the parts that it names: to leave, to play for a time, to be louder, to be made again. */
export const ruleParts: NoteRule = (clause, about) => {
  const parts = namedParts(clause, about);
  return parts.flatMap((part) => answerOf(part, clause, about));
};

/** Parts by their names, and by the instruments that play them in this version. */
function namedParts(clause: Clause, about: NotedPiece): PartName[] {
  const played = meaningsOf(clause, 'instrument').flatMap(
    ({ instrument }) => playedPart(instrument, about) ?? [],
  );
  return [...new Set([...partsOf(clause), ...played])];
}

function playedPart(name: InstrumentName, { score, piece }: NotedPiece): PartName | undefined {
  const { playedBy, part } = factsOf(name);
  const found = playedBy && score?.parts.find(({ instrument }) => playedBy.test(instrument))?.name;
  return found ?? (!score && part !== undefined && piece.parts.includes(part) ? part : undefined);
}

function answerOf(part: PartName, clause: Clause, about: NotedPiece): NoteAnswer[] {
  const plays = about.piece.parts.includes(part);
  const level = levelAnswer(part, clause);
  const removed = hasChange(clause, 'remove') || isTakenOut(clause);
  const kept =
    hasChange(clause, 'keep') && !hasChange(clause, 'again', 'back') && !level && !removed;
  if (kept || isExcepted(clause) || isNotRemoved(clause))
    return [said(honoured('parts', part, `the ${part} part stays as it is`))];
  // "drop the lead an octave"
  if (removed && hasChange(clause, 'octave', 'semitone', 'fourth', 'fifth'))
    return [said(impossible('transpose', part, 'only the whole piece can be transposed'))];
  const span = spanOf(clause, about);
  const negated = !hasInstead(clause) && (isNegated(clause) || removed);
  if (span && level)
    return [said(impossible('level', part, 'a level changes for the whole piece, not for a time'))];
  if (span) return presenceAnswer(part, span, negated, clause, about);
  if (hasChange(clause, 'again') && !negated) return [remakeAnswer(part)];
  if (level) return [level];
  if (negated)
    return [
      plays
        ? {
            edits: [{ op: 'remove', part }],
            wish: honoured('remove', part, `the ${part} part leaves`),
          }
        : said(honoured('remove', part, `it has no ${part}`)),
    ];
  if (hasChange(clause, 'back', 'add', 'more')) return [addAnswer(part, plays, clause)];
  return hasChange(clause, 'other') ? [remakeAnswer(part)] : [];
}

/** Words that mean "remove" beside an "out" further on: "take the drums out". */
const TAKING = /^(?:take|leave|cut|cut the|throw|kick|pull|get|strip|lift|filter)$/u;

/** "take the drums out", "the drums out": "out" alone is no removal, "bring the bass out". */
function isTakenOut({ items }: Clause): boolean {
  const at = items.findIndex(({ words }) => words === 'out');
  if (at < 0) return false;
  if (items.slice(0, at).some(({ words }) => TAKING.test(words))) return true;
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

/** "bring the bass out": it should be heard better. */
function isBroughtOut({ items }: Clause): boolean {
  const at = items.findIndex(({ words }) => words === 'out');
  return items.slice(0, Math.max(0, at)).some(({ words }) => /^bring/u.test(words));
}

/** "don't remove the bass"; "I can't hear the bass, remove it" has a part between. */
const isNotRemoved = ({ items }: Clause): boolean =>
  items.some((item, at) => {
    if (!changesOf(item).includes('remove')) return false;
    const before = items.slice(0, at).findLast((each) => !isPlainItem(each));
    return hasKind(before, 'not');
  });
const isPlainItem = (item: Item): boolean =>
  hasKind(item, 'plain') && !hasKind(item, 'not') && changesOf(item).length === 0;

/** "but not the bass", and not "but no bass". */
const isExcepted = (clause: Clause): boolean =>
  clause.isAfterBut &&
  clause.items.some(
    ({ words }, at) =>
      EXCEPTING.test(words) || (words === 'no' && ARTICLE.test(clause.items[at + 1]?.words ?? '')),
  ) &&
  !clause.items.some((item) => changesOf(item).length > 0) &&
  timesOf(clause).length === 0;
const EXCEPTING = /^(?:but not|not|nicht|pas|non|nao|niet|nie|не)$/u;

/** Spanish, "pero no el bajo". */
const ARTICLE = /^(?:el|la|los|las)$/u;

const remakeAnswer = (part: PartName): NoteAnswer => ({
  edits: [{ op: 'remake', part }],
  wish: honoured('remake', part, `another take of the ${part}; everything else stays`),
});

function addAnswer(part: PartName, plays: boolean, clause: Clause): NoteAnswer {
  if (!plays)
    return {
      edits: [{ op: 'add', part }],
      wish: honoured('add', part, `the ${part} part joins in`),
    };
  if (hasChange(clause, 'more'))
    return {
      edits: [{ op: 'level', part, db: LEVEL_STEP_DB * strengthOf(clause) }],
      wish: approximated('level', part, `the ${part} part gets louder; its notes stay`),
    };
  return hasChange(clause, 'back')
    ? {
        edits: [{ op: 'presence', part, fromSecond: 0, present: true }],
        wish: honoured('presence', part, `the ${part} part plays throughout`),
      }
    : said(honoured('parts', part, `it has a ${part} part already`));
}

/** Undefined if the clause does not speak of a level. */
function levelAnswer(part: PartName, clause: Clause): NoteAnswer | undefined {
  const decibels = numberBefore(clause, 'decibel');
  const louder = hasChange(clause, 'louder', 'higher') || isBroughtOut(clause);
  // "cut the drums by 3 dB"
  const isCut = decibels !== undefined && hasChange(clause, 'remove') && !hasChange(clause, 'to');
  const quieter =
    isCut ||
    hasChange(clause, 'quieter', 'softer', 'lower') ||
    (hasMeaning(clause, 'less') && !hasChange(clause, 'louder'));
  if (louder === quieter && decibels === undefined) return undefined;
  if (isNegated(clause) && !hasMeaning(clause, 'less') && !isCut)
    return said(honoured('level', part, `the level of the ${part} part stays`));
  const size = decibels ?? Math.round(LEVEL_STEP_DB * strengthOf(clause) * 10) / 10;
  const wanted = quieter || hasMinus(clause) ? -size : size;
  const db = Math.max(LEVEL_DB.min, Math.min(LEVEL_DB.max, wanted));
  return {
    edits: db === 0 ? [] : [{ op: 'level', part, db }],
    wish: (db === wanted ? honoured : approximated)(
      'level',
      `${part} ${db > 0 ? '+' : ''}${db} dB`,
      `the level of the ${part} part changes by ${db} dB`,
    ),
  };
}

function presenceAnswer(
  part: PartName,
  { fromSecond, toSecond, isOpen, isUntil }: NonNullable<ReturnType<typeof spanOf>>,
  negated: boolean,
  clause: Clause,
  { piece }: NotedPiece,
): NoteAnswer[] {
  if (!piece.parts.includes(part))
    return [said(impossible('presence', part, `it has no ${part} part`))];
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
        wish: honoured(
          'presence',
          part,
          `the ${part} part is silent from ${fromSecond} to ${toSecond} s`,
        ),
      },
    ];
  const isOnly = !hasChange(clause, 'back');
  return [
    {
      edits: [
        presence(fromSecond, end, true),
        ...(isOnly && fromSecond > 0 ? [presence(0, fromSecond, false)] : []),
        ...(isOnly && !isOpen && toSecond < piece.durationSeconds && (isUntil || fromSecond > 0)
          ? [presence(toSecond, undefined, false)]
          : []),
      ],
      wish: honoured(
        'presence',
        part,
        `the ${part} part plays from ${fromSecond} to ${toSecond} s`,
      ),
    },
  ];
}

/** "strings instead of the pad", "play the lead on a flute": an instrument that does not play in this version. */
export const ruleInstrument: NoteRule = (clause, about) => {
  return meaningsOf(clause, 'instrument').flatMap(({ instrument }) => {
    const { label, playedBy } = factsOf(instrument);
    const playing = playedPart(instrument, about);
    const isForAnother =
      playing !== undefined && isMove(clause) && !partsOf(clause).includes(playing);
    if (playing !== undefined && !isForAnother)
      return hasInstead(clause)
        ? [said(honoured('instrument', label, `the ${playing} part has ${label} already`))]
        : [];
    if (!hasInstead(clause) && (isNegated(clause) || hasChange(clause, 'remove')))
      return [said(honoured('instrument', label, `no ${label} plays`))];
    const wanted = partsOf(clause);
    const candidates = wanted.length > 0 ? wanted : about.piece.parts;
    for (const part of candidates) {
      const player = playersOf(about.recipe.composition, part).find(
        (each) => playedBy?.test(each.instrument) === true,
      );
      if (player && about.piece.parts.includes(part))
        return [
          {
            edits: [{ op: 'instrument', part, instrument: player.instrument }],
            wish: honoured('instrument', label, `${player.instrument} plays the ${part} part`),
          },
        ];
    }
    const { style } = about.recipe.composition;
    return [
      said(
        impossible(
          'instrument',
          label,
          `${style} has no ${label} for ${wanted.join(', ') || 'its parts'}`,
        ),
      ),
    ];
  });
};

/** "a piano for the lead", and not "piano and lead louder". */
const isMove = (clause: Clause): boolean =>
  partsOf(clause).length > 0 &&
  hasChange(clause, 'verb', 'add') &&
  !hasChange(clause, 'louder', 'quieter', 'softer', 'remove', 'keep', 'again');

const hasInstead = ({ items }: Clause): boolean =>
  items.some(({ words }) => /instead|statt/u.test(words));
