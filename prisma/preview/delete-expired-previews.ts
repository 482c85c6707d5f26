import type pg from 'pg';
import { z } from 'zod';
import { lockAsset } from '../asset/lock-asset.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { PrismaClient } from '../generated/client.ts';

// Raw: a window function.
const EXPIRED = `
  SELECT project_id AS "projectId", preview_id AS "previewId", wav_sha256 AS sha256,
    answered_at::text AS "answeredAt"
  FROM (
    SELECT p.*, row_number() OVER (PARTITION BY project_id ORDER BY answered_at DESC, preview_id) AS place
    FROM public.preview p
  ) ranked
  WHERE place > $1 OR (answered_at < now() - make_interval(secs => $2) AND NOT EXISTS (
    SELECT FROM public.preview_entry e
    WHERE e.project_id = ranked.project_id AND e.preview_id = ranked.preview_id))`;
// Raw: in the transaction of the lock. Does nothing if a newer answer named the preview.
const DELETE_PREVIEW = `
  DELETE FROM public.preview WHERE project_id = $1 AND preview_id = $2 AND answered_at = $3::timestamptz`;
const IS_REFERENCED = `
  SELECT EXISTS (SELECT FROM public.preview WHERE project_id = $1 AND wav_sha256 = $2)
    OR EXISTS (SELECT FROM public.asset WHERE project_id = $1 AND sha256 = $2) AS referenced`;

const Expired = z.object({
  projectId: z.string(),
  previewId: z.string(),
  sha256: z.string(),
  answeredAt: z.string(),
});

export type PreviewLimits = { unusedSeconds: number; linkSeconds: number; keptPerProject: number };
export type RemovePreviewBytes = (bytes: { projectId: string; sha256: string }) => Promise<void>;

/** See PreviewRepository.expire. */
export async function deleteExpiredPreviews(
  prisma: PrismaClient,
  pool: pg.Pool,
  { unusedSeconds, linkSeconds, keptPerProject }: PreviewLimits,
  removeBytes: RemovePreviewBytes,
): Promise<number> {
  await prisma.previewSession.deleteMany({
    where: { lastUsedAt: { lt: new Date(Date.now() - unusedSeconds * 1000) } },
  });
  const { rows } = await pool.query(EXPIRED, [keptPerProject, linkSeconds]);
  const errors: unknown[] = [];
  let expired = 0;
  for (const { projectId, previewId, sha256, answeredAt } of rows.map((row) => Expired.parse(row)))
    await inTransaction(pool, async (client) => {
      await lockAsset(client, projectId, sha256);
      const deleted = await client.query(DELETE_PREVIEW, [projectId, previewId, answeredAt]);
      if (deleted.rowCount !== 1) return;
      const {
        rows: [usage],
      } = await client.query<{ referenced: boolean }>(IS_REFERENCED, [projectId, sha256]);
      if (usage?.referenced === false) await removeBytes({ projectId, sha256 });
      expired += 1;
    }).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
  return expired;
}
