import { MaterialKind, MaterialLicence, MaterialUnderstood, PartSource, type MaterialView } from '@fermata/contracts';
import type { Catalogue } from '../catalogue.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';

type Row = Prisma.MaterialGetPayload<{ include: { asset: true } }>;

export function openMaterials(prisma: PrismaClient): Catalogue['materials'] {
  const find = async (projectId: string, sha256: string): Promise<MaterialView | null> => {
    const row = await prisma.material.findUnique({ where: { projectId_sha256: { projectId, sha256 } }, include: { asset: true } });
    return row === null ? null : view(row);
  };

  return {
    async add(projectId, { sha256, kind, mediaType, bytes, uploadSha256, licence, source, understood, addedBy, parents }) {
      await prisma.$transaction([
        prisma.asset.createMany({ data: [{ projectId, sha256, mediaType, bytes }], skipDuplicates: true }),
        prisma.material.createMany({
          data: [{ projectId, sha256, kind, uploadSha256, parents: [...parents], addedBy, ...(licence === null ? {} : { licence }), ...(source === null ? {} : { source }), ...(understood === null ? {} : { understood }) }],
          skipDuplicates: true,
        }),
      ]);
      const stored = await find(projectId, sha256);
      if (stored === null) throw new Error(`material ${sha256} was not stored`);
      return stored;
    },
    find,
  };
}

function view({ sha256, kind, uploadSha256, licence, source, understood, addedBy, addedAt, asset }: Row): MaterialView {
  return {
    sha256, kind: MaterialKind.parse(kind), mediaType: asset.mediaType, bytes: Number(asset.bytes), uploadSha256,
    licence: MaterialLicence.nullable().parse(licence), source: PartSource.nullable().parse(source), understood: MaterialUnderstood.nullable().parse(understood), addedBy, addedAt: addedAt.toISOString(),
  };
}
