import { LEVEL_DB, type PartName } from '@fermata/contracts/values';
import { approximated, honoured } from '../explain/explanation.ts';
import { hasMarker } from '../reading/item.ts';
import { isNegated, isNotEnough } from './negation.ts';
import { type NoteAnswer, said } from './note-answer.ts';
import {
  type Clause,
  hasChange,
  hasMeaning,
  hasMinus,
  isUnknown,
  meaningsOf,
  numberBefore,
  strengthOf,
} from './note-clause.ts';

/** A change of level without a number, in decibels. */
export const LEVEL_STEP_DB = 3;

/** Undefined if the clause does not speak of a level. */
export function levelAnswer(part: PartName, clause: Clause): NoteAnswer | undefined {
  const decibels = numberBefore(clause, 'decibel');
  const isLacking = isNotEnough(clause) && !hasMeaning(clause, 'mood') && !hasUnknown(clause);
  const louder =
    hasChange(clause, 'louder', 'higher') ||
    isBroughtOut(clause) ||
    (isLacking && !isQuiet(clause));
  // "cut the drums by 3 dB"
  const isCut = decibels !== undefined && hasChange(clause, 'remove') && !hasChange(clause, 'to');
  const quieter =
    isCut ||
    (hasChange(clause, 'too') && hasChange(clause, 'loud')) ||
    hasChange(clause, 'quieter', 'softer', 'lower') ||
    (isLacking && isQuiet(clause)) ||
    (isNegated(clause) && hasChange(clause, 'loud') && !hasChange(clause, 'louder')) ||
    (hasMeaning(clause, 'less') && !hasChange(clause, 'louder') && !isNotEnough(clause));
  if (louder === quieter && decibels === undefined) return undefined;
  const isLoud = hasChange(clause, 'loud') && !hasChange(clause, 'louder', 'quieter');
  if (isNegated(clause) && !hasMeaning(clause, 'less') && !isCut && !isLoud)
    return said(honoured('levels', part, `the level of the ${part} part stays`));
  const size = decibels ?? Math.round(LEVEL_STEP_DB * strengthOf(clause) * 10) / 10;
  const wanted = quieter || hasMinus(clause) ? -size : size;
  const db = Math.max(LEVEL_DB.min, Math.min(LEVEL_DB.max, wanted));
  return {
    edits: db === 0 ? [] : [{ op: 'level', part, db }],
    wish: (db === wanted ? honoured : approximated)(
      'levels',
      `${part} ${db > 0 ? '+' : ''}${db} dB`,
      `the level of the ${part} part changes by ${db} dB`,
    ),
  };
}

const hasUnknown = ({ items }: Clause): boolean => items.some(isUnknown);

/** "not quiet enough" */
const isQuiet = (clause: Clause): boolean =>
  hasChange(clause, 'quieter', 'softer') ||
  meaningsOf(clause, 'energy').some(({ change }) => change === 'less');

/** "bring the bass out": it should be heard better. */
function isBroughtOut({ items }: Clause): boolean {
  const at = items.findIndex((item) => hasMarker(item, 'out'));
  return items.slice(0, Math.max(0, at)).some((item) => hasMarker(item, 'bringing'));
}
