import type { NewEvent } from '@fermata/contracts/events';
import type { ReleaseOrder } from '@fermata/contracts/values';
import { SequenceConflictError } from '../events/errors.ts';
import type { EventStore } from '../events/event-store.ts';
import type { PrismaClient } from '../generated/client.ts';
import { releaseTable } from '../release/release-rows.ts';

export type ReleaseCreated = Extract<NewEvent, { type: 'release.created' }>;

/** An order, its actor, and whether its release has ended. */
export interface OrderedRelease {
  readonly order: ReleaseOrder;
  readonly orderedBy: string;
  readonly ended: boolean;
}

/** Releases that people put together from approved versions. */
export interface ReleaseOrderRepository {
  /** Null: the project has no such order. */
  find(projectId: string, releaseId: string): Promise<OrderedRelease | null>;
  /** Writes the order. A repeat, also with other content, returns the first one. */
  order(event: ReleaseCreated): Promise<OrderedRelease>;
}

const ORDER = { order: true, createdBy: true, endedAt: true } as const;
const Row = releaseTable.row.pick(ORDER);

export function createReleaseOrderRepository(
  prisma: PrismaClient,
  events: Pick<EventStore, 'append'>,
): ReleaseOrderRepository {
  async function find(projectId: string, releaseId: string): Promise<OrderedRelease | null> {
    const row = await prisma.release.findFirst({ where: { projectId, releaseId }, select: ORDER });
    if (row === null) return null;
    const { order, createdBy, endedAt } = Row.parse(row);
    return order && { order, orderedBy: createdBy, ended: endedAt !== null };
  }

  return {
    find,

    async order(event) {
      const { projectId, actor, data } = event;
      const { releaseId, ...order } = data;
      try {
        await events.append([event]);
        return { order, orderedBy: actor, ended: false };
      } catch (error) {
        if (!(error instanceof SequenceConflictError)) throw error;
        // Another request with the same key came first.
        const first = await find(projectId, releaseId);
        if (first === null) throw error;
        return first;
      }
    },
  };
}
