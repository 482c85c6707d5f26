import type { NewEvent } from '@fermata/contracts/events';
import { workflowIds } from '@fermata/contracts/values';
import type { SaleFacts } from '@fermata/domain/amendment';
import { SequenceConflictError } from '../events/errors.ts';
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
    async request(event) {
      try {
        await events.append([event]);
        return true;
      } catch (error) {
        if (error instanceof SequenceConflictError) return false;
        throw error;
      }
    },

    facts: (release) => readSaleFacts(prisma, release),

    async lastSequence({ projectId, releaseId, metadataVersion }) {
      const { _max } = await prisma.event.aggregate({
        where: { projectId, stream: workflowIds.amendment(releaseId, metadataVersion) },
        _max: { sequence: true },
      });
      return _max.sequence ?? 0;
    },
  };
}
