import { AssetKind, AssetRef, PartName } from '@fermata/contracts';
import { z } from 'zod';
import type { AssetRecord, Catalogue } from '../catalogue.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { fileName } from '../reading/file-name.ts';

const Checks = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));
type UseWithAsset = Prisma.AssetUseGetPayload<{ include: { asset: true } }>;

export function openAssets(prisma: PrismaClient): Catalogue['assets'] {
  async function records(where: Prisma.AssetUseWhereInput, take?: number): Promise<AssetRecord[]> {
    const uses = await prisma.assetUse.findMany({ where, include: { asset: true }, orderBy: [{ version: 'asc' }, { createdAt: 'asc' }, { kind: 'asc' }, { part: 'asc' }], ...(take === undefined ? {} : { take }) });
    const titles = await titlesOf(uses);
    return uses.map((use) => record(use, titles.get(`${use.trackId}/${use.version}`) ?? titles.get(use.trackId) ?? use.trackId));
  }

  /** By track, and by track and version where that has a title of its own. */
  async function titlesOf(uses: readonly UseWithAsset[]): Promise<Map<string, string>> {
    const where = { trackId: { in: [...new Set(uses.map(({ trackId }) => trackId))] } };
    const [tracks, versions] = await Promise.all([prisma.track.findMany({ where, select: { trackId: true, title: true } }), prisma.version.findMany({ where, select: { trackId: true, version: true, title: true } })]);
    return new Map([...tracks.map(({ trackId, title }) => [trackId, title] as const), ...versions.flatMap(({ trackId, version, title }) => (title === null ? [] : [[`${trackId}/${version}`, title] as const]))]);
  }

  return {
    async register(projectId, { ref, trackId, version, recipeId, parents, checks }) {
      const { sha256, kind, mediaType, bytes, part } = AssetRef.parse(ref);
      await prisma.$transaction([
        prisma.asset.createMany({ data: [{ projectId, sha256, mediaType, bytes, recipeId, parents: [...parents], checks: Checks.parse(checks) }], skipDuplicates: true }),
        prisma.assetUse.createMany({ data: [{ projectId, trackId, version, kind, part: part ?? '', sha256 }], skipDuplicates: true }),
      ]);
    },

    forTrack: (projectId, trackId) => records({ projectId, trackId }),

    async find(projectId, sha256) {
      const [first] = await records({ projectId, sha256 }, 1);
      return first ?? null;
    },
  };
}

function record(use: UseWithAsset, title: string): AssetRecord {
  const { asset, sha256, trackId, version } = use;
  const ref: AssetRef = { sha256, kind: AssetKind.parse(use.kind), mediaType: asset.mediaType, bytes: Number(asset.bytes), ...(use.part === '' ? {} : { part: PartName.parse(use.part) }) };
  return { ...ref, fileName: fileName(ref, title, version), trackId, version, recipeId: asset.recipeId, parents: asset.parents, checks: Checks.parse(asset.checks), createdAt: asset.createdAt.toISOString() };
}
