import { expect, test } from 'vitest';
import { afterUsagePage, NO_USAGE_YET } from '@fermata/domain/usage';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';

const key = { projectId: 'default', partner: 'sandbox', period: '2026-11' };
const counts = { reports: 1, lines: 2, added: 1, unread: 0 };
const after = (before = NO_USAGE_YET, cursor = 'next') =>
  afterUsagePage(before, counts, cursor).progress;

test('progress is kept by project, partner and period; the later of two fetches of a page has no effect', async () => {
  const { catalogue } = await freshCatalogue();
  const { usageProgress } = catalogue;
  expect(await usageProgress.find(key)).toBeNull();
  const first = after();
  expect(await usageProgress.save(key, NO_USAGE_YET, first)).toBe(true);
  expect(await usageProgress.save(key, NO_USAGE_YET, after(NO_USAGE_YET, 'other'))).toBe(false);
  const second = after(first, 'third');
  expect(await usageProgress.save(key, first, second)).toBe(true);
  expect(await usageProgress.find(key)).toEqual(second);
  expect(await usageProgress.find({ ...key, period: '2026-12' })).toBeNull();
  await usageProgress.clear(key, first);
  expect(await usageProgress.find(key)).toEqual(second);
  await usageProgress.clear(key, second);
  expect(await usageProgress.find(key)).toBeNull();
  // A request that is still at the third page, after another has fetched the period whole.
  expect(await usageProgress.save(key, second, after(second, 'late'))).toBe(false);
  expect(await usageProgress.find(key)).toBeNull();
});
