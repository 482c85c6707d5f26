import { expect, test } from 'vitest';
import type { EventData } from '@fermata/contracts/events';
import { mayBeOfferedAgain } from '@fermata/domain/offer';
import { sampleTrack } from '../testing/sample-track.ts';
import { projectOffer } from './offer-projection.ts';

const { releaseId, trackId, events } = sampleTrack('projection');
const subject = {
  ...{ releaseId, trackId, metadataVersion: null, withdrawalId: null, recallId: null },
};

function afterEnd(change: Partial<EventData<'offer.ended'>>): unknown {
  const ended = events.find(({ type }) => type === 'offer.ended');
  if (ended?.type !== 'offer.ended') throw new Error('the sample has an offer that has ended');
  const data = { ...ended.data, outcome: 'failed' as const, ...change };
  const [changed] = projectOffer({ ...ended, data }, subject);
  return changed?.set;
}

test('an offer that has failed without a confirmed takedown is being taken down, so it is not offered again', () => {
  const left = afterEnd({ mayHaveIt: true });
  expect(left).toMatchObject({ state: 'taking-down' });
  expect(mayBeOfferedAgain({ state: 'taking-down', attempt: 1 })).toBe(false);
});

test('an offer whose metadata were not taken keeps its state and version, and says why', () => {
  const ended = events.find(({ type }) => type === 'offer.ended');
  if (ended === undefined) throw new Error('the sample has an offer that has ended');
  const data = { partner: 'sandbox', metadataVersion: 2, code: 'title', reason: 'too long' };
  const [changed] = projectOffer({ ...ended, type: 'delivery.not-updated', data }, subject);
  expect(changed?.set).toEqual({
    detail: 'did not take the amended metadata: title: too long',
    ...{ fix: null, updatedAt: ended.occurredAt },
  });
});

test('an offer that has failed keeps the state that its takedown has recorded', () => {
  expect(afterEnd({})).not.toHaveProperty('state');
});
