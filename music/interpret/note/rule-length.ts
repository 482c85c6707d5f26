import { DURATION_SECONDS } from '@fermata/contracts/values';
import { clampSeconds } from '../choose-length.ts';
import { approximated, honoured } from '../explain/explanation.ts';
import { hasMarker } from '../reading/item.ts';
import { limitOf } from './limit-of.ts';
import { isNegated } from './negation.ts';
import { type NoteRule, said } from './note-answer.ts';
import {
  bareNumbers,
  changesOf,
  type Clause,
  figureOf,
  hasChange,
  hasMeaning,
  partsOf,
  strengthOf,
} from './note-clause.ts';
import { barSecondsOf, timesIn } from './places-in.ts';
import { lengthOf } from './time-of.ts';

/** A change of length without a number. */
const STEP = 0.25;

/** "make it 20 seconds", "5 s shorter", "a bit longer", "twice as long", "16 bars". */
export const ruleLength: NoteRule = (clause, about) => {
  const { piece } = about;
  if (partsOf(clause).length > 0 || hasMeaning(clause, 'event') || isFade(clause)) return [];
  const now = piece.durationSeconds;
  const [longer, shorter] = [hasChange(clause, 'longer'), hasChange(clause, 'shorter')];
  const isWay = longer !== shorter;
  const isSized = hasChange(clause, 'lengthWord') && hasChange(clause, 'double', 'halve');
  const bars = figureOf(clause, 'bars')?.bars;
  const isPlaced = timesIn(clause, about).some(({ place }) => place !== undefined);
  const ofBars = bars === undefined || isPlaced ? undefined : bars * barSecondsOf(about);
  const length = lengthOf(clause, about) ?? ofBars;
  if (!isWay && !isSized && (length === undefined || hasMeaning(clause, 'energy'))) return [];
  const limited =
    length === undefined
      ? undefined
      : (limitOf(clause, isWay ? (longer ? 'more' : 'less') : undefined) ??
        // Italian "più corto di 60 secondi": a piece does not get shorter by more than its length.
        (isWay && shorter && length >= now ? 'most' : undefined) ??
        // Nor is "più lungo di 60 secondi" a difference that is longer than the piece.
        (isWay && longer && length > now && isComparison(clause) ? 'least' : undefined));
  const isWithin =
    length !== undefined &&
    limited !== undefined &&
    (limited === 'most' ? now <= length : now >= length);
  // "0:30 is boring" names a place.
  const isPlace =
    hasChange(clause, 'again') && clause.items.some((item) => item.clockSeconds !== undefined);
  if (isPlace && !isWay && !hasChange(clause, 'lengthWord')) return [];
  if (isWithin || (isNegated(clause) && !limited))
    return [said(honoured('durationSeconds', `${now} s`, `it stays ${now} s long`))];
  const sign = shorter ? -1 : 1;
  const [percent] = clause.hasPercent ? bareNumbers(clause) : [];
  const wanted =
    length !== undefined
      ? isWay && !limited && !isAbsolute(clause, length, now, sign)
        ? now + sign * length
        : length
      : percent !== undefined
        ? now * (1 + (sign * percent) / 100)
        : hasChange(clause, 'double')
          ? now * 2
          : hasChange(clause, 'halve')
            ? now / 2
            : now * (1 + sign * STEP * strengthOf(clause));
  const exact = Math.round(wanted * 100) / 100;
  const seconds = clampSeconds(exact);
  const reason = `the length changes from ${now} to ${seconds} s, by whole bars`;
  return [
    {
      edits: seconds === now ? [] : [{ op: 'duration', seconds }],
      wish:
        seconds === exact
          ? honoured('durationSeconds', `${seconds} s`, reason)
          : approximated(
              'durationSeconds',
              `${seconds} s`,
              `a piece lasts ${DURATION_SECONDS.min} to ${DURATION_SECONDS.max} s: ${seconds} s`,
            ),
    },
  ];
};

/** "cut it to 20 seconds"; "shorter by 5 seconds" is a difference. */
function isAbsolute(clause: Clause, length: number, now: number, sign: number): boolean {
  if (hasChange(clause, 'by')) return false;
  return hasChange(clause, 'to') && (length - now) * sign > 0;
}

/** "più lungo di", and not "allunga di". */
const isComparison = ({ items }: Clause): boolean =>
  items.some(
    (item, at) =>
      item.wordMarkers.includes('comparing') &&
      changesOf(item).includes('longer') &&
      hasMarker(items[at + 1], 'than'),
  );

const isFade = ({ items }: Clause): boolean =>
  items.some(({ meanings }) =>
    meanings.some((meaning) => meaning.kind === 'ending' && meaning.ending === 'fade'),
  );
