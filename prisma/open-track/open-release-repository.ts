import type { z } from 'zod';
import type { OpenReleaseQuery, OpenReleaseView } from '@fermata/contracts/http';
import { DEFAULT_USE } from '@fermata/contracts/values';
import { isOpenRelease } from '@fermata/domain/open-track';
import { decodeCursor, type Page, toPage } from '../database/page.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { recallsOfVersions } from '../recall/recall-of-version.ts';
import { readCreatedVersion } from '../release/read-created-version.ts';
import { readRecordedTracks } from '../release/read-recorded-tracks.ts';
import { releaseTable } from '../release/release-row.ts';
import { trackTable } from '../track/track-row.ts';
import type { OpenTo } from './open-track-repository.ts';

type Recording = OpenReleaseView['recordings'][number];

/** A release that a partner may ask for now, without the links to hear its recordings. */
export type OpenReleaseRecord = Omit<OpenReleaseView, 'recordings'> & {
  readonly recordings: readonly (Omit<Recording, 'audio'> & {
    readonly trackId: string;
    readonly version: number;
  })[];
};

export interface OpenReleaseRepository {
  /**
   * The releases of approved versions that the partner may ask for now, newest first. A page may have fewer items than
   * its limit. Throws InvalidCursorError.
   */
  list(to: OpenTo, query: OpenReleaseQuery): Promise<Page<OpenReleaseRecord>>;
  /** Null: the release is not open to the partner, or does not exist. */
  find(to: OpenTo, releaseId: string): Promise<OpenReleaseRecord | null>;
}

const RELEASE = {
  releaseId: true,
  recordings: true,
  content: true,
  createdAt: true,
  startedAt: true,
  outcome: true,
} as const;
const Release = releaseTable.row.pick(RELEASE);
const TRACK = { trackId: true, brief: true } as const;
const Tracks = trackTable.row.pick(TRACK).array();

export function createOpenReleaseRepository(prisma: PrismaClient): OpenReleaseRepository {
  /** Null: it is not open to the partner, or recalled. */
  async function openTo(
    { projectId, partner }: OpenTo,
    { releaseId, recordings, content, ...release }: z.infer<typeof Release>,
  ): Promise<OpenReleaseRecord | null> {
    if (content === null) return null;
    const trackIds = recordings.map(({ trackId }) => trackId);
    const [recalls, version, tracks, rows] = await Promise.all([
      recallsOfVersions(prisma, projectId, recordings),
      readCreatedVersion(prisma, projectId, content),
      readRecordedTracks(prisma, projectId, trackIds),
      prisma.track.findMany({ where: { projectId, trackId: { in: trackIds } }, select: TRACK }),
    ]);
    if (!isOpenRelease({ ...release, tracks, terms: content.terms }, partner)) return null;
    if (version === null || recalls.size > 0) return null;
    const uses = new Map(
      Tracks.parse(rows).map(({ trackId, brief }) => [trackId, brief.use ?? DEFAULT_USE] as const),
    );
    const { title, durationSeconds, tags, territories = null, aiDisclosure, metadata } = version;
    const { artists, explicit, language, pLine, cLine } = metadata;
    return {
      ...{ releaseId, title, artists, durationSeconds, tags, territories },
      publishesAt: content.publishesAt ?? null,
      licence: { aiDisclosure, explicit, language, pLine, cLine },
      recordings: (version.recordings ?? []).flatMap((recording) => {
        const use = uses.get(recording.trackId);
        if (use === undefined) return [];
        const { disc, number, trackId, version: ofTrack } = recording;
        return [
          {
            ...{ disc, number, trackId, version: ofTrack, title: recording.title, use },
            ...{ artists: recording.metadata.artists, durationSeconds: recording.durationSeconds },
          },
        ];
      }),
    };
  }

  return {
    async list(to, { cursor, limit }) {
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const rows = await prisma.release.findMany({
        where: {
          ...{ projectId: to.projectId, startedAt: null, endedAt: null },
          AND: [
            { content: { not: Prisma.DbNull } },
            { content: { path: ['terms', 'partners'], array_contains: [to.partner] } },
          ],
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
        select: RELEASE,
      });
      const { items, nextCursor } = toPage(rows, limit, ({ createdAt, releaseId }) => ({
        at: createdAt,
        id: releaseId,
      }));
      const open = await Promise.all(items.map((row) => openTo(to, Release.parse(row))));
      return { items: open.flatMap((release) => release ?? []), nextCursor };
    },

    async find(to, releaseId) {
      const { projectId } = to;
      const row = await prisma.release.findFirst({
        where: { projectId, releaseId },
        select: RELEASE,
      });
      return row && openTo(to, Release.parse(row));
    },
  };
}
