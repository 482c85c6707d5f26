import { z } from 'zod';
import type { ReleaseView } from '@fermata/contracts/http';
import { ReleaseTerms, workflowIds } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';
import { holdOf, projectHoldTable } from '../hold/hold-row.ts';
import { amendmentTable, offerTable, releaseTable } from './release-rows.ts';

/** A release, without the fields that depend on the viewer. */
export type ReleaseRecord = Omit<ReleaseView, 'workflowId' | 'allowedActions'>;

export interface ReleaseRepository {
  /** Null: the project has no such release, or it has not started. */
  find(projectId: string, releaseId: string): Promise<ReleaseRecord | null>;
}

const MAX_AMENDMENTS = 100;

const Terms = z.object({ releaseTerms: ReleaseTerms });

export function createReleaseRepository(prisma: PrismaClient): ReleaseRepository {
  return {
    async find(projectId, releaseId) {
      const [releaseRow, offerRows, amendmentRows, holdRow] = await prisma.$transaction([
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
      ]);
      if (releaseRow === null) return null;
      const { trackId, ...release } = releaseTable.row.parse(releaseRow);
      const track = await prisma.track.findFirstOrThrow({
        where: { projectId, trackId },
        select: { releaseTerms: true },
      });
      const amendments = amendmentTable.row.array().parse(amendmentRows).map(amendmentView);
      const { version, versionSha256, startedAt, keptAt, endedAt, outcome, detail, question } =
        release;
      return {
        ...{ releaseId, trackId, version, versionSha256 },
        onRejection: Terms.parse(track).releaseTerms.onRejection,
        ...{ startedAt, keptAt, endedAt, outcome, detail, question },
        projectHold: holdOf(holdRow && projectHoldTable.row.parse(holdRow)),
        partners: offerTable.row
          .array()
          .parse(offerRows)
          .map(({ partner: name, state, partnerReference, detail: why, metadataVersion, fix }) => ({
            ...{ name, state, partnerReference, metadataVersion },
            detail: why,
            ...(fix === null ? {} : { fix }),
          })),
        metadataVersion: amendments[0]?.metadataVersion ?? 1,
        amendments,
      };
    },
  };
}

function amendmentView(
  row: z.output<typeof amendmentTable.row>,
): ReleaseView['amendments'][number] {
  const { projectId: _project, trackId: _track, releaseId, ...amendment } = row;
  return { ...amendment, workflowId: workflowIds.amendment(releaseId, row.metadataVersion) };
}
