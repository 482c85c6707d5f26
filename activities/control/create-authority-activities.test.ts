import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import type { PursuitEnds, WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { deriveId, ReleaseTerms } from '@fermata/contracts/values';
import { approvedMetadata, type SaleFacts } from '@fermata/domain/amendment';
import type { ActiveRecall } from '@fermata/domain/recall';
import type { OfferEnds } from '@fermata/domain/withdrawal';
import type { ReleaseRecord } from '@fermata/prisma';
import { sampleVersion } from '../testing/sample-version.ts';
import { createAuthorityActivities } from './create-authority-activities.ts';

const tokenSecret = '0f'.repeat(32);
const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 1);
const input = {
  ...{ projectId: 'default', releaseId, trackId, requestedBy: 'act_ada' },
  version: sampleVersion,
  terms: ReleaseTerms.parse({}),
};

const facts: SaleFacts = {
  ...{ trackId, releaseId, stage: 'published', recall: null },
  approved: sampleVersion,
  lastAmendment: {
    ...{ metadataVersion: 2, changes: { title: 'Late Rain' }, reason: 'renamed', ended: false },
    amended: { ...approvedMetadata(sampleVersion), title: 'Late Rain' },
    requestedBy: 'act_otto',
  },
  offers: [
    {
      ...{ partner: 'one', partnerReference: 'prt_1', state: 'live', metadataVersion: 1 },
      ...{ withdrawing: false, offering: false },
    },
    {
      ...{ partner: 'two', partnerReference: 'prt_2', state: 'live', metadataVersion: 1 },
      ...{ withdrawing: true, offering: false },
    },
    {
      ...{ partner: 'three', partnerReference: 'prt_3', state: 'accepted', metadataVersion: 1 },
      ...{ withdrawing: false, offering: true },
    },
  ],
  awaiting: [],
  shownAmendments: [],
};

/**
 * Activities whose refusals are collected; `recall`: of every version; `releases`: by id; `releaseIssue`: why no
 * release is approved; `offers`: how those of each release have ended; `open`: the
 * versions of the amendments that run; `ends`: the partners that a withdrawal asks no more.
 */
function activities(
  recall: ActiveRecall | null = null,
  releases: Record<string, ReleaseRecord> = {},
  releaseIssue: string | null = 'no review has approved it',
  offers: OfferEnds['offers'] = [],
  open: number[] = [2],
  ends: PursuitEnds = [],
) {
  const refusals: unknown[] = [];
  const requested: (readonly string[])[] = [];
  const created = createAuthorityActivities({
    tokenSecret,
    catalogue: {
      tokens: { spend: () => Promise.resolve(true), spenderOf: () => Promise.resolve(null) },
      keys: { rolesOf: () => Promise.resolve([]) },
      reviewMinimum: {
        find: () => Promise.reject(new Error('only a track asks for it')),
      },
      orders: { find: () => Promise.resolve(null) },
      authority: {
        releaseIssue: () => Promise.resolve(releaseIssue),
        isCreatedAs: () => Promise.resolve(releaseIssue === null),
        offerIssue: () => Promise.resolve('the release has not started'),
        takedownIssue: ({ partners }) =>
          Promise.resolve(
            partners.some((name) => ends.some(({ partner }) => partner === name))
              ? `redelivered to ${partners.join(', ')}`
              : null,
          ),
        offerEnds: () => Promise.resolve({ ended: true, offers }),
        pursuitEnds: () => Promise.resolve(ends),
        readRelease: () => Promise.resolve(null),
        knowsProject: (projectId) => Promise.resolve(projectId === 'default'),
      },
      recalls: { ofVersions: () => Promise.resolve(recall) },
      tracks: { find: () => Promise.resolve(null) },
      releases: {
        find: (_projectId, id) => Promise.resolve(releases[id] ?? null),
        lastSequence: () => Promise.resolve(4),
        saleFacts: ({ releaseId: known }) => Promise.resolve(known === releaseId ? facts : null),
      },
      amendments: {
        lastSequence: () => Promise.resolve(3),
        openVersions: () => Promise.resolve(open),
      },
      withdrawals: {
        request: ({ actor, data: { reason, partners } }) => {
          requested.push(partners);
          return Promise.resolve({ requestedBy: actor, reason, partners });
        },
        progress: () => Promise.resolve({ sequence: 4, confirmed: [] }),
      },
      events: {
        appendNextOnce: (event) => {
          refusals.push([event.stream, event.type, event.workflowId, event.data]);
          return Promise.resolve(null);
        },
      },
    },
  });
  return { ...created, refusals, requested };
}

const within = <T>(workflowId: string, work: () => Promise<T>): Promise<T> =>
  new MockActivityEnvironment({ workflowExecution: { workflowId, runId: 'run' } }).run(work);

test('a refused release is recorded in its project, and nowhere for an invented project', async () => {
  const { authoriseRelease, refusals } = activities();
  const workflowId = `release/${releaseId}`;
  for (const projectId of ['default', 'invented'])
    await expect(
      within(workflowId, () => authoriseRelease({ ...input, projectId })),
    ).rejects.toMatchObject({ type: 'NotAuthorisedError', nonRetryable: true });
  expect(refusals).toEqual([
    [
      'project/default',
      'release.refused',
      workflowId,
      { releaseId, trackId, detail: 'no review has approved it' },
    ],
  ]);
});

