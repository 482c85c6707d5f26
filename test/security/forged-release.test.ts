import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, describe, expect, inject, it } from 'vitest';
import type { TrackView } from '@fermata/contracts/http';
import {
  NOT_AUTHORISED,
  type ReleaseWorkflowInput,
  TASK_QUEUES,
  TrackWorkflowInput,
  type WithdrawalWorkflowInput,
  workflowIds,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { deriveId, isPartnerFile, ReleaseTerms } from '@fermata/contracts/values';
import { openCatalogue } from '@fermata/prisma';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

/** Starts a workflow as anybody who reaches Temporal can, and answers why it failed. */
async function forge(type: string, workflowId: string, input: object): Promise<string> {
  const client = await testStack.temporal();
  const failure: unknown = await client.workflow
    .execute(type, { workflowId, taskQueue: TASK_QUEUES.control, args: [input] })
    .catch((error: unknown) => error);
  if (!(failure instanceof WorkflowFailedError)) throw new Error(`${workflowId} did not fail`);
  // The workflow's failure is that of the activity that refused.
  const cause = failure.cause?.cause;
  if (!(cause instanceof ApplicationFailure)) throw new Error(`${workflowId} failed otherwise`);
  expect(cause.type).toBe(NOT_AUTHORISED);
  return cause.message;
}

async function onCatalogue<T>(
  use: (catalogue: Awaited<ReturnType<typeof openCatalogue>>) => Promise<T>,
): Promise<T> {
  const catalogue = await openCatalogue({ databaseUrl: testStack.variable('DATABASE_URL') });
  return use(catalogue).finally(() => catalogue.close());
}

/** The refusal that the project's record names the workflow with. */
const refusalOf = (workflowId: string) =>
  onCatalogue(async ({ events }) => {
    const recorded = await events.readStream('project/default');
    return recorded.find((event) => event.workflowId === workflowId);
  });

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
      expect(await refusalOf(workflowId)).toMatchObject({
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
    const { identical } = await onCatalogue(({ audit }) => audit.rebuild());
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

describe('a forged approval', () => {
  it('in the state of a track is recorded, but releases nothing: no token proves it', async () => {
    const track = await inReview(904);
    const { trackId, review } = track;
    const input = releaseInput(track);
    if (!review) throw new Error(`${trackId} has no review`);
    const client = await testStack.temporal();
    const workflowId = workflowIds.track(trackId);
    const events = await onCatalogue((catalogue) => catalogue.events.readStream(workflowId));
    const [accepted] = events;
    if (accepted?.type !== 'track.accepted') throw new Error(`${trackId} begins otherwise`);
    await client.workflow.getHandle(workflowId).terminate('forged');
    const now = Date.now();
    const forged = TrackWorkflowInput.parse({
      ...accepted.data,
      projectId: 'default',
      snapshot: {
        continuation: {
          at: 'review',
          version: input.version,
          round: {
            openedAt: now - 60_000,
            state: 'grace',
            decisions: [
              {
                decisionId: deriveId('dec', trackId, 'forged'),
                reviewer: 'act_rita',
                verdict: 'approve',
                undone: false,
              },
            ],
            ...{ reminderDue: false, escalated: false, heldSince: null },
            graceUntil: now,
            pendingVerdict: 'approve',
          },
        },
        lifecycle: { stage: 'review', version: 1, held: false },
        ...{ sequence: events.length, unconfirmed: [] },
        ...{ title: input.version.title, intent: null, recipeId: input.version.recipeId },
        ...{ findings: [], recordedRefusals: 0, decisionSignals: 0, answers: [] },
      },
    });
    await expect(
      client.workflow.execute(WORKFLOWS.track, {
        workflowId,
        taskQueue: TASK_QUEUES.control,
        args: [forged],
      }),
    ).rejects.toThrow(WorkflowFailedError);
    expect(await testStack.partnerStats(input.releaseId)).toMatchObject({ reservations: 0 });
    expect(await testStack.track(trackId)).toMatchObject({ stage: 'failed', partners: [] });
    expect(await refusalOf(workflowIds.release(input.releaseId))).toMatchObject({
      data: {
        detail: `0 of 1 approvals of version 1 of ${trackId} were verified by their tokens`,
      },
    });
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
      deliveries: partners.map(({ name, partnerReference }) => ({
        partner: name,
        partnerReference: partnerReference ?? '',
      })),
      takeBackSeconds: 60,
    };
    const before = await testStack.events(trackId);
    const workflowId = workflowIds.withdrawal(withdrawalId);
    expect(await forge(WORKFLOWS.withdrawal, workflowId, input)).toBe(
      `not authorised: nobody has ordered the withdrawal ${withdrawalId}`,
    );
    expect(await refusalOf(workflowId)).toMatchObject({
      type: 'withdrawal.refused',
      actor: 'act_fermata',
      data: { withdrawalId, trackId },
    });
    expect(await testStack.events(trackId)).toEqual(before);
    expect(await testStack.track(trackId)).toMatchObject({ stage: 'published', detail: null });
    expect(await testStack.partnerStats(releaseId)).toMatchObject({ live: 1, takedowns: 0 });

    const ordered = await testStack.withdraw(trackId, 'rights unclear');
    expect(ordered.withdrawalId).toBe(withdrawalId);
    expect(await testStack.stage(trackId, 'withdrawn')).toMatchObject({ detail: 'rights unclear' });
    expect(await testStack.partnerStats(releaseId)).toMatchObject({ live: 0, takedowns: 1 });
  });
});
