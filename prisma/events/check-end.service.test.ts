import { expect, test } from 'vitest';
import type { EventData, EventType, NewEvent } from '@fermata/contracts/events';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';
import { InvalidEventError } from './errors.ts';

/** A sample track that was published, amended and withdrawn, and appends to its streams. */
async function ended(until?: (event: NewEvent) => boolean) {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('ended');
  const last = until === undefined ? life.events.length : life.events.findIndex(until) + 1;
  for (const event of life.events.slice(0, last)) await catalogue.events.append([event]);
  const next = async <T extends EventType>(stream: string, type: T, data: EventData<T>) => {
    const { length } = await catalogue.events.readStream(stream);
    const envelope = { projectId: 'default', stream, actor: 'act_system', workflowId: stream };
    const occurredAt = '2026-11-23T10:00:00.000Z';
    const event = { ...envelope, runId: 'forged', occurredAt, sequence: length + 1, type, data };
    // The type and its data belong together by this function's signature.
    return catalogue.events.append([event as NewEvent]);
  };
  const offer = async () => {
    const { projectId, releaseId } = life;
    const release = await catalogue.releases.find(projectId, releaseId);
    return { outcome: release?.outcome, partner: release?.partners[0] };
  };
  return { catalogue, life, next, offer, streams: life.streams };
}

const partner = 'sandbox';
const end = { partner, outcome: 'live', detail: 'forged', redelivery: false } as const;

test('a finished offer takes no second end and no step, and its projection stays', async () => {
  const { next, offer, streams } = await ended();
  const before = await offer();
  const reference = { partner, partnerReference: 'forged' };
  const forged: (() => Promise<unknown>)[] = [
    () => next(streams.offer, 'offer.ended', end),
    () => next(streams.offer, 'offer.ended', { ...end, redelivery: true }),
    () => next(streams.offer, 'delivery.confirmed', reference),
    () => next(streams.offer, 'delivery.reserved', reference),
    () => next(streams.offer, 'offer.restarted', { partner, attempt: 1 }),
  ];
  for (const append of forged) await expect(append()).rejects.toThrow(InvalidEventError);
  expect(await offer()).toEqual(before);
  await next(streams.offer, 'delivery.answer-ignored', {
    ...{ partner, webhookId: 'late', answer: 'accepted', detail: 'too late' },
  });
  expect(await offer()).toEqual(before);
});

test('a finished offer goes on with a higher attempt, once', async () => {
  const { next, streams } = await ended();
  await next(streams.offer, 'offer.restarted', { partner, attempt: 2 });
  await next(streams.offer, 'offer.ended', end);
  await expect(next(streams.offer, 'offer.restarted', { partner, attempt: 2 })).rejects.toThrow(
    'it takes no offer.restarted',
  );
});

test('a release, an amendment, a withdrawal and a track take no second end', async () => {
  const { next, streams, life } = await ended();
  const { trackId, releaseId, withdrawalId } = life;
  await next(streams.track, 'track.stage-entered', { stage: 'withdrawn', version: 2 });
  const forged: (() => Promise<unknown>)[] = [
    () => next(streams.release, 'release.ended', { outcome: 'failed', detail: 'forged' }),
    () => next(streams.release, 'release.kept', { partners: [partner], detail: 'forged' }),
    () => next(streams.amendment, 'amendment.shown', { partner, metadataVersion: 2 }),
    () =>
      next(streams.amendment, 'amendment.ended', {
        outcome: 'not-shown',
        detail: 'no',
        have: [],
        inFlight: [],
      }),
    () =>
      next(streams.withdrawal, 'withdrawal.ended', {
        ...{ trackId, outcome: 'failed', detail: 'forged', stillOfferedTo: [partner] },
      }),
    () =>
      next(streams.withdrawal, 'withdrawal.started', {
        ...{ withdrawalId, trackId, releaseId, reason: 'forged' },
      }),
    () => next(streams.track, 'track.stage-entered', { stage: 'published', version: 2 }),
  ];
  for (const append of forged) await expect(append()).rejects.toThrow(/has ended with/);
});

test('a withdrawal that has failed takes late takedowns and one success, and nothing after it', async () => {
  const { next, streams, life, catalogue } = await ended(
    ({ type }) => type === 'takedown.confirmed',
  );
  const { trackId, withdrawalId, releaseId, projectId } = life;
  const finish = (outcome: 'withdrawn' | 'failed') =>
    next(streams.withdrawal, 'withdrawal.ended', {
      ...{ trackId, outcome, detail: outcome, stillOfferedTo: [] },
    });
  const confirm = () =>
    next(streams.withdrawal, 'takedown.confirmed', {
      ...{ partner, verifiedState: 'taken-down', detail: 'gone' },
    });
  const outcome = async () =>
    (await catalogue.withdrawals.outcome({ projectId, trackId, releaseId }))?.outcome;
  await finish('failed');
  expect(await outcome()).toBe('failed');
  await expect(finish('failed')).rejects.toThrow(/has ended with/);
  await expect(
    next(streams.withdrawal, 'withdrawal.started', {
      ...{ withdrawalId, trackId, releaseId, reason: 'forged' },
    }),
  ).rejects.toThrow(/has ended with/);
  await confirm();
  await finish('withdrawn');
  expect(await outcome()).toBe('withdrawn');
  await expect(confirm()).rejects.toThrow(/has ended with/);
});

test('the same end again is no second one', async () => {
  const { catalogue, life } = await ended();
  const last = life.events.findLast(({ stream }) => stream === life.streams.offer);
  expect(last?.type).toBe('offer.ended');
  await catalogue.events.append(last === undefined ? [] : [last]);
});

test('two ends in one append are refused', async () => {
  const { catalogue, life } = await ended(({ type }) => type === 'delivery.confirmed');
  const own = life.events.find(({ type }) => type === 'offer.ended');
  if (own === undefined) throw new Error('the sample has no end');
  const twice = [own, { ...own, sequence: own.sequence + 1 }];
  await expect(catalogue.events.append(twice)).rejects.toThrow(/has ended with offer.ended/);
});

test('an offer takes no event of another partner, a withdrawal none of one that it does not name', async () => {
  const { next, streams } = await ended(({ type }) => type === 'withdrawal.requested');
  await expect(
    next(streams.offer, 'delivery.answer-ignored', {
      ...{ partner: 'shop', webhookId: 'x', answer: 'accepted', detail: 'forged' },
    }),
  ).rejects.toThrow('its offer is to another partner');
  await expect(
    next(streams.withdrawal, 'takedown.confirmed', {
      ...{ partner: 'shop', verifiedState: 'taken-down', detail: 'forged' },
    }),
  ).rejects.toThrow('it was not requested there');
});
