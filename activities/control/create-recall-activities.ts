import { type RecallStep, type WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { describeRecallSubject, ReleaseId, workflowIds } from '@fermata/contracts/values';
import { recallAction, recallState } from '@fermata/domain/recall';
import type { Catalogue, RecallRecord } from '@fermata/prisma';
import { callingWorkflow } from '../calling-workflow.ts';
import { notAuthorised } from '../not-authorised.ts';
import { requestWithdrawal } from './request-withdrawal.ts';
import { saleOfRelease } from './sale-of-release.ts';

/** Tracks or releases. Few, so that the result of a call stays small. */
const PER_CALL = 5;

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

export interface RecallPage {
  readonly projectId: string;
  readonly recallId: string;
  readonly after: string;
  readonly terminated: readonly string[];
}

/** Task queue `control`: the steps of a recall. Only its record in the catalogue is proof of it. */
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
    const withdrawal = await requestWithdrawal(
      withdrawals,
      { projectId, trackId, releaseId, actor, reason: why },
      sale,
    );
    // Since the request, every partner of it has taken the release down.
    return withdrawal.offers.length === 0 ? null : withdrawal;
  }

  /** Does the same for the next releases that contain a recalled recording. */
  async function stopReleases(
    recall: RecallRecord,
    { after, terminated }: Pick<RecallPage, 'after' | 'terminated'>,
  ): Promise<Pick<RecallStep, 'withdrawals' | 'running' | 'next'> & { found: number }> {
    const { projectId, subject } = recall;
    const range = { after, limit: PER_CALL };
    const found = await recalls.releasesInReach({ projectId, subject }, range);
    const requested: WithdrawalWorkflowInput[] = [];
    const running: RecallStep['running'] = [];
    for (const { releaseId, trackId, ended, withdrawing } of found) {
      if (!ended && !terminated.includes(releaseId)) {
        const release = await releases.find(projectId, releaseId);
        running.push({ releaseId, partners: (release?.partners ?? []).map(({ name }) => name) });
      } else if (!withdrawing) {
        const withdrawal = await requestFor(recall, { trackId, releaseId });
        if (withdrawal !== null) requested.push(withdrawal);
      }
    }
    const next = found.length < PER_CALL ? null : (found.at(-1)?.releaseId ?? null);
    return { found: found.length, withdrawals: requested, running, next };
  }

  return {
    /**
     * Requests the withdrawal of the next tracks that partners have, and names those whose release runs; after the last
     * track the same for releases that people have created. `after`: the id of the last track or release of the call
     * before; `terminated`: releases that run by their events, but not in Temporal: they are withdrawn. Records the
     * completion if one call finds that nothing is left. Repeatable. Throws NotAuthorisedError unless the catalogue
     * knows the calling workflow as that of a started recall.
     */
    async continueRecall({
      projectId,
      recallId,
      after,
      terminated,
    }: RecallPage): Promise<RecallStep> {
      const recall = await findOrThrow(projectId, recallId);
      const { subject, reason, startedAt } = recall;
      const about = { projectId, subject };
      const ended = { subject, reason, withdrawals: [], running: [], next: null };
      const state = recallState(recall);
      if (state !== 'running')
        return {
          ...ended,
          state,
          counts: await recalls.count(about, startedAt),
        };
      const isPastTracks = ReleaseId.safeParse(after).success;
      const page = isPastTracks
        ? []
        : await recalls.tracksInReach(about, { after, limit: PER_CALL });
      const requested: WithdrawalWorkflowInput[] = [];
      const running: RecallStep['running'] = [];
      for (const { trackId, stage, offered, releaseId, withdrawing } of page) {
        const action = recallAction({ stage, offered });
        if (releaseId === null || action === 'refuse' || action === 'nothing') continue;
        if (action === 'stop-release' && !terminated.includes(releaseId)) {
          const track = await tracks.find(projectId, trackId);
          running.push({ releaseId, partners: (track?.partners ?? []).map(({ name }) => name) });
        } else if (!withdrawing) {
          const withdrawal = await requestFor(recall, { trackId, releaseId });
          if (withdrawal !== null) requested.push(withdrawal);
        }
      }
      const nextTrack = page.length < PER_CALL ? null : (page.at(-1)?.trackId ?? null);
      // After the last track, so that the result stays small.
      const several =
        nextTrack === null
          ? await stopReleases(recall, { after: isPastTracks ? after : '', terminated })
          : null;
      requested.push(...(several?.withdrawals ?? []));
      running.push(...(several?.running ?? []));
      const next = nextTrack ?? several?.next ?? null;
      const counts = await recalls.count(about, startedAt);
      const step = { subject, reason, counts, withdrawals: requested, running, next };
      const { withdraw, stopRelease, refuse, nothing, withdrawn } = counts;
      const left = withdraw + stopRelease + (several?.found ?? 0);
      // A later page does not know those before it.
      if (next !== null || isPastTracks || left > 0) return { ...step, state: 'running' };
      await recalls.complete(
        { projectId, recallId, ...callingWorkflow() },
        { tracks: refuse + nothing, withdrawn },
      );
      return { ...step, state: 'completed' };
    },
  };
}

export type RecallActivities = ReturnType<typeof createRecallActivities>;
