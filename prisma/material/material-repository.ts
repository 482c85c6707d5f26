import type pg from 'pg';
import { z } from 'zod';
import type { NewEvent } from '@fermata/contracts/events';
import type { MaterialView } from '@fermata/contracts/http';
import {
  InheritedMelody,
  MaterialKind,
  MaterialLicence,
  MaterialUnderstood,
  PartSource,
} from '@fermata/contracts/values';
import { retryOnForeignKey } from '../asset/retry-on-foreign-key.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { EventWriter, Unsequenced } from '../events/event-writer.ts';
import type { PrismaClient } from '../generated/client.ts';

// Raw: in one transaction with the event, which is appended by a function of the schema.
const ADD_ASSET = `
  INSERT INTO public.asset (project_id, sha256, media_type, bytes) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING`;
const ADD_MATERIAL = `
  INSERT INTO public.material (project_id, sha256, kind, upload_sha256, parents, added_by, licence, source, understood)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`;
const REREAD_MATERIAL = `
  UPDATE public.material SET understood = $3 WHERE project_id = $1 AND sha256 = $2`;
// Raw: recursive. From a motif to the version it was taken from, to the motifs of that version's recipe, and so on;
// material without a source was uploaded.
const INHERITED_MELODIES = `
  WITH RECURSIVE line AS (
    SELECT sha256, licence, source FROM public.material WHERE project_id = $1 AND sha256 = $2
    UNION SELECT material.sha256, material.licence, material.source FROM line
      JOIN public.version ON version.project_id = $1 AND version.track_id = line.source->>'trackId'
        AND version.version = (line.source->>'version')::int
      JOIN public.recipe ON recipe.project_id = $1 AND recipe.recipe_id = version.recipe_id
      CROSS JOIN jsonb_array_elements_text(recipe.recipe->'motifs') AS motif (sha256)
      JOIN public.material ON material.project_id = $1 AND material.sha256 = motif.sha256
  )
  SELECT sha256, licence FROM line WHERE source IS NULL AND sha256 <> $2 ORDER BY sha256`;

/** `parents`: the material it was read from. */
export type NewMaterial = Omit<MaterialView, 'inherits' | 'addedAt'> & {
  parents: readonly string[];
};

export interface MaterialRepository {
  /**
   * Registers material whose bytes are stored. The first registration remains and is returned. `event` is written
   * together with it or not at all.
   */
  add(
    projectId: string,
    material: NewMaterial,
    event?: Unsequenced<NewEvent>,
  ): Promise<{ added: boolean; material: MaterialView }>;
  find(projectId: string, sha256: string): Promise<MaterialView | null>;
  /** Replaces the interpretation of a material. `event` is written together with it. */
  reread(
    projectId: string,
    sha256: string,
    understood: MaterialUnderstood,
    event: Unsequenced<NewEvent>,
  ): Promise<MaterialView>;
}

const MaterialRow = z.object({
  sha256: z.string(),
  kind: MaterialKind,
  uploadSha256: z.string().nullable(),
  licence: MaterialLicence.nullable(),
  source: PartSource.nullable(),
  understood: MaterialUnderstood.nullable(),
  addedBy: z.string(),
  addedAt: z.date(),
  asset: z.object({ mediaType: z.string(), bytes: z.bigint() }),
});

export function createMaterialRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
  writer: EventWriter,
): MaterialRepository {
  async function find(projectId: string, sha256: string): Promise<MaterialView | null> {
    const stored = await prisma.material.findUnique({
      where: { projectId_sha256: { projectId, sha256 } },
      include: { asset: true },
    });
    if (stored === null) return null;
    const { asset, addedAt, ...row } = MaterialRow.parse(stored);
    const { rows } =
      row.source === null
        ? { rows: [] }
        : await pool.query(INHERITED_MELODIES, [projectId, sha256]);
    return {
      ...row,
      mediaType: asset.mediaType,
      bytes: Number(asset.bytes),
      inherits: z.array(InheritedMelody).parse(rows),
      addedAt: addedAt.toISOString(),
    };
  }

  async function findStored(projectId: string, sha256: string): Promise<MaterialView> {
    const stored = await find(projectId, sha256);
    if (stored === null) throw new Error(`material ${sha256} was not stored`);
    return stored;
  }

  return {
    find,

    async add(projectId, material, event) {
      const { sha256, kind, mediaType, bytes, uploadSha256, parents, addedBy } = material;
      const [licence, source, understood] = [
        material.licence,
        material.source,
        material.understood,
      ].map((value) => value && JSON.stringify(value));
      const cells = [kind, uploadSha256, parents, addedBy, licence, source, understood];
      const added = await retryOnForeignKey(() =>
        inTransaction(pool, async (client) => {
          await client.query(ADD_ASSET, [projectId, sha256, mediaType, bytes]);
          const { rowCount } = await client.query(ADD_MATERIAL, [projectId, sha256, ...cells]);
          if (rowCount !== 1) return false;
          if (event) await writer.appendNext(client, event);
          return true;
        }),
      );
      return { added, material: await findStored(projectId, sha256) };
    },

    async reread(projectId, sha256, understood, event) {
      await inTransaction(pool, async (client) => {
        const cells = [projectId, sha256, JSON.stringify(understood)];
        const { rowCount } = await client.query(REREAD_MATERIAL, cells);
        if (rowCount !== 1) throw new Error(`there is no material ${sha256} in ${projectId}`);
        await writer.appendNext(client, event);
      });
      return findStored(projectId, sha256);
    },
  };
}