test('an approved release is told of a recall, for which it waits', async () => {
  const workflowId = `release/${releaseId}`;
  const authorise = async (recall: ActiveRecall | null) => {
    const { authoriseRelease, refusals } = activities(recall, {}, null);
    const answer = await within(workflowId, () => authoriseRelease(input));
    return [answer, refusals];
  };
  expect(await authorise(null)).toEqual([null, []]);
  const subject = { kind: 'model', name: 'theory', version: '2' } as const;
  expect(await authorise({ recallId: 'rcl_1', subject, reason: 'not licensed' })).toEqual([
    'the model theory@2 is recalled (rcl_1): not licensed',
    [],
  ]);
});

test('an offer is refused without its release, and under another workflow id', async () => {
  const { authoriseOffer, refusals } = activities();
  const offer = { ...input, partner: 'sandbox', attempt: 1, sequence: 0, redelivery: false };
  for (const [workflowId, issue] of [
    [`release/${releaseId}/sandbox`, 'the release has not started'],
    [`release/${releaseId}/other`, `the workflow is not release/${releaseId}/sandbox`],
  ] as const)
    await expect(within(workflowId, () => authoriseOffer(offer))).rejects.toMatchObject({
      type: 'NotAuthorisedError',
      message: `not authorised: ${issue}`,
    });
  expect(refusals).toHaveLength(2);
});

test('the terms request no withdrawal for a track that the catalogue does not know', async () => {
  const { requestTermsWithdrawal } = activities();
  await expect(
    within(`track/${trackId}`, () =>
      requestTermsWithdrawal({ projectId: 'default', trackId, releaseId }),
    ),
  ).rejects.toMatchObject({ type: 'NotAuthorisedError' });
});

/** A release of its own that went on sale at two partners, of which the first has delisted it. */
const album: ReleaseRecord = {
  ...{ releaseId, trackId, title: 'Night Rides', version: 1, versionSha256: 'ab'.repeat(32) },
  ...{ terms: ReleaseTerms.parse({ partners: ['one', 'two'], onRejection: 'all-or-nothing' }) },
  ...{ createdByPerson: true, stage: 'published' },
  ...{ metadata: sampleVersion.metadata, territories: null },
  ...{ recordings: [], upc: null, publishOn: 'approval', publishesAt: null },
  onRejection: 'all-or-nothing',
  ...{ createdBy: 'act_rita', createdAt: '2027-03-01T08:00:00.000Z', startedAt: null },
  ...{ keptAt: null, endedAt: '2027-03-01T08:00:00.000Z', outcome: 'live', detail: null },
  ...{ question: null, projectHold: null, metadataVersion: 1, amendments: [] },
  failedWithdrawals: 0,
  failedWithdrawal: null,
  unreleasable: null,
  partners: [
    ...(['rejected', 'live'] as const).map((state, index) => ({
      ...{ name: ['one', 'two'][index] ?? '', state, partnerReference: `prt_${index}` },
      ...{ detail: null, metadataVersion: 1, attempt: 1 },
    })),
  ],
};

test('the sale of a release is followed under its own id; anything else is refused on record', async () => {
  const waiting = { ...album, endedAt: null, outcome: null };
  const { openSale, refusals } = activities(null, { [releaseId]: album });
  const sale = { projectId: 'default', releaseId };
  expect(await within(`release/${releaseId}`, () => openSale(sale))).toEqual({
    ...{ trackId, title: 'Night Rides', createdByPerson: true, sequence: 4 },
    terms: {
      ...{ partners: ['one', 'two'], onRejection: 'all-or-nothing' },
      questionSeconds: ReleaseTerms.parse({}).questionSeconds,
    },
  });
  const refused = { type: 'NotAuthorisedError', nonRetryable: true };
  await expect(within('evil', () => openSale(sale))).rejects.toMatchObject(refused);
  await expect(
    within('release/unknown', () => openSale({ ...sale, releaseId: 'unknown' })),
  ).rejects.toMatchObject(refused);
  expect(refusals).toMatchObject([
    ['project/default', 'release.refused', 'evil', { releaseId, trackId }],
  ]);
  const early = activities(null, { [releaseId]: waiting });
  await expect(within(`release/${releaseId}`, () => early.openSale(sale))).rejects.toMatchObject(
    refused,
  );
});

test('the terms of a created release request its withdrawal from the partners that sell it', async () => {
  const { requestTermsWithdrawal, requested } = activities(null, { [releaseId]: album });
  const request = () =>
    within(`release/${releaseId}`, () =>
      requestTermsWithdrawal({ projectId: 'default', trackId, releaseId }),
    );
  expect(await request()).toMatchObject({ takedownSeconds: album.terms.takedownSeconds });
  expect(requested).toHaveLength(1);
});

