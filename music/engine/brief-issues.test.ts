import { expect, test } from 'vitest';
import { Brief } from '@fermata/contracts/values';
import { briefIssues } from './brief-issues.ts';

const brief = (fields: Partial<Brief>) => Brief.parse({ text: 'A bed for a trailer', ...fields });

test('a metre that the chosen style does not play is an issue of the brief', () => {
  expect(briefIssues({ brief: brief({ style: 'house', metre: '3/4' }) })).toEqual([
    { path: ['brief', 'metre'], message: 'house does not play 3/4; it plays 4/4' },
  ]);
  expect(briefIssues({ brief: brief({ style: 'jazz-trio', metre: '3/4' }) })).toEqual([]);
});

test('without a chosen style, the metre decides about the style and is no issue', () => {
  expect(briefIssues({ brief: brief({ metre: '7/8' }) })).toEqual([]);
});

test('alternates that the chosen style does not have, and fields that contradict each other, are all named', () => {
  const issues = briefIssues({
    brief: brief({ style: 'ambient', durationSeconds: 20, hits: [{ second: 30, event: 'drop' }] }),
    alternates: ['no-drums'],
  });
  expect(issues).toEqual([
    {
      path: ['brief', 'hits', 0, 'second'],
      message: 'must come before the end of the track, at 20 s',
    },
    { path: ['alternates', 0], message: 'no-drums needs drums, and ambient has none' },
  ]);
});
