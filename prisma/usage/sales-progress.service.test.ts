import { expect, test } from 'vitest';
import { afterSalesPage, NO_SALES_YET } from '@fermata/domain/usage';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';

const key = { projectId: 'default', partner: 'sandbox', period: '2026-11' };
const counts = { reports: 1, lines: 2, added: 1, unread: 0 };
const after = (before = NO_SALES_YET, cursor = 'next') =>
  afterSalesPage(before, counts, cursor).progress;

test('progress is kept by project, partner and period; the later of two fetches of a page has no effect', async () => {
  const { catalogue } = await freshCatalogue();
  const { salesProgress } = catalogue;
  expect(await salesProgress.find(key)).toBeNull();
  const first = after();
  expect(await salesProgress.save(key, NO_SALES_YET, first)).toBe(true);
  expect(await salesProgress.save(key, NO_SALES_YET, after(NO_SALES_YET, 'other'))).toBe(false);
  const second = after(first, 'third');
  expect(await salesProgress.save(key, first, second)).toBe(true);
  expect(await salesProgress.find(key)).toEqual(second);
  expect(await salesProgress.find({ ...key, period: '2026-12' })).toBeNull();
  await salesProgress.clear(key, first);
  expect(await salesProgress.find(key)).toEqual(second);
  await salesProgress.clear(key, second);
  expect(await salesProgress.find(key)).toBeNull();
  // A request that is still at the third page, after another has fetched the period whole.
  expect(await salesProgress.save(key, second, after(second, 'late'))).toBe(false);
  expect(await salesProgress.find(key)).toBeNull();
});
