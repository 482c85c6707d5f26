import { type Intent, keyNames, unmetWishes } from '@fermata/contracts/values';
import type { BriefCase } from './brief-case.ts';

/** `missed`: no word of the text decides the field. */
export type Verdict = 'right' | 'wrong' | 'missed';

export interface JudgedWish {
  readonly field: string;
  readonly verdict: Verdict;
  /** What the intent has. */
  readonly given: string;
}

/** What an intent makes of each wish of a brief. What a style has by default is not understood. */
export function judgeBrief(
  { language, expect, told = [] }: BriefCase,
  intent: Intent,
): JudgedWish[] {
  const isUnderstood = (field: string): boolean => intent.origins[field] === 'understood';
  const decided = (field: string, isRight: boolean, given: unknown): JudgedWish => ({
    field,
    verdict: !isUnderstood(field) ? 'missed' : isRight ? 'right' : 'wrong',
    given: JSON.stringify(given),
  });
  const found = (field: string, isRight: boolean, given: unknown): JudgedWish => ({
    field,
    verdict: isRight ? 'right' : 'missed',
    given: JSON.stringify(given ?? null),
  });
  const never = (field: string, isRight: boolean, given: unknown): JudgedWish => ({
    field,
    verdict: isRight ? 'right' : 'wrong',
    given: JSON.stringify(given),
  });
  const { style, mood, tempoBpm, durationSeconds, key, metre, ending, withoutParts } = intent;
  const names = intent.instruments ?? [];
  const unmet = unmetWishes(intent.understanding ?? []).map(({ quote }) => quote);
  return [
    never('language', intent.language === language, intent.language),
    ...some(expect.style, (all) => decided('style', all.includes(style), style)),
    ...some(expect.notStyle, (all) =>
      never('no style', !isUnderstood('style') || !all.includes(style), style),
    ),
    ...some(expect.mood, (all) => decided('mood', all.includes(mood), mood)),
    ...some(expect.tempoBpm, (range) => decided('tempoBpm', within(tempoBpm, range), tempoBpm)),
    ...some(expect.durationSeconds, (range) =>
      decided('durationSeconds', within(durationSeconds, range), durationSeconds),
    ),
    ...some(expect.key, (all) =>
      decided(
        'key',
        keyNames(key).some((name) => all.includes(name)),
        keyNames(key)[0],
      ),
    ),
    ...some(expect.metre, (all) => decided('metre', all.includes(metre ?? ''), metre)),
    ...some(expect.ending, (all) => found('ending', all.includes(ending ?? ''), ending)),
    ...some(expect.withoutParts, (all) =>
      found(
        'withoutParts',
        all.every((name) => withoutParts.some((part) => part === name)),
        withoutParts,
      ),
    ),
    ...(expect.instruments ?? []).map((all) =>
      found(
        'instruments',
        all.split('|').some((name) => names.includes(name)),
        names,
      ),
    ),
    ...some(expect.drumsFromSecond, (second) =>
      found(
        'presence',
        (intent.presence ?? []).some(
          ({ part, fromSecond }) => part === 'drums' && fromSecond === second,
        ),
        intent.presence,
      ),
    ),
    ...some(expect.dropAtSecond, (wanted) =>
      found(
        'hits',
        (intent.hits ?? []).some(({ second, event }) => event === 'drop' && second === wanted),
        intent.hits,
      ),
    ),
    ...(expect.notUnderstood ?? []).map((field) =>
      never('no wish', !isUnderstood(field), intent[field]),
    ),
    ...told.map((words) =>
      found(
        'told',
        unmet.some((quote) => quote.includes(words) || words.includes(quote)),
        unmet,
      ),
    ),
  ];
}

const some = <Value>(
  value: Value | undefined,
  judge: (value: Value) => JudgedWish,
): JudgedWish[] => (value === undefined ? [] : [judge(value)]);

const within = (value: number, [least, most]: readonly [number, number]): boolean =>
  value >= least - 0.05 && value <= most + 0.05;
