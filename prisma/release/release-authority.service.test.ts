import { expect, test } from 'vitest';
import type { EventData, EventType, NewEvent } from '@fermata/contracts/events';
import {
  decisionTokenKey,
  deriveId,
  type OnRejection,
  ReleasedVersion,
  ReleaseTerms,
  ReviewMinimum,
  type ReviewTerms,
  sha256Hex,
  workflowIds,
} from '@fermata/contracts/values';
import { seedKeys } from '../identity/seed-keys.ts';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';
import { SAMPLE_RECIPE } from '../testing/sample-recipe.ts';
import { sampleTrack } from '../testing/sample-track.ts';

/** The catalogue after the first events of a track, up to the given type (the last of that type). */
async function catalogueUntil(
  type: string,
  {
    proven = true,
    review = {},
    onRejection = 'best-effort',
    minimum = null,
    raised = null,
    timeZone,
  }: {
    proven?: boolean;
    review?: Partial<ReviewTerms>;
    onRejection?: OnRejection;
    /** Set before the track is accepted, and after that. */
    minimum?: Partial<ReviewMinimum> | null;
    raised?: Partial<ReviewMinimum> | null;
    /** Of a release that waits for a date. */
    timeZone?: string;
  } = {},
) {
  const { catalogue } = await freshCatalogue();
  const setMinimum = (terms: Partial<ReviewMinimum>) =>
    catalogue.events.appendNext({
      ...{ projectId: 'default', stream: 'project/default', actor: 'act_otto' },
      ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
      type: 'review-minimum.set',
      data: ReviewMinimum.parse(terms),
    });
  if (minimum) await setMinimum(minimum);
  const life = sampleTrack('authority', {
    release: ReleaseTerms.parse({
      ...{ territories: ['DE'], onRejection },
      ...(timeZone === undefined
        ? {}
        : { publishOn: 'date', publishAt: { localDateTime: '2026-11-23T00:00', timeZone } }),
    }),
    review,
  });
  // The sample's release has an id of its own; the authority derives it from track and version.
  const releaseId = deriveId('rel', life.trackId, 2);
  const events = life.events.map(
    (event) =>
      JSON.parse(JSON.stringify(event).replaceAll(life.releaseId, releaseId)) as typeof event,
  );
  const end = events.findLastIndex((event) => event.type === type) + 1;
  for (const event of events.slice(0, end)) await catalogue.events.append([event]);
  if (raised) await setMinimum(raised);
  if (proven)
    await catalogue.tokens.spend(
      'default',
      decisionTokenKey({
        action: 'approve',
        decisionId: life.decisionIds[2],
        reviewer: 'act_rita',
        versionSha256: life.versionSha256s[1],
      }),
      'test',
    );
  const known = (await catalogue.tracks.find('default', life.trackId))?.versions.find(
    ({ version }) => version === 2,
  );
  const version = ReleasedVersion.parse({
    ...known,
    isrc: known?.isrc ?? undefined,
    durationSeconds: known?.masterFigures?.durationSeconds,
    pcmSha256: known?.masterFigures?.pcmSha256,
    credits: [{ name: 'Ada', role: 'creator' }],
    territories: ['DE'],
    files: [
      {
        sha256: sha256Hex('authority delivery-flac 2 '),
        kind: 'delivery-flac',
        mediaType: 'audio/flac',
        bytes: 1002,
      },
    ],
  });
  const claim = {
    projectId: 'default',
    trackId: life.trackId,
    releaseId,
    partners: ['sandbox'],
    version,
  };
  return { ...life, catalogue, authority: catalogue.authority, releaseId, claim };
}

test('a release is authorised from the approval until its end, in its own project', async () => {
  const before = await catalogueUntil('review.grace-started');
  expect(await before.authority.releaseIssue(before.claim)).toMatch(/^no review has approved/);
  const { authority, claim } = await catalogueUntil('release.started');
  expect(await authority.releaseIssue(claim)).toBeNull();
  expect(await authority.releaseIssue({ ...claim, projectId: 'other' })).toBe(
    `the project other has no track ${claim.trackId}`,
  );
  expect(
    await authority.releaseIssue({ ...claim, version: { ...claim.version, title: 'Stolen' } }),
  ).toMatch(/: title$/);
  expect(
    await authority.releaseIssue({
      ...claim,
      releaseId: deriveId('rel', claim.trackId, 1),
      version: { ...claim.version, version: 1 },
    }),
  ).toMatch(/differs from the completed version/);
  const unproven = await catalogueUntil('release.started', { proven: false });
  expect(await unproven.authority.releaseIssue(unproven.claim)).toBe(
    `0 of 1 approvals of version 2 of ${claim.trackId} were verified by their tokens`,
  );
  const after = await catalogueUntil('release.ended');
  expect(await after.authority.releaseIssue(after.claim)).toMatch(/has ended$/);
});

