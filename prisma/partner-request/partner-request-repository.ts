import type pg from 'pg';
import { z } from 'zod';
import {
  type ReleaseRequest,
  RequestAnswer,
  type RequestKind,
  workflowIds,
} from '@fermata/contracts/values';
import { closedAnswer, closedReleaseAnswer, isOpenTo } from '@fermata/domain/partner-request';
import { inTransaction } from '../database/in-transaction.ts';
import type { EventWriter } from '../events/event-writer.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import type { PartnerRepository } from '../partner/partner-repository.ts';
import { readRecordedTracks } from '../release/read-recorded-tracks.ts';
import { releaseTable } from '../release/release-row.ts';
import { trackTable } from '../track/track-row.ts';

/** `answeredAt`: ISO 8601. */
export type StoredAnswer = RequestAnswer & { readonly answeredAt: string };

/** A partner's request for a release or a takedown, and the last answer to it. */
export interface PartnerRequest {
  /** The first webhook with this request. */
  readonly webhookId: string;
  readonly answer: StoredAnswer | null;
}

/** A track or a release of approved versions that the partner may ask for, in any state. */
export interface Requestable {
  readonly projectId: string;
  /** That of its workflow, and of its stream. */
  readonly workflowId: string;
  /** The versions that its release offers now. */
  readonly versions: readonly { readonly trackId: string; readonly version: number }[];
  /** The answer if it has started or ended, and has recorded none. */
  readonly closed: RequestAnswer | null;
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
  /**
   * The tracks or the release that the request names and that the partner may ask for: a configured one in any project,
   * an added one in its own.
   */
  requestable(
    partner: string,
    request: Pick<ReleaseRequest, 'trackId' | 'versionSha256' | 'releaseId'>,
  ): Promise<Requestable[]>;
  /** The answers of the track or the release, oldest first; null if it has not recorded the request. */
  answersOf(
    requested: Pick<Requestable, 'projectId' | 'workflowId'>,
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

const TRACK = {
  projectId: true,
  trackId: true,
  stage: true,
  version: true,
  releaseTerms: true,
} as const;
const Track = trackTable.row.pick(TRACK);
const RELEASE = {
  projectId: true,
  recordings: true,
  content: true,
  startedAt: true,
  outcome: true,
} as const;
const Release = releaseTable.row.pick(RELEASE);

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
  partners: Pick<PartnerRepository, 'findByName'>,
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

  async function tracks(
    partner: string,
    { trackId, versionSha256 }: Pick<ReleaseRequest, 'trackId' | 'versionSha256'>,
  ): Promise<Requestable[]> {
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
      .map(({ projectId, version, stage, ...track }) => ({
        ...{ projectId, workflowId: workflowIds.track(track.trackId) },
        versions: [{ trackId: track.trackId, version }],
        closed: closedAnswer(stage),
      }));
  }

  /** One that its track has started is asked for by the track. */
  async function releases(partner: string, releaseId: string): Promise<Requestable[]> {
    const row = await prisma.release.findUnique({ where: { releaseId }, select: RELEASE });
    if (row === null) return [];
    const { projectId, content, recordings, ...release } = Release.parse(row);
    if (content === null || !isOpenTo(content.terms, partner)) return [];
    const trackIds = recordings.map(({ trackId }) => trackId);
    const tracks = await readRecordedTracks(prisma, projectId, trackIds);
    return [
      {
        ...{ projectId, workflowId: workflowIds.release(releaseId), versions: recordings },
        closed: closedReleaseAnswer({ ...release, tracks }),
      },
    ];
  }

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

    async requestable(partner, { releaseId, ...track }) {
      const added = await partners.findByName(partner);
      const found = await (releaseId === undefined
        ? tracks(partner, track)
        : releases(partner, releaseId));
      return found.filter(({ projectId }) => added === null || projectId === added.projectId);
    },

    async answersOf({ projectId, workflowId }, { partner, requestId }) {
      const { rows } = await pool.query(RECORDED, [projectId, workflowId, partner, requestId]);
      const recorded = Recorded.parse(rows);
      if (recorded.length === 0) return null;
      return recorded
        .filter(({ type }) => type === 'release.request-answered')
        .map(({ data }) => RequestAnswer.parse(data));
    },
  };
}
