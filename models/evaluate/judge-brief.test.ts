import { expect, test } from 'vitest';
import { Brief } from '@fermata/contracts/values';
import { interpretBrief } from '@fermata/music';
import { type BriefCase, readBriefCases } from './brief-case.ts';
import { judgeBrief } from './judge-brief.ts';

const judge = (text: string, expected: BriefCase['expect'], told?: string[]) =>
  Object.fromEntries(
    judgeBrief(
      { text, language: 'en', expect: expected, ...(told ? { told } : {}) },
      interpretBrief(Brief.parse({ text })),
    ).map(({ field, verdict }) => [field, verdict]),
  );

test('a wish is right, wrong, or missed if no word decides it', () => {
  expect(
    judge(
      'happy techno with a singer, please',
      {
        style: ['techno'],
        mood: ['sad'],
        tempoBpm: [60, 200],
        notUnderstood: ['key', 'style'],
      },
      ['singer'],
    ),
  ).toEqual({
    language: 'right',
    style: 'right',
    mood: 'wrong',
    tempoBpm: 'missed',
    'no wish': 'wrong',
    told: 'right',
  });
});

test('a third of the briefs is kept back, in every language', () => {
  const cases = readBriefCases();
  const kept = cases.filter((each) => each.kept);
  expect(kept.length * 3).toBe(cases.length);
  expect(new Set(kept.map(({ language }) => language))).toEqual(
    new Set(cases.map(({ language }) => language)),
  );
});
