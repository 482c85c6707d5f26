import { MockActivityEnvironment } from '@temporalio/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import {
  Brief,
  deriveId,
  MetadataTerms,
  ReleaseTerms,
  ReviewTerms,
  sha256Hex,
} from '@fermata/contracts/values';
import { approvedMetadata } from '@fermata/domain/amendment';
import { StreamGapError } from '@fermata/prisma';
import { sampleVersion } from '../testing/sample-version.ts';
import { type CatalogueDeps, createCatalogueActivities } from './create-catalogue-activities.ts';

const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 1);
const stored: NewEvent[] = [];
const registered: unknown[] = [];
beforeEach(() => {
  stored.length = 0;
  registered.length = 0;
});

/**
 * `issue`: the reason against a release; `spender`: of a request's token; `sent`: the webhooks in the inbox, whose
 * reference is the release that they are about; `append`: that of the event store.
 */
function activities({
  issue = null,
  spender = null,
  sent = {},
  append = (events) => {
    stored.push(...events);
    return Promise.resolve([]);
  },
}: {
  issue?: string | null;
  spender?: string | null;
  sent?: Readonly<Record<string, string>>;
  append?: CatalogueDeps['catalogue']['events']['append'];
} = {}) {
  return createCatalogueActivities({
    requestCheckpoint: () => Promise.resolve(),
    catalogue: {
      events: { append },
      inbox: { find: (_partner, id) => Promise.resolve(sent[id] ?? null) },
      offerAddresses: {
        findByReference: (partner, partnerReference) =>
          Promise.resolve({
            ...{ projectId: 'default', partner, partnerReference, trackId },
            ...{
              releaseId: partnerReference,
              workflowId: `release/${partnerReference}/${partner}`,
            },
          }),
        register: (address) => {
          registered.push(address);
          return Promise.resolve();
        },
      },
      amendments: { lastVersion: () => Promise.resolve(1) },
      withdrawals: { outcome: () => Promise.resolve(null) },
      releases: { runningOffers: () => Promise.resolve([{ releaseId, partner: 'shop' }]) },
      tokens: { spenderOf: () => Promise.resolve(spender) },
      versions: { findCompleted: () => Promise.resolve(null) },
      authority: {
        startIssue: () => Promise.resolve(issue),
        keepIssue: () => Promise.resolve(issue),
        offerStartIssue: () => Promise.resolve(issue),
        readRelease: () =>
          Promise.resolve({
            kept: true,
            offers: [{ partner: 'sandbox', state: 'rejected', attempt: 2 }],
          }),
        offerAddressIssue: () => Promise.resolve(issue),
      },
    },
  });
}

const within = <T>(workflowId: string, work: () => Promise<T>): Promise<T> =>
  new MockActivityEnvironment({ workflowExecution: { workflowId, runId: 'run' } }).run(work);

const envelope = (stream: string) => ({
  projectId: 'default',
  stream,
  sequence: 1,
  occurredAt: '2026-11-29T00:00:00.000Z',
  actor: 'act_fermata',
  workflowId: stream,
  runId: 'run',
});
const resumed: NewEvent = { ...envelope(`track/${trackId}`), type: 'track.resumed', data: {} };
const started: NewEvent = {
  ...envelope(`release/${releaseId}`),
  type: 'release.started',
  data: {
    releaseId,
    trackId,
    version: 1,
    versionSha256: sha256Hex('version'),
    partners: ['sandbox'],
  },
};
const offered: NewEvent = {
  ...envelope(`release/${releaseId}/sandbox`),
  type: 'offer.started',
  data: {
    ...{ releaseId, trackId, version: 1, partner: 'sandbox' },
    versionSha256: sha256Hex('version'),
  },
};
const accepted: NewEvent = {
  ...envelope(`track/${trackId}`),
  actor: 'act_ada',
  type: 'track.accepted',
  data: {
    trackId,
    brief: Brief.parse({ text: 'warm lo-fi bed', durationSeconds: 8 }),
    candidates: 1,
    review: ReviewTerms.parse({}),
    release: ReleaseTerms.parse({}),
    metadata: MetadataTerms.parse({}),
    requestedBy: 'act_ada',
    requestSha256: sha256Hex('request'),
  },
};
const refusal = (message: string) => ({ type: 'NotAuthorisedError', nonRetryable: true, message });