test('an offer needs a release that has started, waits for a hold, and ends as kept', async () => {
  const approved = await catalogueUntil('review.closed');
  const { claim } = approved;
  expect(await approved.authority.readRelease(claim)).toBeNull();
  const { catalogue, authority, releaseId, trackId } = await catalogueUntil('delivery.delivered');
  const key = { ...claim, version: 2 };
  expect(await authority.offerIssue(claim)).toBeNull();
  expect(await authority.waitReason(key, 'confirm')).toBeNull();
  expect(await authority.readRelease(claim)).toEqual({
    kept: false,
    offers: [
      { partner: 'sandbox', state: 'delivered', attempt: 1, partnerReference: 'ref-authority' },
    ],
  });
  const stream = `track/${trackId}`;
  const sequence = (await catalogue.events.readStream(stream)).length + 1;
  await catalogue.events.append([
    {
      projectId: 'default',
      ...{ stream, sequence, actor: 'act_otto', workflowId: stream, runId: 'run' },
      occurredAt: new Date().toISOString(),
      type: 'track.held',
      data: {},
    },
  ]);
  expect(await authority.waitReason(key, 'reserve')).toBe('the track is held');
  const after = await catalogueUntil('release.kept');
  expect(await after.authority.readRelease({ projectId: 'default', releaseId })).toEqual({
    kept: true,
    offers: [{ partner: 'sandbox', state: 'live', attempt: 1, partnerReference: 'ref-authority' }],
  });
});

test('all or nothing: an offer waits until the catalogue knows that every partner has accepted', async () => {
  const { authority, claim } = await catalogueUntil('delivery.delivered', {
    onRejection: 'all-or-nothing',
  });
  const key = { ...claim, version: 2 };
  expect(await authority.waitReason(key, 'deliver')).toBeNull();
  expect(await authority.waitReason(key, 'confirm')).toBe('not accepted yet by sandbox');
  const accepted = await catalogueUntil('delivery.answered', { onRejection: 'all-or-nothing' });
  expect(await accepted.authority.waitReason(key, 'confirm')).toBeNull();
});

test('the date of a release is the day of its start in the time zone of its terms', async () => {
  const { authority, claim } = await catalogueUntil('release.started');
  expect(await authority.releaseDate(claim)).toBe('2026-11-22');
  expect(await authority.releaseDate({ ...claim, projectId: 'other' })).toBeNull();
  const before = await catalogueUntil('review.closed');
  expect(await before.authority.releaseDate(before.claim)).toBeNull();
  const far = await catalogueUntil('release.started', { timeZone: 'Pacific/Kiritimati' });
  expect(await far.authority.releaseDate(far.claim)).toBe('2026-11-23');
});

test('only approvals by people whom the track admits as reviewers count', async () => {
  const { authority, claim } = await catalogueUntil('release.started', {
    review: { reviewers: ['act_otto'] },
  });
  expect(await authority.releaseIssue(claim)).toMatch(/^0 of 1 approvals of version 2/);
});

test('review terms below the minimum at the acceptance release nothing; a later minimum does not count', async () => {
  for (const [minimum, review, issue] of [
    [{ quorum: 2 }, {}, 'quorum must be at least 2 in this project'],
    [{ graceSeconds: 60 }, {}, 'graceSeconds must be at least 60 in this project'],
    [
      { ownWorkAllowed: false },
      { ownWorkAllowed: true },
      'ownWorkAllowed must be false in this project',
    ],
    [{ reviewers: ['act_rita'] }, {}, 'reviewers must be of act_rita'],
  ] as const) {
    const { authority, claim } = await catalogueUntil('release.started', {
      minimum: { ...minimum, reviewers: 'reviewers' in minimum ? [...minimum.reviewers] : [] },
      review,
    });
    expect(await authority.releaseIssue(claim)).toBe(
      `the review terms of ${claim.trackId} are below the project's minimum: ${issue}`,
    );
  }
  const met = await catalogueUntil('release.started', {
    minimum: { reviewers: ['act_rita'] },
    review: { reviewers: ['act_rita'] },
    raised: { quorum: 2 },
  });
  expect(await met.authority.releaseIssue(met.claim)).toBeNull();
});

