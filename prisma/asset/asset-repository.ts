import { z } from 'zod';
import type { AssetView } from '@fermata/contracts/http';
import { Alternate, AssetKind, AssetRef, PartName } from '@fermata/contracts/values';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { assetFileName } from './asset-file-name.ts';
import { retryOnForeignKey } from './retry-on-foreign-key.ts';

const Checks = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));
type Checks = z.infer<typeof Checks>;

/** The lineage of a use of an asset. */
type Lineage = {
  trackId: string;
  version: number;
  recipeId: string | null;
  parents: readonly string[];
  checks: Checks;
};

/**
 * An asset of a track with the lineage of this use. `part` is absent for an asset of the whole track, `alternate` for
 * the full cut.
 */
export type AssetRecord = AssetView &
  Lineage & {
    /** The number of the candidate it belongs to, from 1. */
    candidate?: number | undefined;
    alternate?: Alternate | undefined;
    parents: string[];
    createdAt: string;
  };

export interface AssetRepository {
  /**
   * Links the bytes to a use by a track, a version and a cut, with its lineage; the first registration remains.
   * From then on the bytes are not evicted, but an earlier eviction may have removed them: check the store.
   */
  register(projectId: string, asset: Lineage & { ref: AssetRef }): Promise<void>;
  forTrack(projectId: string, trackId: string): Promise<AssetRecord[]>;
  /** The asset with its first use; null if the project has no such bytes. */
  find(projectId: string, sha256: string): Promise<AssetRecord | null>;
}

type UseWithAsset = Prisma.AssetUseGetPayload<{ include: { asset: true } }>;

// The kinds that each candidate of a version has.
const OF_CANDIDATES: ReadonlySet<string> = new Set<AssetKind>([
  'score',
  'midi',
  'part-midi',
  'sketch',
]);

export function createAssetRepository(prisma: PrismaClient): AssetRepository {
  async function records(where: Prisma.AssetUseWhereInput, take?: number): Promise<AssetRecord[]> {
    const uses = await prisma.assetUse.findMany({
      where,
      include: { asset: true },
      orderBy: [
        { version: 'asc' },
        { createdAt: 'asc' },
        { alternate: 'asc' },
        { kind: 'asc' },
        { part: 'asc' },
      ],
      ...(take === undefined ? {} : { take }),
    });
    const ofTracks = { trackId: { in: [...new Set(uses.map(({ trackId }) => trackId))] } };
    const [tracks, versions, candidates] = await Promise.all([
      prisma.track.findMany({ where: ofTracks, select: { trackId: true, title: true } }),
      prisma.version.findMany({
        where: ofTracks,
        select: { trackId: true, version: true, title: true },
      }),
      prisma.candidate.findMany({
        where: ofTracks,
        select: { trackId: true, version: true, recipeId: true, number: true },
      }),
    ]);
    return uses.map((use) => {
      const { trackId, version, kind } = use;
      const title =
        versions.find((row) => row.trackId === trackId && row.version === version)?.title ??
        tracks.find((row) => row.trackId === trackId)?.title ??
        trackId;
      const number = OF_CANDIDATES.has(kind)
        ? candidates.find(
            (row) =>
              row.trackId === trackId && row.version === version && row.recipeId === use.recipeId,
          )?.number
        : undefined;
      return record(use, title, number);
    });
  }

  return {
    async register(projectId, { ref, trackId, version, recipeId, parents, checks }) {
      const { sha256, kind, mediaType, bytes, part, alternate } = AssetRef.parse(ref);
      const use = {
        projectId,
        trackId,
        version,
        kind,
        part: part ?? '',
        alternate: alternate ?? '',
        sha256,
        recipeId,
        parents: [...parents],
        checks: Checks.parse(checks),
      };
      await retryOnForeignKey(() =>
        prisma.$transaction([
          prisma.asset.createMany({
            data: [{ projectId, sha256, mediaType, bytes }],
            skipDuplicates: true,
          }),
          prisma.assetUse.createMany({ data: [use], skipDuplicates: true }),
        ]),
      );
    },

    forTrack: (projectId, trackId) => records({ projectId, trackId }),

    async find(projectId, sha256) {
      const [first] = await records({ projectId, sha256 }, 1);
      return first ?? null;
    },
  };
}

function record(use: UseWithAsset, title: string, number: number | undefined): AssetRecord {
  const { asset, sha256, trackId, version } = use;
  const ref: AssetRef = {
    sha256,
    kind: AssetKind.parse(use.kind),
    mediaType: asset.mediaType,
    bytes: Number(asset.bytes),
    ...(use.part === '' ? {} : { part: PartName.parse(use.part) }),
    ...(use.alternate === '' ? {} : { alternate: Alternate.parse(use.alternate) }),
  };
  return {
    ...ref,
    fileName: assetFileName(ref, title, version, number),
    ...(number === undefined ? {} : { candidate: number }),
    trackId,
    version,
    recipeId: use.recipeId,
    parents: use.parents,
    checks: Checks.parse(use.checks),
    createdAt: use.createdAt.toISOString(),
  };
}
