import type pg from 'pg';
import { z } from 'zod';
import type { MaterialView } from '@fermata/contracts/http';
import {
  InheritedMelody,
  MaterialKind,
  MaterialLicence,
  MaterialUnderstood,
  PartSource,
} from '@fermata/contracts/values';
import type { Catalogue } from '../catalogue.ts';
import { appendNextWithin } from '../events/append.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { inTransaction } from '../in-transaction.ts';
import { retryOnForeignKey } from './retry-on-foreign-key.ts';

const ADD_ASSET =
  'INSERT INTO public.asset (project_id, sha256, media_type, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING';
const ADD = `INSERT INTO public.material (project_id, sha256, kind, upload_sha256, parents, added_by, licence, source, understood) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`;
// From a motif to the version it was taken from, to the motifs that version was made from, and so on; what has no source came in a file.
const INHERITED = `WITH RECURSIVE line AS (
  SELECT sha256, licence, source FROM public.material WHERE project_id = $1 AND sha256 = $2
  UNION SELECT material.sha256, material.licence, material.source FROM line
    JOIN public.version ON version.project_id = $1 AND version.track_id = line.source->>'trackId' AND version.version = (line.source->>'version')::int
    JOIN public.recipe ON recipe.project_id = $1 AND recipe.recipe_id = version.recipe_id
    CROSS JOIN jsonb_array_elements_text(recipe.recipe->'motifs') AS motif (sha256)
    JOIN public.material ON material.project_id = $1 AND material.sha256 = motif.sha256
) SELECT sha256, licence FROM line WHERE source IS NULL AND sha256 <> $2 ORDER BY sha256`;
const json = (value: object | null): string | null =>
  value === null ? null : JSON.stringify(value);

type Row = Prisma.MaterialGetPayload<{ include: { asset: true } }>;

export function openMaterials(prisma: PrismaClient, pool: pg.Pool): Catalogue['materials'] {
  const find = async (projectId: string, sha256: string): Promise<MaterialView | null> => {
    const row = await prisma.material.findUnique({
      where: { projectId_sha256: { projectId, sha256 } },
      include: { asset: true },
    });
    if (row === null) return null;
    const { rows } =
      row.source === null ? { rows: [] } : await pool.query(INHERITED, [projectId, sha256]);
    return view(row, z.array(InheritedMelody).parse(rows));
  };

  return {
    async add(
      projectId,
      {
        sha256,
        kind,
        mediaType,
        bytes,
        uploadSha256,
        licence,
        source,
        understood,
        addedBy,
        parents,
      },
      event,
    ) {
      const added = await retryOnForeignKey(() =>
        inTransaction(pool, async (client) => {
          await client.query(ADD_ASSET, [projectId, sha256, mediaType, bytes]);
          const { rowCount } = await client.query(ADD, [
            projectId,
            sha256,
            kind,
            uploadSha256,
            parents,
            addedBy,
            json(licence),
            json(source),
            json(understood),
          ]);
          if (rowCount === 1 && event) await appendNextWithin(client, event);
          return rowCount === 1;
        }),
      );
      const material = await find(projectId, sha256);
      if (material === null) throw new Error(`material ${sha256} was not stored`);
      return { added, material };
    },
    find,
  };
}

function view(
  { sha256, kind, uploadSha256, licence, source, understood, addedBy, addedAt, asset }: Row,
  inherits: InheritedMelody[],
): MaterialView {
  return {
    sha256,
    kind: MaterialKind.parse(kind),
    mediaType: asset.mediaType,
    bytes: Number(asset.bytes),
    uploadSha256,
    licence: MaterialLicence.nullable().parse(licence),
    source: PartSource.nullable().parse(source),
    inherits,
    understood: MaterialUnderstood.nullable().parse(understood),
    addedBy,
    addedAt: addedAt.toISOString(),
  };
}
