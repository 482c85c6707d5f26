import type { NewEvent } from '@fermata/contracts/events';
import { workflowIds } from '@fermata/contracts/values';
import { appendIfFree } from '../events/append-if-free.ts';
import type { EventStore } from '../events/event-store.ts';
import { readLastSequence } from '../events/read-last-sequence.ts';
import type { PrismaClient } from '../generated/client.ts';

export type AmendmentRequested = Extract<NewEvent, { type: 'amendment.requested' }>;

export interface AmendmentRepository {
  /** The metadata versions of the release's amendments that have not ended. */
  openVersions(release: { projectId: string; releaseId: string }): Promise<number[]>;
  /** The metadata version that was requested last; 1 without an amendment. */
  lastVersion(release: { projectId: string; releaseId: string }): Promise<number>;
  /** Writes the request. False: another one has this metadata version. */
  request(event: AmendmentRequested): Promise<boolean>;
  /** The sequence of the last event of the amendment's stream; 0 without any. */
  lastSequence(amendment: {
    projectId: string;
    releaseId: string;
    metadataVersion: number;
  }): Promise<number>;
}

export function createAmendmentRepository(
  prisma: PrismaClient,
  events: Pick<EventStore, 'append'>,
): AmendmentRepository {
  return {
    async openVersions({ projectId, releaseId }) {
      const rows = await prisma.amendment.findMany({
        where: { projectId, releaseId, endedAt: null },
        orderBy: { metadataVersion: 'asc' },
        select: { metadataVersion: true },
      });
      return rows.map(({ metadataVersion }) => metadataVersion);
    },

    async lastVersion({ projectId, releaseId }) {
      const row = await prisma.amendment.findFirst({
        where: { projectId, releaseId },
        orderBy: { metadataVersion: 'desc' },
        select: { metadataVersion: true },
      });
      return row?.metadataVersion ?? 1;
    },

    request: (event) => appendIfFree(events, event),

    lastSequence: ({ projectId, releaseId, metadataVersion }) =>
      readLastSequence(prisma, {
        projectId,
        stream: workflowIds.amendment(releaseId, metadataVersion),
      }),
  };
}
