import type { NewEvent } from '@fermata/contracts/events';
import { workflowIds } from '@fermata/contracts/values';
import { type OfferSoFar, offerSoFar } from '@fermata/domain/offer';
import { type ReleaseSoFar, releaseSoFar } from '@fermata/domain/release';
import type { Catalogue } from '@fermata/prisma';

export interface ProgressDeps {
  readonly catalogue: { readonly events: Pick<Catalogue['events'], 'readStream'> };
}

/** The most that the event store returns at once. */
const PAGE = 1000;

/** Task queue `control`: how far a workflow was that an operator has terminated, by the events of its stream. */
export function createProgressActivities({ catalogue: { events } }: ProgressDeps) {
  async function read(projectId: string, stream: string): Promise<NewEvent[]> {
    const found: NewEvent[] = [];
    for (;;) {
      const afterSequence = found.at(-1)?.sequence ?? 0;
      const page = await events.readStream(stream, { afterSequence, limit: PAGE });
      found.push(...page.filter((event) => event.projectId === projectId));
      if (page.length < PAGE) return found;
    }
  }

  return {
    /** A release that a person has created. */
    releaseProgress: async ({
      projectId,
      releaseId,
    }: {
      projectId: string;
      releaseId: string;
    }): Promise<ReleaseSoFar> =>
      releaseSoFar(await read(projectId, workflowIds.release(releaseId))),

    /** An offer of a release. */
    offerProgress: async ({
      projectId,
      releaseId,
      partner,
    }: {
      projectId: string;
      releaseId: string;
      partner: string;
    }): Promise<OfferSoFar> =>
      offerSoFar(await read(projectId, workflowIds.offer(releaseId, partner))),
  };
}

export type ProgressActivities = ReturnType<typeof createProgressActivities>;
