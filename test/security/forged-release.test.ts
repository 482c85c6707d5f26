import { afterAll, describe, expect, inject, it } from 'vitest';
import { AmendmentAccepted, type TrackView } from '@fermata/contracts/http';
import {
  type ReleaseWorkflowInput,
  type WithdrawalWorkflowInput,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { deriveId, isPartnerFile, ReleaseTerms, workflowIds } from '@fermata/contracts/values';
import { forge as forgeOn, onCatalogue, refusalOf } from '../testing/forge.ts';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

const forge = (type: string, workflowId: string, input: object): Promise<string> =>
  forgeOn(testStack, type, workflowId, input);

async function inReview(seed: number): Promise<TrackView> {
  const trackId = await testStack.create({
    brief: { text: 'warm lo-fi bed', durationSeconds: 8, seed },
  });
  return testStack.stage(trackId, 'review');
}

function releaseInput(track: TrackView, changes: object = {}): ReleaseWorkflowInput {
  const [version] = track.versions;
  if (!version?.metadata || !version.versionSha256 || !version.masterFigures || !version.recipeId)
    throw new Error(`${track.trackId} has no complete version`);
  return {
    projectId: 'default',
    releaseId: deriveId('rel', track.trackId, version.version),
    trackId: track.trackId,
    requestedBy: 'act_ada',
    version: {
      version: version.version,
      versionSha256: version.versionSha256,
      title: version.title ?? '',
      metadata: version.metadata,
      ...(version.isrc === null ? {} : { isrc: version.isrc }),
      durationSeconds: version.masterFigures.durationSeconds,
      pcmSha256: version.masterFigures.pcmSha256,
      recipeId: version.recipeId,
      aiDisclosure: version.aiDisclosure ?? 'all',
      credits: [{ name: 'Fermata', role: 'composer and performer (generative AI)' }],
      tags: version.tags,
      files: version.assets.filter(isPartnerFile),
      ...changes,
    },
    terms: ReleaseTerms.parse({}),
  };
}

describe('a forged release', () => {
  it('of a version in review changes nothing, is recorded, and does not keep the real one away', async () => {
    const track = await inReview(901);
    const before = await testStack.events(track.trackId);
    const name = `version 1 of ${track.trackId}`;
    for (const [changes, issue] of [
      [{}, `no review has approved ${name}`],
      [
        {
          title: 'Stolen',
          metadata: {
            ...track.versions[0]?.metadata,
            artists: [{ name: 'Mallory', role: 'main' }],
          },
        },
        `${name} differs from the completed version: title, metadata`,
      ],
    ] as const) {
      const input = releaseInput(track, changes);
      const workflowId = workflowIds.release(input.releaseId);
      expect(await forge(WORKFLOWS.release, workflowId, input)).toBe(`not authorised: ${issue}`);
      expect(await testStack.partnerStats(input.releaseId)).toMatchObject({
        reservations: 0,
        uploads: 0,
      });
      expect(await refusalOf(testStack, workflowId)).toMatchObject({
        type: 'release.refused',
        actor: 'act_fermata',
        data: { releaseId: input.releaseId, trackId: track.trackId },
      });
    }
    expect(await testStack.events(track.trackId)).toEqual(before);
    expect(await testStack.track(track.trackId)).toMatchObject({
      stage: 'review',
      releaseId: null,
      partners: [],
    });
    const { identical } = await onCatalogue(testStack, ({ audit }) => audit.rebuild());
    expect(identical).toBe(true);
    const published = await testStack.approve(track.trackId);
    expect(published.partners).toMatchObject([{ name: 'sandbox', state: 'live' }]);
  });

  it('of an approved version under another title or workflow id is refused', async () => {
    const track = await inReview(902);
    const input = releaseInput(track);
    await testStack.approve(track.trackId);
    const again = await forge(WORKFLOWS.release, `release/forged-${track.trackId}`, input);
    expect(again).toBe(
      `not authorised: the workflow is not ${workflowIds.release(input.releaseId)}`,
    );
    const workflowId = workflowIds.release(input.releaseId);
    expect(await forge(WORKFLOWS.release, workflowId, input)).toBe(
      `not authorised: the release ${input.releaseId} has ended`,
    );
    expect(await testStack.partnerStats(input.releaseId)).toMatchObject({
      reservations: 1,
      live: 1,
      replays: 0,
    });
  });
});

describe('a forged amendment', () => {
  it('reaches no partner, is recorded, and does not keep the real one away', async () => {
    const { trackId } = await inReview(904);
    const { releaseId } = await testStack.approve(trackId);
    if (releaseId === null) throw new Error(`${trackId} has no release`);
    const workflowId = workflowIds.amendment(releaseId, 2);
    const input = { projectId: 'default', releaseId, metadataVersion: 2 };
    expect(await forge(WORKFLOWS.amendment, workflowId, input)).toBe(
      `not authorised: nobody has requested metadata version 2 of ${releaseId}`,
    );
    expect(await refusalOf(testStack, workflowId)).toMatchObject({
      ...{ type: 'amendment.refused', actor: 'act_fermata' },
      data: { releaseId, metadataVersion: 2 },
    });
    const accepted = await testStack
      .as('otto')
      .post(
        `/v1/releases/${releaseId}/amendments`,
        { title: 'Late Rain', reason: 'renamed' },
        AmendmentAccepted,
      );
    expect(accepted).toMatchObject({ metadataVersion: 2, workflowId });
    const { data } = await testStack.event(trackId, 'amendment.ended');
    expect(data).toMatchObject({ outcome: 'shown' });
  });
});

describe('a forged withdrawal', () => {
  it('leaves the track on sale, and does not keep the real one away', async () => {
    const { trackId } = await inReview(903);
    const { releaseId, title, partners } = await testStack.approve(trackId);
    if (releaseId === null) throw new Error(`${trackId} has no release`);
    const withdrawalId = deriveId('wdr', 'default', trackId, releaseId);
    const input: WithdrawalWorkflowInput = {
      ...{ projectId: 'default', withdrawalId, trackId, releaseId, title },
      reason: 'forged',
      requestedBy: 'act_rita',
      offers: partners.map(({ name, partnerReference }) => ({
        partner: name,
        partnerReference: partnerReference ?? '',
        redelivering: false,
      })),
      takedownSeconds: 60,
      createdByPerson: false,
    };
    const before = await testStack.events(trackId);
    const workflowId = workflowIds.withdrawal(withdrawalId);
    expect(await forge(WORKFLOWS.withdrawal, workflowId, input)).toBe(
      `not authorised: nobody has requested the withdrawal ${withdrawalId}`,
    );
    expect(await refusalOf(testStack, workflowId)).toMatchObject({
      type: 'withdrawal.refused',
      actor: 'act_fermata',
      data: { withdrawalId, trackId },
    });
    expect(await testStack.events(trackId)).toEqual(before);
    expect(await testStack.track(trackId)).toMatchObject({ stage: 'published', detail: null });
    await onCatalogue(testStack, ({ withdrawals }) =>
      withdrawals.request({
        ...{ projectId: 'default', stream: workflowId, sequence: 1, actor: 'act_otto' },
        ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
        type: 'withdrawal.requested',
        data: {
          ...{ withdrawalId, trackId, releaseId, reason: 'rights unclear' },
          partners: ['sandbox'],
        },
      }),
    );
    const ofRita = { ...input, reason: 'rights unclear' };
    expect(await forge(WORKFLOWS.withdrawal, workflowId, ofRita)).toBe(
      `not authorised: the withdrawal ${withdrawalId} was requested by act_otto`,
    );
    expect(await testStack.partnerStats(releaseId)).toMatchObject({ live: 1, takedowns: 0 });

    const requested = await testStack.withdraw(trackId, 'rights unclear');
    expect(requested.withdrawalId).toBe(withdrawalId);
    expect(await testStack.stage(trackId, 'withdrawn')).toMatchObject({ detail: 'rights unclear' });
    expect(await testStack.partnerStats(releaseId)).toMatchObject({ live: 0, takedowns: 1 });
  });
});