test('a failed offer is withdrawn at once from a partner that may have the release, and from no other', async () => {
  const { requestFailedOfferWithdrawal, requested } = activities(
    null,
    { [releaseId]: album },
    null,
    [
      { partner: 'one', state: 'taken-down', outcome: 'failed' },
      { partner: 'two', state: 'live', outcome: 'failed' },
    ],
  );
  const request = (partners: readonly string[], of = releaseId) =>
    within(`release/${of}`, () =>
      requestFailedOfferWithdrawal({ projectId: 'default', trackId, releaseId: of, partners }),
    );
  expect(await request(['one'])).toBeNull();
  expect(await request(['one', 'two'])).toMatchObject({
    ...{ releaseId, takedownSeconds: 0, createdByPerson: true },
    offers: [{ partner: 'two', partnerReference: 'prt_1' }],
  });
  expect(requested).toEqual([['two']]);
  await expect(request(['two'], deriveId('rel', 'unknown'))).rejects.toMatchObject({
    type: 'NotAuthorisedError',
  });
});

test('a requested amendment names the partners that sell the release; another one is refused on record', async () => {
  const { openAmendment, refusals } = activities();
  const amendment = { projectId: 'default', releaseId, metadataVersion: 2 };
  const open = (input: typeof amendment, workflowId = `amendment/${releaseId}/2`) =>
    within(workflowId, () => openAmendment(input));
  expect(await open(amendment)).toEqual({
    ...{ trackId, title: 'Late Rain', reason: 'renamed', requestedBy: 'act_otto', sequence: 3 },
    partners: [{ partner: 'one', partnerReference: 'prt_1', metadataVersion: 1 }],
    inFlight: [{ partner: 'three', metadataVersion: 1 }],
    awaiting: [],
  });
  const refused = { type: 'NotAuthorisedError', nonRetryable: true };
  await expect(
    open({ ...amendment, metadataVersion: 3 }, `amendment/${releaseId}/3`),
  ).rejects.toMatchObject(refused);
  await expect(open(amendment, 'evil')).rejects.toMatchObject(refused);
  const unknown = deriveId('rel', 'unknown');
  await expect(
    open({ ...amendment, releaseId: unknown }, `amendment/${unknown}/2`),
  ).rejects.toMatchObject(refused);
  expect(refusals).toMatchObject([
    [
      ...['project/default', 'amendment.refused', `amendment/${releaseId}/3`],
      { detail: `nobody has requested metadata version 3 of ${releaseId}` },
    ],
    [
      ...['project/default', 'amendment.refused', 'evil'],
      { detail: `the workflow is not amendment/${releaseId}/2` },
    ],
    [
      ...['project/default', 'amendment.refused', `amendment/${unknown}/2`],
      { detail: `the release ${unknown} has not started` },
    ],
  ]);
});

test('the territories that an amendment takes away at a partner are read from what the partner shows', async () => {
  const { lostTerritories } = activities();
  const release = { projectId: 'default', releaseId };
  const lost = (of: typeof release) =>
    within(`release/${releaseId}/one`, () => lostTerritories({ ...of, partner: 'one' }));
  expect(await lost(release), 'another title').toEqual([]);
  await expect(lost({ ...release, releaseId: deriveId('rel', 'unknown') })).rejects.toMatchObject({
    type: 'NotAuthorisedError',
  });
});

test('an amendment that runs is told of the later one that ends it, and that one of the earlier ones', async () => {
  const open = (metadataVersion: number, versions: number[]) =>
    within(`amendment/${releaseId}/${metadataVersion}`, () =>
      activities(null, {}, null, [], versions).openAmendment({
        ...{ projectId: 'default', releaseId, metadataVersion },
      }),
    );
  expect(await open(2, [1, 2])).toMatchObject({ supersedes: [1] });
  expect(await open(1, [1, 2])).toMatchObject({ supersededBy: 2 });
  await expect(open(1, [2])).rejects.toMatchObject({ type: 'NotAuthorisedError' });
});

test('a late run of a withdrawal goes on at the other partners although one is redelivered to', async () => {
  const withdrawalId = deriveId('wdr', 'late');
  const { authoriseWithdrawal, refusals } = activities(
    null,
    {},
    null,
    [],
    [],
    [{ partner: 'one', end: 'redelivered' }],
  );
  const offers = ['one', 'two'].map((partner) => ({
    ...{ partner, partnerReference: null, redelivering: false },
  }));
  const request: WithdrawalWorkflowInput = {
    ...{ projectId: 'default', withdrawalId, trackId, releaseId, title: 'Slow Light' },
    ...{ reason: 'rights', requestedBy: 'act_ada', offers, takedownSeconds: 60 },
    createdByPerson: false,
  };
  const workflowId = `withdrawal/${withdrawalId}`;
  const late = { ...request, overdue: ['one', 'two'] };
  expect(await within(workflowId, () => authoriseWithdrawal(late))).toMatchObject({ sequence: 4 });
  expect(refusals).toEqual([]);
  // A run from the beginning is about all of them.
  await expect(within(workflowId, () => authoriseWithdrawal(request))).rejects.toThrow(
    'redelivered to one, two',
  );
});
