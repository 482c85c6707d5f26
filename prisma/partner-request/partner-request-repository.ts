import type pg from 'pg';
import { z } from 'zod';
import { type ReleaseRequest, RequestAnswer, type RequestKind } from '@fermata/contracts/values';
import { isOpenTo } from '@fermata/domain/partner-request';
import { inTransaction } from '../database/in-transaction.ts';
import type { EventWriter } from '../events/event-writer.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { trackTable } from '../track/track-row.ts';

/** `answeredAt`: ISO 8601. */
export type StoredAnswer = RequestAnswer & { readonly answeredAt: string };

/** A partner's request for a release or a takedown, and the last answer to it. */
export interface PartnerRequest {
  /** The first webhook with this request. */
  readonly webhookId: string;
  readonly answer: StoredAnswer | null;
}

/** A track whose release the partner may request, in any stage. */
export interface RequestableTrack {
  readonly projectId: string;
  readonly trackId: string;
  readonly stage: z.infer<typeof Track>['stage'];
}

type RequestKey = {
  readonly partner: string;
  readonly kind: RequestKind;
  readonly requestId: string;
};

export interface PartnerRequestRepository {
  /** The first webhook with a request id keeps it. */
  register(request: RequestKey & { webhookId: string }): Promise<PartnerRequest>;
  find(request: RequestKey): Promise<PartnerRequest | null>;
  /** Stores the last answer, and returns it. A final one stays, and a repeat of the same one keeps its time. */
  answer(request: RequestKey, answer: RequestAnswer): Promise<StoredAnswer>;
  /** The tracks that the request names and whose release the partner may request, in any project. */
  requestableTracks(
    partner: string,
    request: Pick<ReleaseRequest, 'trackId' | 'versionSha256'>,
  ): Promise<RequestableTrack[]>;
  /** The answers of the track, oldest first; null if it has not recorded the request. */
  answersOf(
    track: RequestableTrack,
    request: Omit<RequestKey, 'kind'>,
  ): Promise<RequestAnswer[] | null>;
  /**
   * Refuses a request for a takedown that a person decides about, and records it. A repeat finds the first refusal.
   * Null: it does not wait for a person.
   */
  decline(
    request: Omit<RequestKey, 'kind'> & {
      readonly projectId: string;
      readonly actor: string;
      readonly webhookId: string;
    },
    reason: string,
  ): Promise<RequestAnswer | null>;
}

const TRACK = { projectId: true, trackId: true, stage: true, releaseTerms: true } as const;
const Track = trackTable.row.pick(TRACK);

// Raw: a search in the data of the events of one stream.
const RECORDED = `
  SELECT type, data FROM public.event
  WHERE project_id = $1 AND stream = $2 AND type IN ('release.requested', 'release.request-answered')
    AND data->>'partner' = $3 AND data->>'requestId' = $4
  ORDER BY sequence`;
// Raw: a lock, in the transaction of the event.
const LOCK_TAKEDOWN = `
  SELECT answer FROM public.partner_request
  WHERE partner = $1 AND kind = 'takedown' AND request_id = $2 AND webhook_id = $3 FOR UPDATE`;
const DECLINE = `
  UPDATE public.partner_request SET answer = $3, answered_at = now()
  WHERE partner = $1 AND kind = 'takedown' AND request_id = $2`;
const Locked = z.array(z.object({ answer: RequestAnswer.nullable() }));
const Recorded = z.array(z.object({ type: z.string(), data: z.unknown() }));

export function createPartnerRequestRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
  writer: EventWriter,
): PartnerRequestRepository {
  const find = async ({ partner, kind, requestId }: RequestKey): Promise<PartnerRequest | null> => {
    const row = await prisma.partnerRequest.findUnique({
      where: { partner_kind_requestId: { partner, kind, requestId } },
    });
    if (row === null) return null;
    const { webhookId, answer, answeredAt } = row;
    return {
      webhookId,
      answer:
        answer === null || answeredAt === null
          ? null
          : { ...RequestAnswer.parse(answer), answeredAt: answeredAt.toISOString() },
    };
  };

  return {
    find,

    async register({ partner, kind, requestId, webhookId }) {
      await prisma.partnerRequest.createMany({
        data: [{ partner, kind, requestId, webhookId }],
        skipDuplicates: true,
      });
      return (await find({ partner, kind, requestId })) ?? { webhookId, answer: null };
    },

    async answer({ partner, kind, requestId }, answer) {
      await prisma.partnerRequest.updateMany({
        where: {
          partner,
          kind,
          requestId,
          OR: [
            { answer: { equals: Prisma.DbNull } },
            {
              answer: { path: ['answer'], equals: 'remembered' },
              NOT: { answer: { equals: answer } },
            },
          ],
        },
        data: { answer, answeredAt: new Date() },
      });
      const stored = (await find({ partner, kind, requestId }))?.answer;
      if (!stored) throw new Error(`the request ${requestId} of ${partner} is not registered`);
      return stored;
    },

    decline: ({ projectId, actor, partner, requestId, webhookId }, reason) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query(LOCK_TAKEDOWN, [partner, requestId, webhookId]);
        const answer = Locked.parse(rows)[0]?.answer;
        if (answer?.code === 'declined') return answer;
        if (answer?.answer !== 'remembered') return null;
        const declined: RequestAnswer = { answer: 'refused', code: 'declined', reason };
        await client.query(DECLINE, [partner, requestId, declined]);
        await writer.appendRowEvent(
          client,
          { stream: `project/${projectId}`, projectId, actor },
          'takedown-request.declined',
          { partner, webhookId, requestId, reason },
        );
        return declined;
      }),

    async requestableTracks(partner, { trackId, versionSha256 }) {
      const named =
        trackId === undefined
          ? await prisma.review.findMany({
              where: { versionSha256: versionSha256 ?? '' },
              select: { trackId: true },
            })
          : [{ trackId }];
      const rows = await prisma.track.findMany({
        where: { trackId: { in: named.map((one) => one.trackId) } },
        select: TRACK,
      });
      return rows
        .map((row) => Track.parse(row))
        .filter(({ releaseTerms }) => isOpenTo(releaseTerms, partner))
        .map(({ releaseTerms: _terms, ...track }) => track);
    },

    async answersOf({ projectId, trackId }, { partner, requestId }) {
      const { rows } = await pool.query(RECORDED, [
        projectId,
        `track/${trackId}`,
        partner,
        requestId,
      ]);
      const recorded = Recorded.parse(rows);
      if (recorded.length === 0) return null;
      return recorded
        .filter(({ type }) => type === 'release.request-answered')
        .map(({ data }) => RequestAnswer.parse(data));
    },
  };
}
