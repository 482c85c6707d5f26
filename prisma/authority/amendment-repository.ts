import type { NewEvent } from '@fermata/contracts/events';
import { workflowIds } from '@fermata/contracts/values';
import type { SaleFacts } from '@fermata/domain/amendment';
import { readLastSequence } from '../database/read-last-sequence.ts';
import { appendIfFree } from '../events/append-if-free.ts';
import type { EventStore } from '../events/event-store.ts';
import type { PrismaClient } from '../generated/client.ts';
import { readSaleFacts } from './read-sale-facts.ts';

export type AmendmentRequested = Extract<NewEvent, { type: 'amendment.requested' }>;

export interface AmendmentRepository {
  /** Writes the request. False: another one has this metadata version. */
  request(event: AmendmentRequested): Promise<boolean>;
  /** The facts that decide about the metadata of a release. Null: it has not started in this project. */
  facts(release: { projectId: string; releaseId: string }): Promise<SaleFacts | null>;
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
    request: (event) => appendIfFree(events, event),

    facts: (release) => readSaleFacts(prisma, release),

    lastSequence: ({ projectId, releaseId, metadataVersion }) =>
      readLastSequence(prisma, {
        projectId,
        stream: workflowIds.amendment(releaseId, metadataVersion),
      }),
  };
}
