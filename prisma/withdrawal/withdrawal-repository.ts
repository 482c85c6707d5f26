import { z } from 'zod';
import { EVENT_DATA, type EventData, type NewEvent } from '@fermata/contracts/events';
import { workflowIds } from '@fermata/contracts/values';
import { isOnSale } from '@fermata/domain/offer';
import { isWithdrawnEverywhere } from '@fermata/domain/withdrawal';
import { SequenceConflictError } from '../events/errors.ts';
import type { EventStore } from '../events/event-store.ts';
import { readLastSequence } from '../events/read-last-sequence.ts';
import type { PrismaClient } from '../generated/client.ts';
import { offerTable } from '../offer/offer-row.ts';
import { redeliveredSince } from './redelivered-since.ts';
import { withdrawalTable } from './withdrawal-row.ts';

export type WithdrawalRequested = Extract<NewEvent, { type: 'withdrawal.requested' }>;

/** The person who requested a withdrawal, the reason, and the partners that it concerns. */
export interface RequestedWithdrawal {
  readonly requestedBy: string;
  readonly reason: string;
  readonly partners: readonly string[];
}

export type WithdrawalOutcome = Pick<EventData<'withdrawal.ended'>, 'detail' | 'stillOfferedTo'> & {
  readonly outcome: 'withdrawn' | 'failed';
};

export interface WithdrawalRepository {
  /**
   * Of a requested withdrawal: the sequence of the last event of its stream, and the partners that have taken the
   * release down.
   */
  progress(withdrawal: {
    projectId: string;
    withdrawalId: string;
  }): Promise<{ sequence: number; confirmed: string[] }>;
  /** Null: it is not requested. */
  find(projectId: string, withdrawalId: string): Promise<RequestedWithdrawal | null>;
  /**
   * The last withdrawal of the release from the partner that has not ended, unless a person has requested a redelivery
   * to the partner since.
   */
  findOpen(offer: {
    projectId: string;
    releaseId: string;
    partner: string;
  }): Promise<(RequestedWithdrawal & { readonly withdrawalId: string }) | null>;
  /** Writes the request. A repeat, also by another actor or for another reason, returns the first one. */
  request(event: WithdrawalRequested): Promise<RequestedWithdrawal>;
  /**
   * Of the withdrawal that left the release with no partner, unless one sells it again, or else of the last one. Null:
   * none has ended, except those that were superseded.
   */
  outcome(release: {
    projectId: string;
    trackId: string;
    releaseId: string;
  }): Promise<WithdrawalOutcome | null>;
}

const OUTCOMES = ['withdrawn', 'failed'] as const;
const Ended = withdrawalTable.row.extend({ outcome: z.enum(OUTCOMES) });
const OFFER = { state: true } as const;
const Offers = offerTable.row.pick(OFFER).array();
const Confirmations = z.object({ data: EVENT_DATA['takedown.confirmed'] }).array();

export function createWithdrawalRepository(
  prisma: PrismaClient,
  events: Pick<EventStore, 'append'>,
): WithdrawalRepository {
  const find = (projectId: string, withdrawalId: string): Promise<RequestedWithdrawal | null> =>
    prisma.withdrawal.findFirst({
      where: { projectId, withdrawalId },
      select: { requestedBy: true, reason: true, partners: true },
    });

  return {
    find,

    async findOpen({ projectId, releaseId, partner }) {
      const last = await prisma.withdrawal.findFirst({
        where: { projectId, releaseId, endedAt: null, partners: { has: partner } },
        orderBy: { requestedAt: 'desc' },
      });
      if (last === null) return null;
      return (await redeliveredSince(prisma, last)).includes(partner) ? null : last;
    },

    async progress({ projectId, withdrawalId }) {
      const stream = workflowIds.withdrawal(withdrawalId);
      const confirmations = await prisma.event.findMany({
        where: { projectId, stream, type: 'takedown.confirmed' },
        select: { data: true },
      });
      return {
        sequence: await readLastSequence(prisma, { projectId, stream }),
        confirmed: Confirmations.parse(confirmations).map(({ data }) => data.partner),
      };
    },

    async outcome(where) {
      const rows = await prisma.withdrawal.findMany({
        where: { ...where, outcome: { in: [...OUTCOMES] } },
        orderBy: { endedAt: 'desc' },
      });
      const ended = rows.map((row) => Ended.parse(row));
      const { projectId, releaseId } = where;
      const offers = await prisma.offer.findMany({
        where: { projectId, releaseId },
        select: OFFER,
      });
      const isSold = Offers.parse(offers).some(isOnSale);
      const decisive = (isSold ? undefined : ended.find(isWithdrawnEverywhere)) ?? ended[0];
      if (decisive === undefined) return null;
      const { outcome, detail, stillOfferedTo } = decisive;
      return { outcome, detail: detail ?? '', stillOfferedTo };
    },

    async request(event) {
      const { projectId, actor, data } = event;
      const first = await find(projectId, data.withdrawalId);
      if (first !== null) return first;
      try {
        await events.append([event]);
        return { requestedBy: actor, reason: data.reason, partners: data.partners };
      } catch (error) {
        if (!(error instanceof SequenceConflictError)) throw error;
        // Another request for the same withdrawal came first.
        const other = await find(projectId, data.withdrawalId);
        if (other === null) throw error;
        return other;
      }
    },
  };
}
