import type { z } from 'zod';
import type { ReleaseSummary, ReleaseView } from '@fermata/contracts/http';
import { type ReleaseTerms, type Stage, workflowIds } from '@fermata/contracts/values';
import type { SaleFacts } from '@fermata/domain/amendment';
import { numberOnDisc, saleStage, unreleasableTrackIssue } from '@fermata/domain/release';
import { lastFailure } from '@fermata/domain/withdrawal';
import { amendmentTable } from '../amendment/amendment-row.ts';
import { decodeCursor, type Page, toPage } from '../database/page.ts';
import { readLastSequence } from '../events/read-last-sequence.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { type OfferRow, offerTable } from '../offer/offer-row.ts';
import { partnerView } from '../offer/partner-view.ts';
import { holdOf, projectHoldTable } from '../project-hold/project-hold-row.ts';
import { trackTable } from '../track/track-row.ts';
import { versionTable } from '../version/version-row.ts';
import { type WithdrawalRow, withdrawalTable } from '../withdrawal/withdrawal-row.ts';
import { readRecordedTracks } from './read-recorded-tracks.ts';
import { readSaleFacts } from './read-sale-facts.ts';
import { releaseTable, wasCreatedByPerson } from './release-row.ts';

/** A release, without the fields that depend on the principal. */
export type ReleaseRecord = Omit<ReleaseView, 'workflowId' | 'allowedActions' | 'recall'> & {
  terms: ReleaseTerms;
  /** Why one of its recordings can no longer be released, or null. Null once it has started. */
  unreleasable: string | null;
  createdByPerson: boolean;
  /** As in `SaleFacts`. */
  stage: Stage;
  /** The withdrawals that have failed, also if they were completed later: it never falls. */
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
  /** The offers that run of the releases with a recording of the track which people have created, newest first. */
  runningOffers(track: {
    projectId: string;
    trackId: string;
  }): Promise<{ releaseId: string; partner: string }[]>;
  /** The sequence of the last event of the release's stream; 0 without any. */
  lastSequence(projectId: string, releaseId: string): Promise<number>;
}

const MAX_AMENDMENTS = 100;
/** Releases of one recording whose offers are notified; those of others poll. */
const MAX_HINTED = 100;

