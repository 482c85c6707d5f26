import { expect, it } from 'vitest';
import { partnerDetail } from './track-card.ts';

it('shows the reason of the rejection before the state at the partner', () => {
  const takenDown = {
    state: 'taken-down' as const,
    detail: 'sandbox reports that it holds nothing of this release',
  };
  expect(partnerDetail({ stage: 'archived', detail: 'duplicate: sold already.' }, takenDown)).toBe(
    'duplicate: sold already; sandbox reports that it holds nothing of this release',
  );
  expect(partnerDetail({ stage: 'withdrawn', detail: 'rights' }, takenDown)).toBe(takenDown.detail);
  expect(partnerDetail({ stage: 'published', detail: null }, { state: 'live', detail: null })).toBe(
    '',
  );
});