test('a track is accepted only in the run that has spent the token of its request', async () => {
  const { stream } = accepted;
  for (const [spender, event] of [
    [null, accepted],
    [`${stream}/another-run`, accepted],
    [`${stream}/run`, { ...accepted, actor: 'act_otto' }],
  ] as const)
    await expect(
      within(stream, () => activities({ spender }).appendEvents({ events: [event] })),
    ).rejects.toMatchObject(
      refusal(`not authorised: act_ada has not requested the track ${trackId}`),
    );
  expect(stored).toEqual([]);
  await within(stream, () =>
    activities({ spender: `${stream}/run` }).appendEvents({ events: [accepted] }),
  );
  expect(stored).toEqual([accepted]);
});

test('a workflow writes to its own stream only', async () => {
  const { appendEvents } = activities();
  await within(resumed.stream, () => appendEvents({ events: [resumed] }));
  expect(stored).toEqual([resumed]);
  await expect(within('evil', () => appendEvents({ events: [resumed] }))).rejects.toMatchObject(
    refusal(`not authorised: evil must not write to the stream track/${trackId}`),
  );
});

test.each([
  ['project/default', 'a workflow must not write to the stream of a project'],
  ['subscription/sub_1', 'the stream of a subscription is written with its row'],
  ['partner/new-shop', 'the stream of a partner is written with its row'],
  ['recall/rcl_1', 'the stream of a recall is written by the API, and with its completion'],
  ['upkeep/daily', 'upkeep/daily is no stream'],
])('no workflow writes to the stream %s, whatever its id', async (stream, reason) => {
  const cleared: NewEvent = { ...envelope(stream), type: 'budget.cleared', data: {} };
  await expect(
    within(stream, () => activities().appendEvents({ events: [cleared] })),
  ).rejects.toMatchObject(refusal(`not authorised: ${reason}`));
});

test.each([started, offered])(
  '$type enters the catalogue only with the authority for it',
  async (event) => {
    await within(event.stream, () => activities().appendEvents({ events: [event] }));
    expect(stored).toEqual([event]);
    const issue = 'no review has approved it';
    await expect(
      within(event.stream, () => activities({ issue }).appendEvents({ events: [event] })),
    ).rejects.toMatchObject(refusal(`not authorised: ${issue}`));
    expect(stored).toHaveLength(1);
  },
);

test('no workflow requests a withdrawal', async () => {
  const withdrawalId = deriveId('wdr', 'one');
  const requested: NewEvent = {
    ...envelope(`withdrawal/${withdrawalId}`),
    type: 'withdrawal.requested',
    data: { withdrawalId, trackId, releaseId, reason: 'forged', partners: ['sandbox'] },
  };
  await expect(
    within(requested.stream, () => activities().appendEvents({ events: [requested] })),
  ).rejects.toMatchObject(refusal('not authorised: only a person requests a withdrawal'));
});

test('no workflow requests an amendment', async () => {
  const requested: NewEvent = {
    ...envelope(`amendment/${releaseId}/2`),
    type: 'amendment.requested',
    data: {
      ...{ releaseId, trackId, metadataVersion: 2, changes: {}, reason: 'forged' },
      amended: approvedMetadata(sampleVersion),
    },
  };
  await expect(
    within(requested.stream, () => activities().appendEvents({ events: [requested] })),
  ).rejects.toMatchObject(refusal('not authorised: only a person requests an amendment'));
});

test('the calling workflow, and no other, gets the messages about a reference', async () => {
  const input = {
    ...{ projectId: 'default', partner: 'sandbox', partnerReference: 'prt_1' },
    ...{ trackId, releaseId },
  };
  await within(started.stream, () => activities().registerOfferAddress(input));
  expect(registered).toEqual([{ ...input, workflowId: started.stream }]);
  const issue = `${trackId} has no release ${releaseId}`;
  await expect(
    within('evil', () => activities({ issue }).registerOfferAddress(input)),
  ).rejects.toMatchObject(refusal(`not authorised: ${issue}`));
});

test('a gap in the stream is a failure that names the first missing event', async () => {
  const append = () => Promise.reject(new StreamGapError(resumed.stream, 9, 4));
  await expect(
    within(resumed.stream, () => activities({ append }).appendEvents({ events: [resumed] })),
  ).rejects.toMatchObject({ type: 'StreamGapError', nonRetryable: true, details: [4] });
});

