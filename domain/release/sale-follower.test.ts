import { expect, it } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import { saleFollower } from './sale-follower.ts';

const releaseId = deriveId('rel', 'one');
const trackId = deriveId('trk', 'one');

it('the track follows the sale of its own release', () => {
  expect(saleFollower({ releaseId, trackId, createdByPerson: false })).toBe(`track/${trackId}`);
});

it('a release that a person has created is followed under its own id', () => {
  expect(saleFollower({ releaseId, trackId, createdByPerson: true })).toBe(`release/${releaseId}`);
});
