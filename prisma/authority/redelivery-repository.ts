import type { NewEvent } from '@fermata/contracts/events';
import { workflowIds } from '@fermata/contracts/values';
import { SequenceConflictError } from '../events/errors.ts';
import type { EventStore } from '../events/event-store.ts';
import type { PrismaClient } from '../generated/client.ts';

export type RedeliveryRequested = Extract<NewEvent, { type: 'redelivery.requested' }>;

/** Orders to deliver a release once more to one partner. */
export interface RedeliveryRepository {
  /** Writes the request. False: the stream of the offer has another event there. */
  request(event: RedeliveryRequested): Promise<boolean>;
  /** The sequence of the last event of the offer's stream; 0 without any. */
  lastSequence(offer: { projectId: string; releaseId: string; partner: string }): Promise<number>;
}

export function createRedeliveryRepository(
  prisma: PrismaClient,
  events: Pick<EventStore, 'append'>,
): RedeliveryRepository {
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

    async lastSequence({ projectId, releaseId, partner }) {
      const { _max } = await prisma.event.aggregate({
        where: { projectId, stream: workflowIds.offer(releaseId, partner) },
        _max: { sequence: true },
      });
      return _max.sequence ?? 0;
    },
  };
}
