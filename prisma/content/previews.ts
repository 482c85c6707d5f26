import type pg from 'pg';
import { z } from 'zod';
import { PreviewEntry, PreviewFacts } from '@fermata/contracts/http';
import { PreviewPrompt, Variation } from '@fermata/contracts/values';
import type { Catalogue, PreviewRecord } from '../catalogue.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { inTransaction } from '../in-transaction.ts';
import { lockAsset } from '../lock-asset.ts';

const Recorded = z.object({ stored: z.boolean() });
const Expired = z.object({
  projectId: z.string(),
  previewId: z.string(),
  sha256: z.string(),
  answeredAt: z.string(),
});

// One statement, as there is one for each answer. It sees the session as it was before: of the lines there, one fewer than `most` may stay.
const RECORD = `WITH answered AS (
  INSERT INTO public.preview (project_id, preview_id, prompt, prompt_sha256, engine_sha256, made, wav_sha256, bytes)
  SELECT $1, p->>'previewId', p->'prompt', p->>'promptSha256', p->>'engineSha256', p->'made', p->>'wavSha256', (p->>'bytes')::int FROM (SELECT $3::jsonb AS p) AS given WHERE p IS NOT NULL
  ON CONFLICT (project_id, preview_id) DO UPDATE SET answered_at = now() RETURNING stored
), used AS (
  INSERT INTO public.preview_session (project_id, session_id, created_at, last_used_at) VALUES ($1, $2, $4::timestamptz, $4::timestamptz)
  ON CONFLICT (project_id, session_id) DO UPDATE SET last_used_at = excluded.last_used_at
), line AS (
  INSERT INTO public.preview_entry (project_id, session_id, at, actor, kind, preview_id, prompt, variation, from_id, source, track_id) VALUES ($1, $2, $4::timestamptz, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11, $12)
), oldest AS (
  DELETE FROM public.preview_entry WHERE project_id = $1 AND session_id = $2 AND id <= (
    SELECT id FROM public.preview_entry WHERE project_id = $1 AND session_id = $2 ORDER BY id DESC OFFSET $13::bigint - 1 LIMIT 1)
) SELECT coalesce((SELECT stored FROM answered), true) AS stored`;
const EXPIRED = `SELECT project_id AS "projectId", preview_id AS "previewId", wav_sha256 AS sha256, answered_at::text AS "answeredAt"
  FROM (SELECT p.*, row_number() OVER (PARTITION BY project_id ORDER BY answered_at DESC, preview_id) AS place FROM public.preview p) ranked
  WHERE place > $1 OR (answered_at < now() - make_interval(secs => $2)
    AND NOT EXISTS (SELECT FROM public.preview_entry e WHERE e.project_id = ranked.project_id AND e.preview_id = ranked.preview_id))`;
// Answered meanwhile: somebody has its address.
const FORGET =
  'DELETE FROM public.preview WHERE project_id = $1 AND preview_id = $2 AND answered_at = $3::timestamptz';
const WANTED = `SELECT EXISTS (SELECT FROM public.preview WHERE project_id = $1 AND wav_sha256 = $2) OR EXISTS (SELECT FROM public.asset WHERE project_id = $1 AND sha256 = $2) AS wanted`;

type Row = Prisma.PreviewGetPayload<object>;

