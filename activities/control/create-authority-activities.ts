import type { NewEvent } from '@fermata/contracts/events';
import {
  type ReleaseWorkflowInput,
  type WithdrawalWorkflowInput,
  workflowIds,
} from '@fermata/contracts/temporal';
import { SYSTEM_ACTOR } from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import { callingWorkflow } from './calling-workflow.ts';
import { notAuthorised } from './not-authorised.ts';
import {
  type TrackRequestDeps,
  trackRequestIssue,
  type TrackStart,
} from './track-request-issue.ts';

/** Refusals of one type that a project's stream takes in 24 hours; events are permanent. */
const REFUSALS_PER_DAY = 100;

type Refusal = Extract<NewEvent, { type: `${'track' | 'release' | 'withdrawal'}.refused` }>;
type RefusalEntry = {
  [T in Refusal['type']]: Pick<Extract<Refusal, { type: T }>, 'type' | 'data'>;
}[Refusal['type']];

export interface AuthorityDeps extends TrackRequestDeps {
  readonly catalogue: TrackRequestDeps['catalogue'] & {
    readonly authority: Pick<
      Catalogue['authority'],
      'releaseIssue' | 'takeDownIssue' | 'knowsProject'
    >;
    readonly events: Pick<Catalogue['events'], 'appendNextOnce'>;
  };
}

/**
 * Task queue `control`: whether a workflow may begin what its input asks for. Anybody who reaches Temporal can start
 * a workflow, so only the catalogue is proof. A refusal is recorded in the project's stream, once for each workflow id:
 * the stream of the track or release stays free for the real one.
 */
export function createAuthorityActivities(deps: AuthorityDeps) {
  const { authority, events } = deps.catalogue;
  async function refuse(projectId: string, refusal: RefusalEntry): Promise<never> {
    // The input may name any project, and so must not make streams.
    if (await authority.knowsProject(projectId))
      await events.appendNextOnce(
        {
          projectId,
          stream: `project/${projectId}`,
          occurredAt: new Date().toISOString(),
          actor: SYSTEM_ACTOR,
          ...callingWorkflow(),
          ...refusal,
        },
        REFUSALS_PER_DAY,
      );
    throw notAuthorised(refusal.data.detail);
  }

  return {
    /** Throws NotAuthorised, and records track.refused, unless a person has requested exactly this track. */
    async authoriseTrack(start: TrackStart): Promise<void> {
      const { projectId, trackId } = start.order;
      const detail =
        workflowIdIssue(workflowIds.track(trackId)) ?? (await trackRequestIssue(deps, start));
      if (detail !== null)
        await refuse(projectId, { type: 'track.refused', data: { trackId, detail } });
    },

    /** Throws NotAuthorised, and records release.refused, unless the catalogue knows the release as approved. */
    async authoriseRelease(input: ReleaseWorkflowInput): Promise<void> {
      const { projectId, releaseId, trackId, version, terms } = input;
      const claim = { projectId, releaseId, trackId, version, partners: terms.partners };
      const detail =
        workflowIdIssue(workflowIds.release(releaseId)) ?? (await authority.releaseIssue(claim));
      if (detail !== null)
        await refuse(projectId, { type: 'release.refused', data: { releaseId, trackId, detail } });
    },

    /** Throws NotAuthorised, and records withdrawal.refused, unless the catalogue knows the withdrawal as ordered. */
    async authoriseWithdrawal(input: WithdrawalWorkflowInput): Promise<void> {
      const { projectId, withdrawalId, trackId } = input;
      const detail =
        workflowIdIssue(workflowIds.withdrawal(withdrawalId)) ??
        (await authority.takeDownIssue(input));
      if (detail !== null)
        await refuse(projectId, {
          type: 'withdrawal.refused',
          data: { withdrawalId, trackId, detail },
        });
    },
  };
}

/** One workflow id for each release or withdrawal: Temporal runs no second one beside it. */
const workflowIdIssue = (expected: string): string | null =>
  callingWorkflow().workflowId === expected ? null : `the workflow is not ${expected}`;

export type AuthorityActivities = ReturnType<typeof createAuthorityActivities>;
