import { expect, test } from 'vitest';
import { licenceConflict } from './licence-conflict.ts';

const licence = { licensor: 'Loops & Co', licence: 'CC-BY-4.0' };

test('the same licence, or none, does not conflict with the first one', () => {
  expect(licenceConflict(licence, { licence: 'CC-BY-4.0', licensor: 'Loops & Co' })).toBeNull();
  expect(licenceConflict(licence, null)).toBeNull();
  expect(licenceConflict(null, null)).toBeNull();
});

test('another licence, or other territories, conflict with the first one', () => {
  expect(licenceConflict({ ...licence, territories: ['DE', 'FR'] }, licence)).toBe(
    'already exists with the licence CC-BY-4.0 of Loops & Co for DE, FR; ' +
      'this request has the licence CC-BY-4.0 of Loops & Co for all territories, ' +
      'and the first one remains',
  );
  expect(licenceConflict(null, { ...licence, licence: 'CC0-1.0' })).toMatch(
    /^already exists without a licence; this request has the licence CC0-1.0/,
  );
});