test('a further attempt is recorded only if a person has asked for it', async () => {
  const stream = `release/${releaseId}/sandbox`;
  const restart = (attempt: number): NewEvent => ({
    ...{ ...envelope(stream), sequence: 7, type: 'offer.restarted' },
    data: { partner: 'sandbox', attempt },
  });
  const append = (attempt: number) =>
    within(stream, () => activities().appendEvents({ events: [restart(attempt)] }));
  await append(2);
  expect(stored).toEqual([restart(2)]);
  for (const attempt of [1, 3])
    await expect(append(attempt)).rejects.toMatchObject(
      refusal(`not authorised: attempt ${attempt} at sandbox was not asked for`),
    );
});

describe('an event that a message of a partner causes', () => {
  const webhook = (type: string, reference: string) =>
    JSON.stringify({
      ...{ type, timestamp: '2026-11-22T12:00:05.000Z' },
      data: { reference, code: 'quality', reason: 'quiet' },
    });
  const sent = {
    own: webhook('delivery.rejected', releaseId),
    foreign: webhook('delivery.rejected', 'rel_other'),
  };
  const eventsOf = (webhookId: string): NewEvent[] => {
    const delisting = {
      partner: 'sandbox',
      verifiedState: 'rejected',
      webhookId,
      detail: 'quiet',
    } as const;
    return [
      {
        ...{ ...envelope(`release/${releaseId}`), type: 'release.partner-delisted' },
        data: { ...delisting, stillSoldBy: [] },
      },
      {
        ...{ ...envelope(`track/${trackId}`), type: 'track.delisted' },
        data: { ...delisting, version: 1, releaseId },
      },
      {
        ...{ ...envelope(`track/${trackId}`), type: 'track.partner-delisted' },
        data: { ...delisting, version: 1, releaseId, stillSoldBy: ['shop'] },
      },
      {
        ...{ ...envelope(`release/${releaseId}/sandbox`), type: 'delivery.answered' },
        data: {
          partner: 'sandbox',
          answer: 'rejected',
          via: 'webhook',
          webhookId,
          detail: 'quiet',
        },
      },
    ];
  };

  test.each(eventsOf('own'))('is recorded if the inbox has the message: $type', async (event) => {
    await within(event.stream, () => activities({ sent }).appendEvents({ events: [event] }));
    expect(stored).toEqual([event]);
  });

  test.each([
    ['that was never sent', 'invented', /sandbox has not sent delivery.rejected or .* as invented/],
    [
      'about another release',
      'foreign',
      new RegExp(`foreign of sandbox is not about ${releaseId}`),
    ],
  ])('is not recorded for a message %s', async (_case, webhookId, reason) => {
    for (const event of eventsOf(webhookId))
      await expect(
        within(event.stream, () => activities({ sent }).appendEvents({ events: [event] })),
        event.type,
      ).rejects.toMatchObject({
        ...{ type: 'NotAuthorisedError', nonRetryable: true },
        message: expect.stringMatching(reason) as unknown,
      });
    expect(stored).toEqual([]);
  });

  test('may be a request for the takedown, which rejects an offer', async () => {
    const asked = {
      own: JSON.stringify({
        ...{ type: 'takedown.requested', timestamp: '2026-11-22T12:00:05.000Z' },
        data: { requestId: 'a', reference: releaseId, reason: 'a claim' },
      }),
    };
    const answered = eventsOf('own').at(-1);
    if (answered?.type !== 'delivery.answered') throw new Error('it is the last one');
    const record = (event: NewEvent) =>
      within(event.stream, () => activities({ sent: asked }).appendEvents({ events: [event] }));
    await record(answered);
    expect(stored).toEqual([answered]);
    const accepted: NewEvent = { ...answered, data: { ...answered.data, answer: 'accepted' } };
    await expect(record(accepted)).rejects.toMatchObject({ type: 'NotAuthorisedError' });
  });

  test('needs no message if the partner was asked', async () => {
    const event: NewEvent = {
      ...{ ...envelope(`release/${releaseId}/sandbox`), type: 'delivery.answered' },
      data: {
        ...{ partner: 'sandbox', answer: 'accepted', via: 'asked', detail: 'accepted' },
        webhookId: null,
      },
    };
    await within(event.stream, () => activities().appendEvents({ events: [event] }));
    expect(stored).toEqual([event]);
  });
});

test('the offers that wait for a track are named by their workflows', async () => {
  const { runningOffers } = activities();
  expect(await runningOffers({ projectId: 'default', trackId })).toEqual([
    `release/${releaseId}/shop`,
  ]);
});