const TRACK = { releaseTerms: true, title: true, stage: true } as const;
const Track = trackTable.row.pick(TRACK);
const AMENDMENT = { releaseId: true, amended: true } as const;
const Amendments = amendmentTable.row.pick(AMENDMENT).array();

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

  async function amendedTitlesOf(
    projectId: string,
    releaseIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await prisma.amendment.findMany({
      where: { projectId, releaseId: { in: [...releaseIds] } },
      orderBy: { metadataVersion: 'desc' },
      distinct: ['releaseId'],
      select: AMENDMENT,
    });
    return new Map(
      Amendments.parse(rows).map(({ releaseId, amended }) => [releaseId, amended.title]),
    );
  }

  return {
    async find(projectId, releaseId) {
      const [releaseRow, offerRows, amendmentRows, holdRow, withdrawalRows, upc] =
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
          prisma.withdrawal.findMany({ where: { projectId, releaseId } }),
          prisma.identifier.findFirst({
            where: { projectId, kind: 'upc', subject: releaseId },
            orderBy: { test: 'asc' },
            select: { code: true },
          }),
        ]);
      if (releaseRow === null) return null;
      const { trackId, ...release } = releaseTable.row.parse(releaseRow);
      const [trackRow, versionRows] = await prisma.$transaction([
        prisma.track.findFirstOrThrow({
          where: { projectId, trackId },
          select: TRACK,
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
      const track = Track.parse(trackRow);
      const versions = versionTable.row.array().parse(versionRows);
      const { content, recordings } = release;
      const createdByPerson = wasCreatedByPerson(release);
      const terms = content?.terms ?? track.releaseTerms;
      const amendments = amendmentTable.row.array().parse(amendmentRows).map(amendmentView);
      const withdrawals = withdrawalTable.row.array().parse(withdrawalRows);
      const offers = offerTable.row.array().parse(offerRows);
      const [{ amended } = { amended: null }] = amendments;
      const { version, versionSha256, createdBy, createdAt } = release;
      const { startedAt, keptAt, endedAt, outcome, detail, question } = release;
      return {
        ...{ releaseId, trackId, version, versionSha256, terms },
        createdByPerson,
        stage: saleStage({ createdByPerson, outcome }, track.stage),
        failedWithdrawals: withdrawals.filter(({ failedAt }) => failedAt !== null).length,
        failedWithdrawal: failedWithdrawalOf(withdrawals, offers),
        unreleasable:
          createdByPerson && startedAt === null
            ? unreleasableTrackIssue(
                await readRecordedTracks(
                  prisma,
                  projectId,
                  recordings.map((recording) => recording.trackId),
                ),
              )
            : null,
        title: amended?.title ?? content?.title ?? track.title,
        metadata: amended?.metadata ?? content?.metadata ?? versions[0]?.document.metadata ?? null,
        territories: (amended ?? terms).territories ?? null,
        recordings: recordings.map((recording, index) => {
          const found = versions.find(
            (each) => each.trackId === recording.trackId && each.version === recording.version,
          );
          const number = numberOnDisc(recordings, index);
          const own = createdByPerson
            ? amended?.recordings?.find(
                (each) => each.disc === recording.disc && each.number === number,
              )
            : amended;
          return {
            ...{ ...recording, number },
            title: own?.title ?? found?.title ?? track.title,
            isrc: found?.document.isrc ?? null,
          };
        }),
        upc: upc?.code ?? null,
        publishOn: terms.publishOn,
        publishesAt: content?.publishesAt ?? null,
        onRejection: terms.onRejection,
        ...{ createdBy, createdAt, startedAt, keptAt, endedAt, outcome, detail, question },
        projectHold: holdOf(holdRow && projectHoldTable.row.parse(holdRow)),
        partners: offers.map((offer) => ({
          ...partnerView(offer),
          metadataVersion: offer.metadataVersion,
        })),
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
      const [titles, amended] = await Promise.all([
        titlesOf(
          projectId,
          items.map(({ trackId }) => trackId),
        ),
        amendedTitlesOf(
          projectId,
          items.map(({ releaseId }) => releaseId),
        ),
      ]);
      return {
        items: items.map((row) => {
          const { content, recordings, outcome, ...release } = releaseTable.row.parse(row);
          const { releaseId, trackId, createdAt, startedAt, endedAt } = release;
          return {
            ...{ releaseId, trackId, createdAt, startedAt, endedAt, outcome },
            title: amended.get(releaseId) ?? content?.title ?? titles.get(trackId) ?? trackId,
            recordings: recordings.length,
          };
        }),
        nextCursor,
      };
    },

    saleFacts: (release) => readSaleFacts(prisma, release),

    async runningOffers({ projectId, trackId }) {
      const releases = await prisma.release.findMany({
        where: {
          projectId,
          startedAt: { not: null },
          content: { not: Prisma.DbNull },
          recordings: { array_contains: [{ trackId }] },
        },
        orderBy: { createdAt: 'desc' },
        take: MAX_HINTED,
        select: { releaseId: true, endedAt: true },
      });
      const running = releases.filter(({ endedAt }) => endedAt === null);
      return prisma.offer.findMany({
        where: {
          projectId,
          OR: [
            { releaseId: { in: running.map(({ releaseId }) => releaseId) } },
            {
              releaseId: { in: releases.map(({ releaseId }) => releaseId) },
              redelivery: 'requested',
            },
          ],
        },
        select: { releaseId: true, partner: true },
      });
    },

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

function failedWithdrawalOf(
  withdrawals: readonly WithdrawalRow[],
  offers: readonly OfferRow[],
): ReleaseView['failedWithdrawal'] {
  const failed = lastFailure(withdrawals, offers);
  if (!failed?.endedAt) return null;
  const { withdrawalId, partners, reason, requestedBy, endedAt, detail } = failed;
  return { withdrawalId, partners, reason, requestedBy, endedAt, detail: detail ?? '' };
}
