import { expect, it } from 'vitest';
import { coverLicenceIssue } from './cover-licence.ts';

const cover = 'c'.repeat(64);
const licensed = (...territories: string[]) => ({
  ...{ licensor: 'Pictures & Co', licence: 'CC-BY-4.0' },
  ...(territories.length > 0 ? { territories } : {}),
});

it.each([
  ['is licensed worldwide', licensed(), undefined, null],
  ['is licensed for all territories of the release', licensed('DE', 'FR'), ['DE'], null],
  ['has no declared licence', null, undefined, 'the cover cccccccccccc has no declared licence'],
  [
    'is licensed for fewer territories',
    licensed('DE', 'FR'),
    ['DE', 'US'],
    'the cover cccccccccccc of Pictures & Co is licensed for DE, FR, and the release covers DE, US',
  ],
  [
    'is not licensed worldwide',
    licensed('DE'),
    undefined,
    'the cover cccccccccccc of Pictures & Co is licensed for DE, and the release names no territories',
  ],
] as const)('a cover that %s', (_case, licence, territories, issue) => {
  expect(coverLicenceIssue(cover, licence, territories)).toBe(issue);
});
