import { Context } from '@temporalio/activity';
import type { NewEvent } from '@fermata/contracts/events';
import {
  type ReleaseWorkflowInput,
  type WithdrawalWorkflowInput,
  workflowIds,
} from '@fermata/contracts/temporal';
import { SYSTEM_ACTOR } from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import { notAuthorised } from './not-authorised.ts';

type Refusal = Extract<NewEvent, { type: 'release.refused' | 'withdrawal.refused' }>;
type RefusalEntry = {
  [T in Refusal['type']]: Pick<Extract<Refusal, { type: T }>, 'type' | 'data'>;
}[Refusal['type']];

/**
 * Task queue `control`: whether a workflow may begin what its input asks for. Anybody who reaches Temporal can start
 * a workflow, so only the catalogue is proof. A refusal is recorded in the project's stream: the stream of the release
 * stays free for the real one.
 */
export function createAuthorityActivities({
  catalogue: { authority, events },
}: {
  readonly catalogue: Pick<Catalogue, 'authority' | 'events'>;
}) {
  async function refuse(projectId: string, refusal: RefusalEntry): Promise<never> {
    const { workflowId, runId } = execution();
    await events.appendNextOnce({
      projectId,
      stream: `project/${projectId}`,
      occurredAt: new Date().toISOString(),
      actor: SYSTEM_ACTOR,
      workflowId,
      runId,
      ...refusal,
    });
    throw notAuthorised(refusal.data.detail);
  }

  return {
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

function execution(): { workflowId: string; runId: string } {
  const { workflowExecution } = Context.current().info;
  if (!workflowExecution) throw new Error('no workflow has called this activity');
  return workflowExecution;
}

/** One workflow id for each release or withdrawal: Temporal runs no second one beside it. */
const workflowIdIssue = (expected: string): string | null =>
  execution().workflowId === expected ? null : `the workflow is not ${expected}`;

export type AuthorityActivities = ReturnType<typeof createAuthorityActivities>;
