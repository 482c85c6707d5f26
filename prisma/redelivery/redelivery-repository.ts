import type { NewEvent } from '@fermata/contracts/events';
import { workflowIds } from '@fermata/contracts/values';
import { appendIfFree } from '../events/append-if-free.ts';
import type { EventStore } from '../events/event-store.ts';
import { readLastSequence } from '../events/read-last-sequence.ts';
import type { PrismaClient } from '../generated/client.ts';

export type RedeliveryRequested = Extract<NewEvent, { type: 'redelivery.requested' }>;

/** Requests to deliver a release once more to one partner. */
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
    request: (event) => appendIfFree(events, event),

    lastSequence: ({ projectId, releaseId, partner }) =>
      readLastSequence(prisma, { projectId, stream: workflowIds.offer(releaseId, partner) }),
  };
}
