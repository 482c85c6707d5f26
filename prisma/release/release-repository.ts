import { z } from 'zod';
import type { ReleaseSummary, ReleaseView } from '@fermata/contracts/http';
import { type ReleaseContent, ReleaseTerms, workflowIds } from '@fermata/contracts/values';
import type { SaleFacts } from '@fermata/domain/amendment';
import { numberOnDisc } from '@fermata/domain/release';
import { amendmentTable } from '../amendment/amendment-row.ts';
import { decodeCursor, type Page, toPage } from '../database/page.ts';
import { readLastSequence } from '../events/read-last-sequence.ts';
import type { PrismaClient } from '../generated/client.ts';
import { offerTable } from '../offer/offer-row.ts';
import { partnerView } from '../offer/partner-view.ts';
import { holdOf, projectHoldTable } from '../project-hold/project-hold-row.ts';
import { versionTable } from '../version/version-row.ts';
import { readSaleFacts } from './read-sale-facts.ts';
import { releaseTable } from './release-row.ts';

/** A release, without the fields that depend on the viewer. */
export type ReleaseRecord = Omit<ReleaseView, 'workflowId' | 'allowedActions' | 'recall'> & {
  terms: ReleaseTerms;
  /** Null: its track has started it. */
  content: ReleaseContent | null;
  failedWithdrawals: number;
};

export interface ReleaseRepository {
  /** Null: the project has no such release, or it has not started. */
  find(projectId: string, releaseId: string): Promise<ReleaseRecord | null>;
  /** Newest first. Throws InvalidCursorError. */
  list(
    projectId: string,
    query: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<Page<ReleaseSummary>>;
  /** The facts that decide about the metadata of a release. Null: it has not started in this project. */
  saleFacts(release: { projectId: string; releaseId: string }): Promise<SaleFacts | null>;
  /** The sequence of the last event of the release's stream; 0 without any. */
  lastSequence(projectId: string, releaseId: string): Promise<number>;
}

const MAX_AMENDMENTS = 100;

const Terms = z.object({ releaseTerms: ReleaseTerms });

export function createReleaseRepository(prisma: PrismaClient): ReleaseRepository {
  async function titlesOf(
    projectId: string,
    trackIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const tracks = await prisma.track.findMany({
      where: { projectId, trackId: { in: [...trackIds] } },
      select: { trackId: true, title: true },
    });
    return new Map(tracks.map(({ trackId, title }) => [trackId, title]));
  }

  return {
    async find(projectId, releaseId) {
      const [releaseRow, offerRows, amendmentRows, holdRow, failedWithdrawals, upc] =
        await prisma.$transaction([
          prisma.release.findFirst({ where: { projectId, releaseId } }),
          prisma.offer.findMany({
            where: { projectId, releaseId },
            orderBy: { number: 'asc' },
          }),
          prisma.amendment.findMany({
            where: { projectId, releaseId },
            orderBy: { metadataVersion: 'desc' },
            take: MAX_AMENDMENTS,
          }),
          prisma.projectHold.findUnique({ where: { projectId } }),
          prisma.withdrawal.count({ where: { projectId, releaseId, outcome: 'failed' } }),
          prisma.identifier.findUnique({
            where: { projectId_kind_subject: { projectId, kind: 'upc', subject: releaseId } },
            select: { code: true },
          }),
        ]);
      if (releaseRow === null) return null;
      const { trackId, ...release } = releaseTable.row.parse(releaseRow);
      const [track, versionRows] = await prisma.$transaction([
        prisma.track.findFirstOrThrow({
          where: { projectId, trackId },
          select: { releaseTerms: true, title: true },
        }),
        prisma.version.findMany({
          where: {
            projectId,
            OR: release.recordings.map((recording) => ({
              trackId: recording.trackId,
              version: recording.version,
            })),
          },
        }),
      ]);
      const versions = versionTable.row.array().parse(versionRows);
      const { content, recordings } = release;
      const terms = content?.terms ?? Terms.parse(track).releaseTerms;
      const amendments = amendmentTable.row.array().parse(amendmentRows).map(amendmentView);
      const { version, versionSha256, createdBy, createdAt } = release;
      const { startedAt, keptAt, endedAt, outcome, detail, question } = release;
      return {
        ...{ releaseId, trackId, version, versionSha256, terms, content, failedWithdrawals },
        title: content?.title ?? track.title,
        recordings: recordings.map((recording, index) => {
          const found = versions.find(
            (each) => each.trackId === recording.trackId && each.version === recording.version,
          );
          return {
            ...recording,
            number: numberOnDisc(recordings, index),
            title: found?.title ?? track.title,
            isrc: found?.document.isrc ?? null,
          };
        }),
        upc: upc?.code ?? null,
        publishOn: terms.publishOn,
        publishesAt: content?.publishesAt ?? null,
        onRejection: terms.onRejection,
        ...{ createdBy, createdAt, startedAt, keptAt, endedAt, outcome, detail, question },
        projectHold: holdOf(holdRow && projectHoldTable.row.parse(holdRow)),
        partners: offerTable.row
          .array()
          .parse(offerRows)
          .map((offer) => ({ ...partnerView(offer), metadataVersion: offer.metadataVersion })),
        metadataVersion: amendments[0]?.metadataVersion ?? 1,
        amendments,
      };
    },

    async list(projectId, { cursor, limit }) {
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const rows = await prisma.release.findMany({
        where: {
          projectId,
          ...(after === undefined
            ? {}
            : {
                OR: [
                  { createdAt: { lt: after.at } },
                  { createdAt: after.at, releaseId: { lt: after.id } },
                ],
              }),
        },
        orderBy: [{ createdAt: 'desc' }, { releaseId: 'desc' }],
        take: limit + 1,
      });
      const { items, nextCursor } = toPage(rows, limit, ({ createdAt, releaseId }) => ({
        at: createdAt,
        id: releaseId,
      }));
      const titles = await titlesOf(
        projectId,
        items.map(({ trackId }) => trackId),
      );
      return {
        items: items.map((row) => {
          const { content, recordings, outcome, ...release } = releaseTable.row.parse(row);
          const { releaseId, trackId, createdAt, startedAt, endedAt } = release;
          return {
            ...{ releaseId, trackId, createdAt, startedAt, endedAt, outcome },
            title: content?.title ?? titles.get(trackId) ?? trackId,
            recordings: recordings.length,
          };
        }),
        nextCursor,
      };
    },

    saleFacts: (release) => readSaleFacts(prisma, release),

    lastSequence: (projectId, releaseId) =>
      readLastSequence(prisma, { projectId, stream: workflowIds.release(releaseId) }),
  };
}

function amendmentView(
  row: z.output<typeof amendmentTable.row>,
): ReleaseView['amendments'][number] {
  const { projectId: _project, trackId: _track, releaseId, ...amendment } = row;
  return { ...amendment, workflowId: workflowIds.amendment(releaseId, row.metadataVersion) };
}