export function openPreviews(prisma: PrismaClient, pool: pg.Pool): Catalogue['previews'] {
  return {
    async record(projectId, { sessionId, entry, preview, most }) {
      const { at, actor, kind, previewId, prompt, variation, from, source, trackId } =
        PreviewEntry.parse(entry);
      const json = (value: object | null): string | null => value && JSON.stringify(value);
      const { rows } = await pool.query(RECORD, [
        projectId,
        sessionId,
        json(preview ? columnsOf(preview) : null),
        at,
        actor,
        kind,
        previewId,
        json(prompt),
        json(variation),
        from,
        source,
        trackId,
        most,
      ]);
      return Recorded.parse(rows[0]);
    },

    async markAnswered(projectId, previewId) {
      await pool.query(
        'UPDATE public.preview SET answered_at = now() WHERE project_id = $1 AND preview_id = $2',
        [projectId, previewId],
      );
    },

    withAssetLock: (projectId, sha256, work) =>
      inTransaction(pool, async (client) => {
        await lockAsset(client, projectId, sha256);
        return work();
      }),

    async find(projectId, previewId) {
      const row = await prisma.preview.findUnique({
        where: { projectId_previewId: { projectId, previewId } },
      });
      return row && recordOf(row);
    },

    async newest(limit) {
      return (
        await prisma.preview.findMany({
          where: { stored: true },
          orderBy: { madeAt: 'desc' },
          take: limit,
        })
      ).map((row) => ({ projectId: row.projectId, ...recordOf(row) }));
    },

    async markStored(projectId, previewId) {
      await prisma.preview.updateMany({ where: { projectId, previewId }, data: { stored: true } });
    },

    async session(projectId, sessionId) {
      const row = await prisma.previewSession.findUnique({
        where: { projectId_sessionId: { projectId, sessionId } },
        include: { entries: { orderBy: { id: 'asc' } } },
      });
      if (!row) return null;
      const entries = row.entries.map(
        ({ at, actor, kind, previewId, prompt, variation, fromId, source, trackId }) =>
          PreviewEntry.parse({
            at: at.toISOString(),
            actor,
            kind,
            previewId,
            prompt: prompt && PreviewPrompt.parse(prompt),
            variation: variation && Variation.parse(variation),
            from: fromId,
            source,
            trackId,
          }),
      );
      return {
        sessionId,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.lastUsedAt.toISOString(),
        entries,
      };
    },

    async expire({ unusedSeconds, linkSeconds, keptPerProject }, fromStore) {
      await prisma.previewSession.deleteMany({
        where: { lastUsedAt: { lt: new Date(Date.now() - unusedSeconds * 1000) } },
      });
      const { rows } = await pool.query(EXPIRED, [keptPerProject, linkSeconds]);
      const failures: unknown[] = [];
      let expired = 0;
      for (const { projectId, previewId, sha256, answeredAt } of rows.map((row) =>
        Expired.parse(row),
      )) {
        await inTransaction(pool, async (client) => {
          await lockAsset(client, projectId, sha256);
          const { rowCount } = await client.query(FORGET, [projectId, previewId, answeredAt]);
          if (rowCount !== 1) return;
          const {
            rows: [usage],
          } = await client.query<{ wanted: boolean }>(WANTED, [projectId, sha256]);
          if (usage?.wanted === false) await fromStore({ projectId, sha256 });
          expired += 1;
        }).catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
      return expired;
    },

    async saveDefault({ made }) {
      await prisma.defaultPreview.createMany({
        data: [
          {
            engineSha256: made.engineSha256,
            style: made.intent.style,
            made: toJson(made),
            wavSha256: made.sha256,
          },
        ],
        skipDuplicates: true,
      });
    },

    async defaults() {
      const newest = await prisma.defaultPreview.findFirst({ orderBy: { madeAt: 'desc' } });
      if (!newest) return [];
      return (
        await prisma.defaultPreview.findMany({ where: { engineSha256: newest.engineSha256 } })
      ).map(({ made }) => PreviewFacts.parse(made));
    },
  };
}

/** Parsed before it is written, so that what is read is what was meant. */
const toJson = (made: PreviewFacts): Prisma.InputJsonObject => ({
  ...JSON.parse(JSON.stringify(PreviewFacts.parse(made))),
});

const columnsOf = ({ previewId, prompt, promptSha256, made, bytes }: PreviewRecord): object => ({
  previewId,
  prompt,
  promptSha256,
  engineSha256: made.engineSha256,
  made: PreviewFacts.parse(made),
  wavSha256: made.sha256,
  bytes,
});

const recordOf = ({ previewId, prompt, promptSha256, made, bytes }: Row): PreviewRecord => ({
  previewId,
  prompt: PreviewPrompt.parse(prompt),
  promptSha256,
  made: PreviewFacts.parse(made),
  bytes,
});
