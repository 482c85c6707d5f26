import { isDeepStrictEqual } from 'node:util';
import { EVENT_DATA } from '@fermata/contracts/events';
import {
  QUERIES,
  type TrackSnapshot,
  TrackStatus,
  type TrackWorkflowInput,
  UPDATES,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import {
  canonicalSha256,
  type CommandResult,
  type DecisionClaims,
  deriveId,
  type SignedCommand,
  workflowIds,
} from '@fermata/contracts/values';
import { PROJECT_ID } from './project-id.ts';
import { sampleTrack, sampleVersion } from './sample-track.ts';
import type { AllActivities } from './scripted-activities.ts';
import { signedMessage } from './signed-message.ts';
import type { WorkflowHarness } from './workflow-harness.ts';

/** A running track and the commands of people. */
export async function runTrack(
  harness: WorkflowHarness,
  changes: Record<string, unknown> = {},
  activities: Partial<AllActivities> = {},
) {
  return startTrack(harness, sampleTrack(changes), activities);
}

/** A track that waits, approved, in a later run of its workflow. */
export async function runApprovedTrack(
  harness: WorkflowHarness,
  changes: Record<string, unknown>,
  held = false,
  activities: Partial<AllActivities> = {},
) {
  const input = sampleTrack(changes);
  const { trackId, requestedBy } = input;
  harness.store([
    {
      type: 'track.accepted',
      data: EVENT_DATA['track.accepted'].parse(input),
      projectId: PROJECT_ID,
      stream: workflowIds.track(trackId),
      sequence: 1,
      occurredAt: new Date().toISOString(),
      actor: requestedBy,
      workflowId: null,
      runId: null,
    },
  ]);
  const snapshot: TrackSnapshot = {
    continuation: { at: 'approved', version: sampleVersion(trackId), startRequested: false },
    lifecycle: { stage: 'approved', version: 1, held },
    sequence: 1,
    unconfirmed: [],
    title: 'Slow Light',
    detail: '',
    failedWithdrawal: null,
    intent: null,
    earlier: [],
    recipeId: null,
    findings: [],
    requests: [],
    recordedRefusals: 0,
    decisionSignals: 0,
    answers: [],
  };
  return startTrack(harness, { ...input, snapshot }, activities);
}

async function startTrack(
  harness: WorkflowHarness,
  input: TrackWorkflowInput,
  activities: Partial<AllActivities> = {},
) {
  const { trackId } = input;
  const id = workflowIds.track(trackId);
  harness.script(id, activities);
  const handle = await harness.start(WORKFLOWS.track, id, input);
  let updates = 0;
  const current = harness.client.workflow.getHandle(id);
  const update = (
    name: string,
    message: object,
    updateId = `${name}-${++updates}`,
  ): Promise<CommandResult> => current.executeUpdate(name, { updateId, args: [message] });

  const command = (
    name: SignedCommand,
    actor: string,
    content: object = {},
    updateId?: string,
  ): Promise<CommandResult> => update(name, signedMessage(id, name, actor, content), updateId);

  /** Waits for the review of a version. */
  const review = async (version = 1) =>
    (await harness.event(id, 'review.opened', ({ data }) => data.version === version)).data;

  const tokenFor = async (
    action: DecisionClaims['action'],
    {
      version = 1,
      reviewer = 'act_rita',
      earlier = version,
    }: { version?: number; reviewer?: string; earlier?: number } = {},
    content: object = {},
  ): Promise<string> => {
    const { reviewId } = await review(version);
    const { versionSha256 } = await review(earlier);
    const claims: DecisionClaims = {
      decisionId: deriveId('dec', reviewId, action, reviewer),
      projectId: PROJECT_ID,
      trackId,
      reviewId,
      versionSha256,
      reviewer,
      action,
      contentSha256: canonicalSha256(content),
      expiresAt: Math.floor(Date.now() / 1000) + 60,
    };
    return JSON.stringify(claims);
  };
  const decide = async (
    action: 'approve' | 'reject' | 'send-back',
    options: {
      /** Under review. */
      version?: number;
      /** The earlier version that is approved in its place. */
      earlier?: number;
      reviewer?: string;
      note?: string;
      updateId?: string;
    } = {},
  ): Promise<CommandResult> => {
    const content = {
      ...(options.note === undefined ? {} : { note: options.note }),
      ...(options.earlier === undefined ? {} : { version: options.earlier }),
    };
    const token = await tokenFor(action, options, content);
    return update(UPDATES.decide, { token, ...content }, options.updateId);
  };
  const stage = (name: string) =>
    harness.event(id, 'track.stage-entered', ({ data }) => data.stage === name);

  /** Waits for a status: an event is stored before its workflow goes on. */
  const status = (expected: Partial<TrackStatus>): Promise<TrackStatus> =>
    harness.until(`status ${JSON.stringify(expected)} of ${id}`, async () => {
      const seen = TrackStatus.parse(await current.query(QUERIES.status));
      return isDeepStrictEqual({ ...seen, ...expected }, seen) ? seen : undefined;
    });
  return { id, input, trackId, handle, update, command, review, tokenFor, decide, stage, status };
}