test('a takedown is authorised while the release runs, and by the request for a withdrawal', async () => {
  const claimsOf = ({ claim, withdrawalId }: Awaited<ReturnType<typeof catalogueUntil>>) => ({
    compensation: { ...claim, withdrawalId: null, reason: 'not completed' },
    withdrawal: { ...claim, withdrawalId, reason: 'a sample was not cleared' },
  });
  const running = await catalogueUntil('delivery.confirmed');
  expect(await running.authority.takedownIssue(claimsOf(running).compensation)).toBeNull();
  const live = await catalogueUntil('release.ended');
  expect(await live.authority.takedownIssue(claimsOf(live).compensation)).toMatch(/has ended/);
  expect(await live.authority.takedownIssue(claimsOf(live).withdrawal)).toMatch(/^nobody/);
  const requested = await catalogueUntil('withdrawal.requested');
  const { withdrawal } = claimsOf(requested);
  expect(await requested.authority.takedownIssue(withdrawal)).toBeNull();
  expect(await requested.authority.takedownIssue({ ...withdrawal, projectId: 'other' })).toMatch(
    /has no release/,
  );
  const ended = await catalogueUntil('withdrawal.ended');
  expect(await ended.authority.takedownIssue(withdrawal)).toMatch(/has ended$/);
});

test('a withdrawal that has failed still authorises the takedown, until a redelivery is requested', async () => {
  const { catalogue, authority, claim, withdrawalId } = await catalogueUntil('takedown.confirmed');
  const { trackId, releaseId } = claim;
  const append = async <T extends EventType>(stream: string, type: T, data: EventData<T>) => {
    const { length } = await catalogue.events.readStream(stream);
    const envelope = { projectId: 'default', actor: 'act_otto', workflowId: null, runId: null };
    const occurredAt = new Date().toISOString();
    // The type and its data belong together by this function's signature.
    await catalogue.events.append([
      { ...envelope, occurredAt, stream, sequence: length + 1, type, data } as NewEvent,
    ]);
  };
  await append(workflowIds.withdrawal(withdrawalId), 'withdrawal.ended', {
    ...{ trackId, outcome: 'failed', detail: 'too late', stillOfferedTo: ['sandbox'] },
  });
  const takedown = { ...claim, withdrawalId, reason: 'a sample was not cleared' };
  expect(await authority.takedownIssue(takedown)).toBeNull();
  await append(workflowIds.offer(releaseId, 'sandbox'), 'redelivery.requested', {
    ...{ releaseId, trackId, partner: 'sandbox', attempt: 2, number: 1 },
    ...{ version: claim.version.version, versionSha256: claim.version.versionSha256 },
  });
  expect(await authority.takedownIssue(takedown)).toMatch(/was redelivered to sandbox after/);
});

test('a reference belongs to the release that registered it', async () => {
  const { catalogue, authority, claim } = await catalogueUntil('release.started');
  const { projectId, trackId, releaseId } = claim;
  const reference = { partner: 'sandbox', partnerReference: 'prt_1' };
  expect(await authority.releaseOf('sandbox', 'prt_1')).toBeNull();
  await catalogue.offerAddresses.register({
    ...reference,
    ...{ projectId, trackId, releaseId, workflowId: `release/${releaseId}` },
  });
  expect(await authority.releaseOf('sandbox', 'prt_1')).toEqual({ projectId, releaseId });
});

test('an update needs the amendment that was requested last; a withdrawal that is requested wins', async () => {
  const { catalogue, authority, trackId, releaseId, claim, withdrawalId } =
    await catalogueUntil('amendment.sent');
  const update = {
    ...{ projectId: 'default', trackId, releaseId, metadataVersion: 2, partner: 'sandbox' },
  };
  const issueOf = async (change: Partial<typeof update> = {}) =>
    (await authority.updateDecision({ ...update, ...change })).issue;
  expect(await authority.updateDecision(update)).toMatchObject({
    issue: null,
    version: {
      ...{ title: 'Late Rain', versionSha256: claim.version.versionSha256, territories: ['DE'] },
      metadata: { label: 'Night Label', releaseTitle: 'Late Rain' },
    },
  });
  expect(await issueOf({ projectId: 'other' })).toBe(`${trackId} has no release ${releaseId}`);
  expect(await issueOf({ partner: 'other' })).toMatch(/^other does not sell/);
  expect(await issueOf({ metadataVersion: 3 })).toMatch(/^nobody has requested metadata version 3/);
  await catalogue.withdrawals.request({
    ...{ projectId: 'default', stream: `withdrawal/${withdrawalId}`, sequence: 1 },
    ...{ occurredAt: new Date().toISOString(), actor: 'act_otto', workflowId: null, runId: null },
    type: 'withdrawal.requested',
    data: { withdrawalId, trackId, releaseId, reason: 'not cleared', partners: ['sandbox'] },
  });
  expect(await issueOf()).toMatch(/^sandbox does not sell/);
  const after = await catalogueUntil('amendment.ended');
  expect((await after.authority.updateDecision(update)).issue).toBeNull();
});

