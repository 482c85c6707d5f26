import { expect, it } from 'vitest';
import { partnerDetail } from './track-card.ts';

it('says why a partner has a release no more', () => {
  const takenDown = {
    state: 'taken-down' as const,
    detail: 'sandbox says that it holds nothing of this release',
  };
  expect(partnerDetail({ stage: 'archived', detail: 'duplicate: sold already.' }, takenDown)).toBe(
    'duplicate: sold already; sandbox says that it holds nothing of this release',
  );
  expect(partnerDetail({ stage: 'withdrawn', detail: 'rights' }, takenDown)).toBe(takenDown.detail);
  expect(partnerDetail({ stage: 'published', detail: null }, { state: 'live', detail: null })).toBe(
    '',
  );
});
