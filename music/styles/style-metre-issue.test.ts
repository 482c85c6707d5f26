import { expect, test } from 'vitest';
import { METRES, STYLES } from '@fermata/contracts/values';
import { styleMetreIssue } from './style-metre-issue.ts';

test('a metre that the style does not play is refused in one sentence with those that it plays', () => {
  expect(styleMetreIssue('7/8', 'jazz-trio')).toBe(
    'jazz-trio does not play 7/8; it plays 3/4, 4/4, 5/4',
  );
  expect(styleMetreIssue('5/4', 'jazz-trio')).toBeNull();
  expect(METRES.map((metre) => styleMetreIssue(metre, 'ambient'))).toEqual(METRES.map(() => null));
});

test('every style plays 4/4', () => {
  expect(STYLES.map((style) => styleMetreIssue('4/4', style))).toEqual(STYLES.map(() => null));
});