test('the first request for a withdrawal stands, however many ask at once', async () => {
  const { catalogue, trackId, releaseId, withdrawalId } = await catalogueUntil('release.ended');
  const stream = `withdrawal/${withdrawalId}`;
  const request = (actor: string) =>
    catalogue.withdrawals.request({
      projectId: 'default',
      stream,
      sequence: 1,
      occurredAt: new Date().toISOString(),
      actor,
      workflowId: null,
      runId: null,
      type: 'withdrawal.requested',
      data: {
        ...{ withdrawalId, trackId, releaseId },
        ...{ reason: `asked by ${actor}`, partners: ['sandbox'] },
      },
    });
  const requests = await Promise.all(['act_ada', 'act_otto', 'act_rita'].map(request));
  const [first] = await catalogue.events.readStream(stream);
  expect(first).toMatchObject({ sequence: 1, type: 'withdrawal.requested' });
  for (const each of [...requests, await request('act_ada')])
    expect(each).toEqual({
      requestedBy: first?.actor,
      ...{ reason: `asked by ${first?.actor}`, partners: ['sandbox'] },
    });
  expect(await catalogue.events.readStream(stream)).toHaveLength(1);
});

test('a refusal is recorded once for each workflow, and their number a day is limited', async () => {
  const { catalogue, trackId, releaseId } = await catalogueUntil('version.completed');
  const refuse = async (workflowId: string) => {
    const refused = await catalogue.events.appendNextOnce(
      {
        projectId: 'default',
        stream: 'project/default',
        occurredAt: new Date().toISOString(),
        actor: 'act_fermata',
        workflowId,
        runId: 'run',
        type: 'release.refused',
        data: { releaseId, trackId, detail: 'not approved' },
      },
      2,
    );
    return refused?.sequence ?? null;
  };
  expect(await refuse('release/one')).toBe(1);
  expect(await refuse('release/one')).toBe(1);
  expect(await refuse('release/two')).toBe(2);
  expect(await refuse('release/three')).toBeNull();
  expect(await refuse('release/two')).toBe(2);
});

test('a project is known by the people who have keys of it', async () => {
  const { catalogue, database } = await freshCatalogue();
  await seedKeys(database.ownerUrl, 'atlas', [
    { actor: 'act_ada', name: 'Ada', roles: ['creator'], key: 'fmk_0123456789abcdef' },
  ]);
  expect(await catalogue.authority.knowsProject('atlas')).toBe(true);
  expect(await catalogue.authority.knowsProject('invented')).toBe(false);
});

test('a version made with something recalled is not released until the recall is lifted', async () => {
  const { catalogue, authority, claim } = await catalogueUntil('delivery.answered');
  const { trackId } = claim;
  const recipeId = await catalogue.recipes.save('default', SAMPLE_RECIPE);
  // One of its parts is enough.
  await catalogue.assets.register('default', {
    ...{ trackId, version: 2, recipeId, parents: [], checks: {} },
    ref: { sha256: sha256Hex('stem'), kind: 'stem', mediaType: 'audio/flac', bytes: 1 },
  });
  const key = { projectId: 'default', recallId: deriveId('rcl', 'one'), actor: 'act_otto' };
  await catalogue.recalls.start({
    ...key,
    subject: { kind: 'engine', sha256: SAMPLE_RECIPE.engine.sha256 },
    ...{ reason: 'not licensed', expectedTracks: 1 },
  });
  const { version, versionSha256 } = claim.version;
  const start = { ...claim, version, versionSha256 };
  for (const issue of [
    await authority.offerIssue(claim),
    await authority.startIssue(start),
    await authority.offerStartIssue(start),
  ])
    expect(issue).toMatch(/^version 2 of trk_.* may not be released: the engine .* is recalled/);
  // A release that has not started waits.
  expect(await authority.releaseIssue(claim)).toBeNull();
  await catalogue.recalls.lift(key, 'cleared');
  expect(await authority.offerIssue(claim)).toBeNull();
});
