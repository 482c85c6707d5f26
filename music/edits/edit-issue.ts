import {
  DURATION_SECONDS,
  type Edit,
  keyName,
  type PartName,
  type Recipe,
} from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import { styleMetreIssue } from '../styles/style-metre-issue.ts';
import { pieceOf } from './score/piece-of.ts';
import { playersOf } from './score/players-of.ts';

const MAX_HITS = 32;
const MAX_TAKES = 64;

/** Why an edit of this recipe is impossible; null if it is possible. `sections`: how many its score has, if known. */
export function editIssue(recipe: Recipe, edit: Edit, sections?: number): string | null {
  const { composition } = recipe;
  const piece = pieceOf(recipe);
  const { durationSeconds, parts } = piece;
  if (edit.op !== 'add' && 'part' in edit && edit.part !== undefined && !parts.includes(edit.part))
    return `it has no ${edit.part}; its parts are ${parts.join(', ')}`;
  switch (edit.op) {
    case 'tempo':
      return lengthIssue(
        (durationSeconds * piece.tempoBpm) / edit.bpm,
        `at ${edit.bpm} beats a minute`,
      );
    case 'remove':
      return parts.length === 1 ? `it has only the ${edit.part}; one part must remain` : null;
    case 'add':
      return addIssue(recipe, edit.part, parts);
    case 'presence':
      if (edit.toSecond !== undefined && edit.toSecond <= edit.fromSecond)
        return 'it must end after it begins';
      if (edit.present && isPartial(edit) && hasNewLength(recipe))
        return 'bars were cut or repeated for its length, so a part can join the whole piece, and not a time of it';
      return secondIssue(edit.fromSecond, durationSeconds);
    case 'remake':
      if (edit.section !== undefined && sections !== undefined && edit.section >= sections)
        return `it has no section ${edit.section}; its sections are 0 to ${sections - 1}`;
      return (composition.takes?.length ?? 0) >= MAX_TAKES ? 'it was remade too often' : null;
    case 'energy':
      return formIssue(recipe) ?? secondIssue(edit.curve.at(-1)?.second ?? 0, durationSeconds);
    case 'hit':
      return (composition.hits?.length ?? 0) >= MAX_HITS
        ? `it has ${MAX_HITS} hits already`
        : (formIssue(recipe) ?? secondIssue(edit.second, durationSeconds));
    case 'metre':
      return composition.audioLoop && edit.metre !== '4/4'
        ? 'its audio loop is in 4/4'
        : styleMetreIssue(edit.metre, composition.style);
    case 'instrument':
      return instrumentIssue(recipe, edit.part, edit.instrument);
    case 'fade':
      if (edit.seconds > 0 && composition.ending === 'loop')
        return 'it is a loop, which has no end to fade';
      return edit.seconds > durationSeconds ? `it lasts only ${durationSeconds} s` : null;
    case 'ending':
      return edit.ending === 'loop' && piece.fadeSeconds > 0
        ? 'it fades out; a loop has no end to fade'
        : null;
    case 'key':
      return pitchedIssue(parts, `the key ${keyName(edit.key)}`);
    case 'transpose':
      return pitchedIssue(parts, 'a transposition');
    default:
      return null;
  }
}

function lengthIssue(seconds: number, when: string): string | null {
  const { min, max } = DURATION_SECONDS;
  const rounded = Math.round(seconds * 10) / 10;
  return seconds < min || seconds > max
    ? `${when} it lasts ${rounded} s, and a piece lasts ${min} to ${max} s`
    : null;
}

const isPartial = (edit: Extract<Edit, { op: 'presence' }>): boolean =>
  edit.fromSecond > 0 || edit.toSecond !== undefined;

const hasNewLength = ({ edits = [] }: Recipe): boolean => edits.some(({ op }) => op === 'duration');

/** A new form has no cut or repeated bars, so that earlier wishes for a time would be at other seconds. */
function formIssue({ composition, edits = [] }: Recipe): string | null {
  const { energyCurve, hits = [], presence = [] } = composition;
  const beforeLength = edits.slice(0, edits.findLastIndex(({ op }) => op === 'duration') + 1);
  if (beforeLength.length === 0) return null;
  const isTimed =
    energyCurve !== undefined ||
    hits.length > 0 ||
    presence.length > 0 ||
    beforeLength.some(({ op }) => op === 'presence');
  return isTimed ? 'its length was changed, so earlier wishes for a time would move' : null;
}

const secondIssue = (second: number, durationSeconds: number): string | null =>
  second >= durationSeconds ? `it ends before, at ${durationSeconds} s` : null;

const pitchedIssue = (parts: readonly PartName[], what: string): string | null =>
  parts.every((part) => part === 'drums' || part === 'fx' || part === 'loop')
    ? `${what} changes nothing: it has no part with pitches`
    : null;

function addIssue(
  { composition: { style, audioLoop } }: Recipe,
  part: PartName,
  parts: readonly PartName[],
): string | null {
  if (parts.includes(part)) return `it has a ${part} part already`;
  if (part === 'loop') return audioLoop ? null : 'it has no audio loop';
  return STYLE_DEFINITIONS[style].parts[part] ? null : `${style} has no ${part}`;
}

function instrumentIssue(recipe: Recipe, part: PartName, instrument: string): string | null {
  if (recipe.render.soundFont?.parts.includes(part)) return `a SoundFont plays the ${part}`;
  const players = playersOf(recipe.composition, part).map((player) => player.instrument);
  return players.includes(instrument)
    ? null
    : `${recipe.composition.style} has ${players.join(', ')} for the ${part}, not ${instrument}`;
}
