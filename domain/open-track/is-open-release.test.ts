import { expect, it } from 'vitest';
import { deriveId, type PublishOn, ReleaseTerms, type Stage } from '@fermata/contracts/values';
import { isOpenRelease } from './is-open-release.ts';

const tracksIn = (...stages: readonly Stage[]) =>
  stages.map((stage) => ({
    ...{ trackId: deriveId('trk', stage), stage },
    withdrawnByPerson: stage === 'withdrawn',
  }));
const waiting = (publishOn: PublishOn) => ({
  terms: { ...ReleaseTerms.parse({ partners: ['shop'] }), publishOn },
  ...{ startedAt: null, outcome: null, tracks: tracksIn('approved', 'published') },
});

it('a partner of its terms finds a release that waits for a date or a request', () => {
  expect(isOpenRelease(waiting('request'), 'shop')).toBe(true);
  expect(isOpenRelease(waiting('date'), 'shop')).toBe(true);
  expect(isOpenRelease(waiting('approval'), 'shop')).toBe(false);
  expect(isOpenRelease(waiting('request'), 'other')).toBe(false);
});

it('and not one of whose tracks a person has withdrawn since', () => {
  const tracks = tracksIn('approved', 'withdrawn');
  expect(isOpenRelease({ ...waiting('request'), tracks }, 'shop')).toBe(false);
});

it('and not one that has started or ended', () => {
  const startedAt = '2027-03-01T09:00:00.000Z';
  expect(isOpenRelease({ ...waiting('request'), startedAt }, 'shop')).toBe(false);
  expect(isOpenRelease({ ...waiting('request'), outcome: 'cancelled' }, 'shop')).toBe(false);
});
