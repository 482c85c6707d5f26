import type pg from 'pg';
import { z } from 'zod';
import { EVENT_DATA, type EventData, type NewEvent } from '@fermata/contracts/events';
import { workflowIds } from '@fermata/contracts/values';
import { isOnSale } from '@fermata/domain/offer';
import { isWithdrawnEverywhere } from '@fermata/domain/withdrawal';
import { inTransaction } from '../database/in-transaction.ts';
import { fromColumns } from '../database/row.ts';
import { SequenceConflictError } from '../events/errors.ts';
import type { EventStore } from '../events/event-store.ts';
import type { EventWriter } from '../events/event-writer.ts';
import { LOCK_EVENTS } from '../events/lock-events.ts';
import { readLastSequence } from '../events/read-last-sequence.ts';
import type { PrismaClient } from '../generated/client.ts';
import { offerTable } from '../offer/offer-row.ts';
import { withdrawalTable } from './withdrawal-row.ts';

export type WithdrawalRequested = Extract<NewEvent, { type: 'withdrawal.requested' }>;

/** The person who requested a withdrawal, the reason, and the partners that it concerns. */
export interface RequestedWithdrawal {
  readonly requestedBy: string;
  readonly reason: string;
  readonly partners: readonly string[];
}

export type OpenWithdrawal = RequestedWithdrawal & { readonly withdrawalId: string };

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
  }): Promise<OpenWithdrawal | null>;
  /** Writes the request. A repeat, also by another actor or for another reason, returns the first one. */
  request(event: WithdrawalRequested): Promise<RequestedWithdrawal>;
  /**
   * Writes the request unless a withdrawal of the release from the partner is open, and returns the one that there is.
   * Two requests at the same time get the same one.
   */
  requestUnlessOpen(event: WithdrawalRequested, partner: string): Promise<OpenWithdrawal>;
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

// Raw: Prisma has no advisory locks. Held until the request is stored, in the transaction that reads and writes it.
const LOCK_RELEASE = 'SELECT pg_advisory_xact_lock(70315, hashtext($1))';
const OPEN = `
  SELECT withdrawal_id, requested_by, reason, partners FROM public.withdrawal AS open
  WHERE project_id = $1 AND release_id = $2 AND ended_at IS NULL AND $3 = ANY(partners)
    AND NOT EXISTS (
      SELECT FROM public.event AS later
      JOIN public.event AS request ON request.stream = 'withdrawal/' || open.withdrawal_id AND request.sequence = 1
      WHERE later.stream = $4 AND later.type = 'redelivery.requested' AND later.position > request.position)
  ORDER BY requested_at DESC LIMIT 1`;
const OpenRow = fromColumns(
  withdrawalTable.row.pick({ withdrawalId: true, requestedBy: true, reason: true, partners: true }),
);

const OUTCOMES = ['withdrawn', 'failed'] as const;
const Ended = withdrawalTable.row.extend({ outcome: z.enum(OUTCOMES) });
const OFFER = { state: true } as const;
const Offers = offerTable.row.pick(OFFER).array();
const Confirmations = z.object({ data: EVENT_DATA['takedown.confirmed'] }).array();

export function createWithdrawalRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
  events: Pick<EventStore, 'append'>,
  writer: Pick<EventWriter, 'append'>,
): WithdrawalRepository {
  const find = (projectId: string, withdrawalId: string): Promise<RequestedWithdrawal | null> =>
    prisma.withdrawal.findFirst({
      where: { projectId, withdrawalId },
      select: { requestedBy: true, reason: true, partners: true },
    });

  async function findOpen(
    db: pg.Pool | pg.PoolClient,
    { projectId, releaseId, partner }: Parameters<WithdrawalRepository['findOpen']>[0],
  ): Promise<OpenWithdrawal | null> {
    const offer = workflowIds.offer(releaseId, partner);
    const { rows } = await db.query(OPEN, [projectId, releaseId, partner, offer]);
    return rows.length === 0 ? null : OpenRow.parse(rows[0]);
  }

  return {
    find,
    findOpen: (offer) => findOpen(pool, offer),

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

    requestUnlessOpen: (event, partner) =>
      inTransaction(pool, async (client) => {
        const { projectId, actor, data } = event;
        const { releaseId, withdrawalId, reason, partners } = data;
        await client.query(LOCK_RELEASE, [releaseId]);
        const open = await findOpen(client, { projectId, releaseId, partner });
        if (open !== null) return open;
        await client.query(LOCK_EVENTS);
        await writer.append(client, [event]);
        return { requestedBy: actor, reason, partners, withdrawalId };
      }),
  };
}
