import type pg from 'pg';
import { z } from 'zod';
import { PreviewEntry, type PreviewSession } from '@fermata/contracts/http';
import { PreviewFacts, PreviewPrompt } from '@fermata/contracts/values';
import { lockAsset } from '../asset/lock-asset.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { Instant } from '../database/row.ts';
import type { PrismaClient } from '../generated/client.ts';
import {
  deleteExpiredPreviews,
  type PreviewLimits,
  type RemovePreviewBytes,
} from './delete-expired-previews.ts';

// Raw: one statement for each answer. Its parts see the session without the new entry, so at most `maxEntries` - 1 of
// the earlier entries may remain.
const RECORD = `
  WITH answered AS (
    INSERT INTO public.preview (project_id, preview_id, prompt, prompt_sha256, engine_sha256, made, wav_sha256, bytes)
    SELECT $1, p->>'previewId', p->'prompt', p->>'promptSha256', p->'made'->>'engineSha256', p->'made',
      p->'made'->>'sha256', (p->>'bytes')::int
    FROM (SELECT $3::jsonb AS p) AS given WHERE p IS NOT NULL
    ON CONFLICT (project_id, preview_id) DO UPDATE SET answered_at = now() RETURNING stored
  ), used AS (
    INSERT INTO public.preview_session (project_id, session_id, created_at, last_used_at)
    VALUES ($1, $2, $4::timestamptz, $4::timestamptz)
    ON CONFLICT (project_id, session_id) DO UPDATE SET last_used_at = excluded.last_used_at
  ), added AS (
    INSERT INTO public.preview_entry
      (project_id, session_id, at, actor, kind, preview_id, prompt, variation, from_id, source, track_id)
    VALUES ($1, $2, $4::timestamptz, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11, $12)
  ), oldest AS (
    DELETE FROM public.preview_entry WHERE project_id = $1 AND session_id = $2 AND id <= (
      SELECT id FROM public.preview_entry WHERE project_id = $1 AND session_id = $2
      ORDER BY id DESC OFFSET $13::bigint - 1 LIMIT 1)
  )
  SELECT coalesce((SELECT stored FROM answered), true) AS stored`;
// Raw: the database's clock, as expiry compares it with now().
const MARK_ANSWERED =
  'UPDATE public.preview SET answered_at = now() WHERE project_id = $1 AND preview_id = $2';

const PreviewRow = z.object({
  previewId: z.string(),
  prompt: PreviewPrompt,
  promptSha256: z.string(),
  made: PreviewFacts,
  bytes: z.number(),
});

/** The preview of a prompt. `bytes`: size of its WAV, whose sha256 is `made.sha256`. */
export type PreviewRecord = z.infer<typeof PreviewRow>;

export interface PreviewRepository {
  /**
   * Adds an entry to a session, which keeps the newest `maxEntries`, and the preview of the answer, which may be
   * stored already or have expired. `stored`: the answer has no preview, or its audio is in the store.
   */
  record(
    projectId: string,
    answer: {
      sessionId: string;
      entry: PreviewEntry;
      preview?: PreviewRecord;
      maxEntries: number;
    },
  ): Promise<{ stored: boolean }>;
  /** Records that an answer names the preview now. Does nothing for an unknown one. */
  markAnswered(projectId: string, previewId: string): Promise<void>;
  find(projectId: string, previewId: string): Promise<PreviewRecord | null>;
  /** The newest previews of all projects whose audio is in the store. */
  newest(limit: number): Promise<(PreviewRecord & { projectId: string })[]>;
  /** Records that its audio is in the store. */
  markStored(projectId: string, previewId: string): Promise<void>;
  session(
    projectId: string,
    sessionId: string,
  ): Promise<Omit<PreviewSession, 'expiresAt' | 'maxEntries'> | null>;
  /**
   * Runs `work` while neither `expire` nor an eviction can remove these bytes, so that the store and the catalogue
   * agree on them.
   */
  withAssetLock<T>(projectId: string, sha256: string, work: () => Promise<T>): Promise<T>;
  /**
   * Deletes sessions unused for `unusedSeconds`, previews that no session names and whose last answer is
   * `linkSeconds` old, and all but a project's newest `keptPerProject`. A preview's bytes are removed first, unless
   * another preview or an asset still references them. If that fails the preview remains until the next run, the
   * others are deleted, and the first error is thrown at the end. Returns the number of deleted previews.
   */
  expire(limits: PreviewLimits, removeBytes: RemovePreviewBytes): Promise<number>;
  saveDefault(preview: { made: PreviewFacts }): Promise<void>;
  /** The default previews of the engine that was saved last; empty before the first. */
  defaults(): Promise<PreviewFacts[]>;
}

const Json = z.record(z.string(), z.json());
const Recorded = z.object({ stored: z.boolean() });
const EntryRow = PreviewEntry.omit({ from: true })
  .extend({ at: Instant, fromId: PreviewEntry.shape.from })
  .transform(({ fromId: from, ...entry }) => ({ ...entry, from }));

export function createPreviewRepository(prisma: PrismaClient, pool: pg.Pool): PreviewRepository {
  return {
    async record(projectId, { sessionId, entry, preview, maxEntries }) {
      const { at, actor, kind, previewId, prompt, variation, from, source, trackId } =
        PreviewEntry.parse(entry);
      const json = (value: object | null): string | null => value && JSON.stringify(value);
      const { rows } = await pool.query(RECORD, [
        projectId,
        sessionId,
        json(preview ? PreviewRow.parse(preview) : null),
        ...[at, actor, kind, previewId, json(prompt), json(variation), from, source, trackId],
        maxEntries,
      ]);
      return Recorded.parse(rows[0]);
    },

    async markAnswered(projectId, previewId) {
      await pool.query(MARK_ANSWERED, [projectId, previewId]);
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
      return row && PreviewRow.parse(row);
    },

    async newest(limit) {
      const rows = await prisma.preview.findMany({
        where: { stored: true },
        orderBy: { madeAt: 'desc' },
        take: limit,
      });
      return rows.map((row) => ({ projectId: row.projectId, ...PreviewRow.parse(row) }));
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
      return {
        sessionId,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.lastUsedAt.toISOString(),
        entries: row.entries.map((entry) => EntryRow.parse(entry)),
      };
    },

    expire: (limits, removeBytes) => deleteExpiredPreviews(prisma, pool, limits, removeBytes),

    async saveDefault({ made }) {
      const { engineSha256, intent, sha256: wavSha256 } = made;
      const facts = Json.parse(JSON.parse(JSON.stringify(PreviewFacts.parse(made))));
      await prisma.defaultPreview.createMany({
        data: [{ engineSha256, style: intent.style, made: facts, wavSha256 }],
        skipDuplicates: true,
      });
    },

    async defaults() {
      const newest = await prisma.defaultPreview.findFirst({ orderBy: { madeAt: 'desc' } });
      if (!newest) return [];
      const { engineSha256 } = newest;
      const rows = await prisma.defaultPreview.findMany({ where: { engineSha256 } });
      return rows.map(({ made }) => PreviewFacts.parse(made));
    },
  };
}
