import { recallSentence } from '@fermata/domain/recall';
import type { Catalogue } from '@fermata/prisma';
import { type ProjectHolds, stillHeld } from '../project-held.ts';
import { stillRecalled } from './still-recalled.ts';

export interface ReleaseWaitDeps {
  readonly catalogue: {
    readonly projectHolds: ProjectHolds;
    readonly recalls: Pick<Catalogue['recalls'], 'ofVersions'>;
  };
}

/** The recordings of a release that is due. */
export interface DueRelease {
  readonly projectId: string;
  readonly recordings: readonly { readonly trackId: string; readonly version: number }[];
}

/** Task queue `control`: holds and recalls that keep a release waiting. Their end is polled. */
export function createReleaseWaitActivities({ catalogue }: ReleaseWaitDeps) {
  const { projectHolds, recalls } = catalogue;
  return {
    /** Returns when the releases of the project are not held; otherwise fails, to be retried. */
    async awaitProjectResume({ projectId }: { projectId: string }): Promise<void> {
      const hold = await projectHolds.find(projectId);
      if (hold !== null) throw stillHeld(hold);
    },

    /** Why a release that is due must wait, because of a recall, or null. */
    async recallInEffect({ projectId, recordings }: DueRelease): Promise<string | null> {
      const recall = await recalls.ofVersions(projectId, recordings);
      return recall === null ? null : recallSentence(recall);
    },

    /** Returns when no recall affects the recordings; otherwise fails, to be retried. */
    async awaitRecallLifted({ projectId, recordings }: DueRelease): Promise<void> {
      const recall = await recalls.ofVersions(projectId, recordings);
      if (recall !== null) throw stillRecalled(recall);
    },
  };
}

export type ReleaseWaitActivities = ReturnType<typeof createReleaseWaitActivities>;
