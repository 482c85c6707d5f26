import type { EventData, NewEvent } from '@fermata/contracts/events';
import { SequenceConflictError } from '../events/errors.ts';
import type { EventStore } from '../events/event-store.ts';
import type { PrismaClient } from '../generated/client.ts';
import { withdrawalTable } from '../release/release-rows.ts';

export type WithdrawalOrdered = Extract<NewEvent, { type: 'withdrawal.ordered' }>;

/** The person who has ordered a withdrawal, and the reason. */
export interface WithdrawalOrder {
  readonly orderedBy: string;
  readonly reason: string;
}

export type WithdrawalOutcome = Pick<EventData<'withdrawal.ended'>, 'outcome' | 'detail'>;

export interface WithdrawalRepository {
  /** Writes the order. A repeat, also by another actor or for another reason, returns the first one. */
  order(event: WithdrawalOrdered): Promise<WithdrawalOrder>;
  /** Null: the track has no such withdrawal, or it has not ended. */
  outcome(withdrawal: {
    projectId: string;
    trackId: string;
    withdrawalId: string;
  }): Promise<WithdrawalOutcome | null>;
}

export function createWithdrawalRepository(
  prisma: PrismaClient,
  events: Pick<EventStore, 'append'>,
): WithdrawalRepository {
  const find = (projectId: string, withdrawalId: string): Promise<WithdrawalOrder | null> =>
    prisma.withdrawal.findFirst({
      where: { projectId, withdrawalId },
      select: { orderedBy: true, reason: true },
    });

  return {
    async outcome(where) {
      const row = await prisma.withdrawal.findFirst({ where });
      if (row === null) return null;
      const { outcome, detail } = withdrawalTable.row.parse(row);
      return outcome === null ? null : { outcome, detail: detail ?? '' };
    },

    async order(event) {
      const { projectId, actor, data } = event;
      const first = await find(projectId, data.withdrawalId);
      if (first !== null) return first;
      try {
        await events.append([event]);
        return { orderedBy: actor, reason: data.reason };
      } catch (error) {
        if (!(error instanceof SequenceConflictError)) throw error;
        // Another order for the same withdrawal came first.
        const other = await find(projectId, data.withdrawalId);
        if (other === null) throw error;
        return other;
      }
    },
  };
}
