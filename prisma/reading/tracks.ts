import type pg from 'pg';
import type {
  CandidateView,
  PartnerView,
  TrackSummary,
  VersionView,
} from '@fermata/contracts/http';
import { Stage, Style } from '@fermata/contracts/values';
import type { Catalogue, TrackRecord } from '../catalogue.ts';
import type { PrismaClient, Track } from '../generated/client.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { assetView } from './file-name.ts';
import { readCommandContext } from './read-command-context.ts';
import { toReviewRecord } from './review-record.ts';
import { readTrackRows, type TrackRows } from './track-rows.ts';

export function openTracks(prisma: PrismaClient, pool: pg.Pool): Catalogue['tracks'] {
  return {
    async find(projectId, trackId) {
      const rows = await readTrackRows(pool, projectId, trackId);
      if (rows === null) return null;
      const { track, review } = rows;
      const release = rows.deliveries.filter(({ releaseId }) => track.releaseId === releaseId);
      const titled = rows.versions.map((row) => versionView(row, track.title));
      const titleOf = (wanted: number): string =>
        titled.find(({ version }) => version === wanted)?.title ?? track.title;
      return {
        ...summary(track),
        projectId,
        brief: track.brief,
        intent: track.intent,
        requestedBy: track.requestedBy,
        requestSha256: track.requestSha256,
        reviewTerms: track.reviewTerms,
        releaseTerms: track.releaseTerms,
        detail: track.detail,
        candidates: rows.candidates.map((row) => candidateView(row, titleOf(row.version))),
        versions: titled,
        review:
          review === null
            ? null
            : toReviewRecord(review, rows.decisions, {
                title: titleOf(review.version),
                requestedBy: track.requestedBy,
                findings:
                  rows.versions.find(({ version }) => version === review.version)?.findings ?? [],
              }),
        releaseId: track.releaseId,
        releaseOutcome: rows.releaseOutcome,
        failedWithdrawals: rows.failedWithdrawals,
        partners: release.map(partnerView),
        costs: rows.costs,
        eventCount: rows.events,
      } satisfies TrackRecord;
    },

    async list(projectId, { cursor, limit, stage, style, text }) {
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const contains =
        text === undefined
          ? undefined
          : { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
      const rows = await prisma.track.findMany({
        where: {
          projectId,
          ...(stage === undefined ? {} : { stage }),
          ...(style === undefined ? {} : { style }),
          AND: [
            contains === undefined ? {} : { OR: [{ title: contains }, { briefText: contains }] },
            after === undefined
              ? {}
              : {
                  OR: [
                    { createdAt: { lt: after.at } },
                    { createdAt: after.at, trackId: { lt: after.id } },
                  ],
                },
          ],
        },
        orderBy: [{ createdAt: 'desc' }, { trackId: 'desc' }],
        take: limit + 1,
      });
      const { items, nextCursor } = toPage(rows, limit, ({ createdAt, trackId }) => ({
        at: createdAt,
        id: trackId,
      }));
      return { items: items.map(summary), nextCursor };
    },

    request: (projectId, trackId) =>
      prisma.track.findFirst({ where: { projectId, trackId }, select: { requestSha256: true } }),

    commandContext: (projectId, trackId, actor) =>
      readCommandContext(pool, projectId, trackId, actor),
  };
}

type TrackListRow = Pick<
  Track,
  | 'trackId'
  | 'workflowId'
  | 'title'
  | 'stage'
  | 'held'
  | 'version'
  | 'style'
  | 'durationSeconds'
  | 'createdAt'
  | 'updatedAt'
>;

const summary = (track: TrackListRow): TrackSummary => ({
  trackId: track.trackId,
  workflowId: track.workflowId,
  title: track.title,
  stage: Stage.parse(track.stage),
  held: track.held,
  version: track.version,
  style: track.style === null ? null : Style.parse(track.style),
  durationSeconds: track.durationSeconds,
  createdAt: track.createdAt.toISOString(),
  updatedAt: track.updatedAt.toISOString(),
});

const candidateView = (row: TrackRows['candidates'][number], title: string): CandidateView => ({
  candidateId: row.candidateId,
  version: row.version,
  recipeId: row.recipeId,
  score: row.score,
  criteria: row.criteria ?? [],
  findings: row.findings ?? [],
  picked: row.pickedBy !== null,
  assets: row.assets.map((ref) => assetView(ref, title, row.version, row.ordinal)),
});

function versionView(row: TrackRows['versions'][number], trackTitle: string): VersionView {
  const { master, mix } = row;
  const refs = [
    ...(master === null ? [] : [master]),
    ...(mix === null ? [] : [mix]),
    ...row.stems,
    ...row.files,
    ...(row.alternates ?? []).flatMap(({ files }) => files),
  ];
  return {
    version: row.version,
    recipeId: row.recipeId,
    versionSha256: row.versionSha256,
    title: row.title,
    tags: row.tags ?? [],
    aiDisclosure: row.aiDisclosure,
    masterFigures: row.masterFigures,
    masterFileSha256: master?.sha256 ?? null,
    stemSumDeviationDbfs: row.stemSumDeviationDbfs,
    policy: row.policy,
    masterReport: row.masterReport,
    mixReport: row.mixReport,
    findings: row.findings,
    alternates: row.alternates ?? [],
    assets: refs.map((ref) => assetView(ref, row.title ?? trackTitle, row.version)),
  };
}

const partnerView = (row: TrackRows['deliveries'][number]): PartnerView => ({
  name: row.partner,
  state: row.state,
  partnerReference: row.partnerReference,
  detail: row.detail,
});
