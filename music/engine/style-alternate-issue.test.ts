import { expect, test } from 'vitest';
import { ALTERNATES, STYLES } from '@fermata/contracts/values';
import { styleAlternateIssue } from './style-alternate-issue.ts';

test('only a style without drums has no cut without drums', () => {
  const issues = STYLES.flatMap((style) =>
    ALTERNATES.map((alternate) => styleAlternateIssue(alternate, style)),
  ).filter((issue) => issue !== null);
  expect(issues).toEqual([
    'no-drums needs drums, and ambient has none',
    'no-drums needs drums, and classical has none',
  ]);
});
