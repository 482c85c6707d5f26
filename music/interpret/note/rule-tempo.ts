import { clampTempo, TEMPO_RANGE } from '../choose-tempo.ts';
import { approximated, honoured, impossible } from '../explain/explanation.ts';
import { LEAST_TEMPO, limitOf } from './limit-of.ts';
import { isNegated, isNotEnough } from './negation.ts';
import { type NoteRule, said } from './note-answer.ts';
import {
  bareNumbers,
  changesOf,
  type Clause,
  figureOf,
  hasChange,
  hasMeaning,
  meaningsOf,
  numberBefore,
  partsOf,
  strengthOf,
} from './note-clause.ts';

/** A change of tempo without a number: this share, and half or nearly twice of it. */
const STEP = 0.12;

type Way = 'slower' | 'faster';

/** "slower", "a bit faster", "10 bpm faster", "twice as fast", "120 bpm", "not slower". */
export const ruleTempo: NoteRule = (clause, { piece }) => {
  const way = wayOf(clause);
  const number = figureOf(clause, 'tempoBpm');
  if (!way && !number) return [];
  const now = piece.tempoBpm;
  // "not faster than 90 bpm", "keep it under 90 bpm"
  const limited =
    number && !(way && number.bpm < LEAST_TEMPO)
      ? limitOf(clause, way && (way === 'faster' ? 'more' : 'less'))
      : undefined;
  if (limited && number) {
    const limit = limited === 'most' ? (number.toBpm ?? number.bpm) : number.bpm;
    if (limited === 'most' ? now <= limit : now >= limit)
      return [
        said(
          honoured('tempoBpm', now, `the tempo stays at ${now} beats a minute, within the limit`),
        ),
      ];
  } else if (isNegated(clause)) {
    const isNow = !way && number && now >= number.bpm && now <= (number.toBpm ?? number.bpm);
    return [
      said(
        isNow
          ? impossible('tempoBpm', now, 'say which tempo it should have instead')
          : honoured('tempoBpm', now, `the tempo stays at ${now} beats a minute`),
      ),
    ];
  }
  const percent = percentOf(clause);
  const sign = way === 'slower' ? -1 : 1;
  const wanted = number
    ? limited
      ? limited === 'most'
        ? (number.toBpm ?? number.bpm)
        : number.bpm
      : way && isDifference(clause, number.bpm)
        ? now + sign * number.bpm
        : (number.bpm + (number.toBpm ?? number.bpm)) / 2
    : percent !== undefined
      ? now * (1 + (sign * percent) / 100)
      : hasChange(clause, 'double')
        ? way === 'slower'
          ? now / 2
          : now * 2
        : hasChange(clause, 'halve')
          ? now / 2
          : now * (1 + sign * STEP * strengthOf(clause));
  const exact = number !== undefined ? Math.round(wanted * 100) / 100 : Math.round(wanted);
  const bpm = number !== undefined ? within(exact) : clampTempo(exact);
  const reason = `the tempo changes from ${now} to ${bpm} beats a minute, and the length with it`;
  return [
    {
      edits: bpm === now ? [] : [{ op: 'tempo', bpm }],
      wish:
        bpm === exact
          ? honoured('tempoBpm', bpm, reason)
          : approximated(
              'tempoBpm',
              bpm,
              `a tempo is at least ${TEMPO_RANGE.min} and at most ${TEMPO_RANGE.max}: ${bpm}`,
            ),
    },
  ];
};

const within = (bpm: number): number => Math.max(TEMPO_RANGE.min, Math.min(TEMPO_RANGE.max, bpm));

function wayOf(clause: Clause): Way | undefined {
  // "the lead plays too fast" is about a part.
  if (partsOf(clause).length > 0 && !hasMeaning(clause, 'tempoLabel')) return undefined;
  const [slower, faster] = [hasChange(clause, 'slower'), hasChange(clause, 'faster')];
  if (slower !== faster) return slower ? 'slower' : 'faster';
  const hasLabel = hasMeaning(clause, 'tempoLabel');
  if (hasLabel && hasChange(clause, 'lower', 'quieter', 'halve')) return 'slower';
  if (hasLabel && hasChange(clause, 'higher', 'louder', 'double')) return 'faster';
  const [word] = meaningsOf(clause, 'tempo');
  if (!word) return undefined;
  // "less fast" is slower.
  const isLess = hasMeaning(clause, 'less') && !isNotEnough(clause);
  return (word.tempo === 'slow') !== isLess ? 'slower' : 'faster';
}

/** "10 bpm faster", "faster by 10 bpm"; "faster, to 120 bpm" is a tempo. */
function isDifference(clause: Clause, bpm: number): boolean {
  if (bpm < LEAST_TEMPO || hasChange(clause, 'by')) return true;
  const word = clause.items.findIndex((item) =>
    changesOf(item).some((change) => change === 'slower' || change === 'faster'),
  );
  const figure = clause.items.findIndex((item) => item.number === bpm);
  return figure < word && !hasChange(clause, 'to');
}

function percentOf(clause: Clause): number | undefined {
  const worded = numberBefore(clause, 'percent');
  if (worded !== undefined) return worded;
  return clause.hasPercent ? bareNumbers(clause)[0] : undefined;
}
