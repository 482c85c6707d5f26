import { type RecallStep, type WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { describeRecallSubject, workflowIds } from '@fermata/contracts/values';
import { recallAction } from '@fermata/domain/recall';
import type { Catalogue, RecallRecord } from '@fermata/prisma';
import { callingWorkflow } from '../calling-workflow.ts';
import { notAuthorised } from '../not-authorised.ts';
import { requestWithdrawal } from './request-withdrawal.ts';
import { saleOfRelease } from './sale-of-release.ts';

/** Few, so that the result of a call stays small. */
const TRACKS_PER_CALL = 5;

export interface RecallDeps {
  readonly catalogue: {
    readonly recalls: Pick<
      Catalogue['recalls'],
      'find' | 'count' | 'tracksInReach' | 'releasesInReach' | 'complete'
    >;
    readonly releases: Pick<Catalogue['releases'], 'find'>;
    readonly tracks: Pick<Catalogue['tracks'], 'find'>;
    readonly withdrawals: Pick<Catalogue['withdrawals'], 'request'>;
  };
}

/** Task queue `control`: what a recall does. Only its record in the catalogue is proof of it. */
export function createRecallActivities({ catalogue }: RecallDeps) {
  const { recalls, tracks, releases, withdrawals } = catalogue;

  async function findOrThrow(projectId: string, recallId: string): Promise<RecallRecord> {
    const { workflowId } = callingWorkflow();
    if (workflowId !== workflowIds.recall(recallId))
      throw notAuthorised(`the workflow is not ${workflowIds.recall(recallId)}`);
    const recall = await recalls.find(projectId, recallId);
    if (recall === null) throw notAuthorised(`nobody has started the recall ${recallId}`);
    return recall;
  }

  /** In the name of the person who has started the recall. Null: the track has changed. */
  async function requestFor(
    { projectId, subject, reason, startedBy: actor }: RecallRecord,
    { trackId, releaseId }: { readonly trackId: string; readonly releaseId: string },
  ): Promise<WithdrawalWorkflowInput | null> {
    const sale = await saleOfRelease({ tracks, releases }, { projectId, trackId, releaseId });
    if (sale?.releaseId !== releaseId) return null;
    const why = `The ${describeRecallSubject(subject)} is recalled: ${reason}`;
    return requestWithdrawal(
      withdrawals,
      { projectId, trackId, releaseId, actor, reason: why },
      sale,
    );
  }

  /** The same for releases of several recordings, of which one is recalled. */
  async function stopReleases(
    recall: RecallRecord,
  ): Promise<{ found: number; withdrawals: WithdrawalWorkflowInput[]; offers: string[] }> {
    const { projectId, subject } = recall;
    const found = await recalls.releasesInReach({ projectId, subject }, TRACKS_PER_CALL);
    const requested: WithdrawalWorkflowInput[] = [];
    const offers: string[] = [];
    for (const { releaseId, trackId, ended, withdrawing } of found) {
      if (!ended) {
        const release = await releases.find(projectId, releaseId);
        offers.push(
          ...(release?.partners ?? []).map(({ name }) => workflowIds.offer(releaseId, name)),
        );
      } else if (!withdrawing) {
        const withdrawal = await requestFor(recall, { trackId, releaseId });
        if (withdrawal !== null) requested.push(withdrawal);
      }
    }
    return { found: found.length, withdrawals: requested, offers };
  }

  return {
    /**
     * Requests the withdrawal of the next tracks that partners have, and names the offers of those whose release runs.
     * After the last one, records the completion if nothing is left. Repeatable. Throws NotAuthorisedError unless the
     * catalogue knows the calling workflow as that of a started recall.
     */
    async continueRecall({
      projectId,
      recallId,
      after,
    }: {
      projectId: string;
      recallId: string;
      after: string;
    }): Promise<RecallStep> {
      const recall = await findOrThrow(projectId, recallId);
      const { subject, reason, startedAt, completedAt, liftedAt } = recall;
      const about = { projectId, subject };
      const ended = { subject, reason, withdrawals: [], offers: [], next: null };
      if (liftedAt !== null || completedAt !== null)
        return {
          ...ended,
          state: liftedAt === null ? 'completed' : 'lifted',
          counts: await recalls.count(about, startedAt),
        };
      const page = await recalls.tracksInReach(about, { after, limit: TRACKS_PER_CALL });
      const requested: WithdrawalWorkflowInput[] = [];
      const offers: string[] = [];
      for (const { trackId, stage, offered, releaseId, withdrawing } of page) {
        const action = recallAction({ stage, offered });
        if (action === 'withdraw' && !withdrawing && releaseId !== null) {
          const withdrawal = await requestFor(recall, { trackId, releaseId });
          if (withdrawal !== null) requested.push(withdrawal);
        }
        if (action === 'stop-release' && releaseId !== null) {
          const track = await tracks.find(projectId, trackId);
          offers.push(
            ...(track?.partners ?? []).map(({ name }) => workflowIds.offer(releaseId, name)),
          );
        }
      }
      const next = page.length < TRACKS_PER_CALL ? null : (page.at(-1)?.trackId ?? null);
      // After the last track, so that the result stays small.
      const several = next === null ? await stopReleases(recall) : null;
      requested.push(...(several?.withdrawals ?? []));
      offers.push(...(several?.offers ?? []));
      const counts = await recalls.count(about, startedAt);
      const step = { subject, reason, counts, withdrawals: requested, offers, next };
      const { withdraw, stopRelease, refuse, nothing, withdrawn } = counts;
      const left = withdraw + stopRelease + (several?.found ?? 0);
      if (next !== null || left > 0) return { ...step, state: 'running' };
      await recalls.complete(
        { projectId, recallId, ...callingWorkflow() },
        { tracks: refuse + nothing, withdrawn },
      );
      return { ...step, state: 'completed' };
    },
  };
}

export type RecallActivities = ReturnType<typeof createRecallActivities>;
