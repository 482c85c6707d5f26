import { PreviewEntry, PreviewMade, PreviewPrompt, Variation } from '@fermata/contracts';
import { z } from 'zod';
import type { Catalogue, PreviewRecord } from '../catalogue.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';

const Bytes = z.array(z.object({ projectId: z.string(), sha256: z.string() }));
type Row = Prisma.PreviewGetPayload<object>;

export function openPreviews(prisma: PrismaClient): Catalogue['previews'] {
  return {
    async record(projectId, { sessionId, entry, preview, most }) {
      const { at, actor, kind, previewId, prompt, variation, from, source, trackId } = PreviewEntry.parse(entry);
      const nullable = (value: object | null): Prisma.InputJsonValue | typeof Prisma.DbNull => (value === null ? Prisma.DbNull : { ...value });
      await prisma.$transaction([
        ...(preview ? [prisma.preview.createMany({ data: [rowOf(projectId, preview)], skipDuplicates: true })] : []),
        prisma.previewSession.upsert({ where: { projectId_sessionId: { projectId, sessionId } }, create: { projectId, sessionId, createdAt: at, lastUsedAt: at }, update: { lastUsedAt: at } }),
        prisma.previewEntry.create({ data: { projectId, sessionId, at, actor, kind, previewId, prompt: nullable(prompt), variation: nullable(variation), fromId: from, source, trackId } }),
        // A session remembers so many lines; the oldest go.
        prisma.$executeRaw`DELETE FROM preview_entry WHERE project_id = ${projectId} AND session_id = ${sessionId} AND id <= (
          SELECT id FROM preview_entry WHERE project_id = ${projectId} AND session_id = ${sessionId} ORDER BY id DESC OFFSET ${most} LIMIT 1)`,
      ]);
    },

    async find(projectId, previewId) {
      const row = await prisma.preview.findUnique({ where: { projectId_previewId: { projectId, previewId } } });
      return row && recordOf(row);
    },

    async newest(limit) {
      return (await prisma.preview.findMany({ where: { stored: true }, orderBy: { madeAt: 'desc' }, take: limit })).map((row) => ({ projectId: row.projectId, ...recordOf(row) }));
    },

    async markStored(projectId, previewId) {
      await prisma.preview.updateMany({ where: { projectId, previewId }, data: { stored: true } });
    },

    async session(projectId, sessionId) {
      const row = await prisma.previewSession.findUnique({ where: { projectId_sessionId: { projectId, sessionId } }, include: { entries: { orderBy: { id: 'asc' } } } });
      if (!row) return null;
      const entries = row.entries.map(({ at, actor, kind, previewId, prompt, variation, fromId, source, trackId }) =>
        PreviewEntry.parse({ at: at.toISOString(), actor, kind, previewId, prompt: prompt && PreviewPrompt.parse(prompt), variation: variation && Variation.parse(variation), from: fromId, source, trackId }));
      return { sessionId, createdAt: row.createdAt.toISOString(), lastUsedAt: row.lastUsedAt.toISOString(), entries };
    },

    async expire({ unusedSeconds, keptPerProject }) {
      const before = new Date(Date.now() - unusedSeconds * 1000);
      const [, , gone] = await prisma.$transaction([
        prisma.previewSession.deleteMany({ where: { lastUsedAt: { lt: before } } }),
        // Nobody remembers them any more, or the project has newer ones enough.
        prisma.$executeRaw`CREATE TEMPORARY TABLE gone_preview ON COMMIT DROP AS
          SELECT project_id, preview_id, wav_sha256 FROM (SELECT p.*, row_number() OVER (PARTITION BY project_id ORDER BY made_at DESC) AS place FROM preview p) ranked
          WHERE place > ${keptPerProject} OR NOT EXISTS (SELECT 1 FROM preview_entry e WHERE e.project_id = ranked.project_id AND e.preview_id = ranked.preview_id)`,
        prisma.$queryRaw`WITH deleted AS (DELETE FROM preview p USING gone_preview g WHERE p.project_id = g.project_id AND p.preview_id = g.preview_id RETURNING p.project_id, p.wav_sha256)
          SELECT DISTINCT project_id AS "projectId", wav_sha256 AS sha256 FROM deleted d
          WHERE NOT EXISTS (SELECT 1 FROM asset_use u WHERE u.project_id = d.project_id AND u.sha256 = d.wav_sha256)
            AND NOT EXISTS (SELECT 1 FROM preview p LEFT JOIN gone_preview g USING (project_id, preview_id) WHERE p.project_id = d.project_id AND p.wav_sha256 = d.wav_sha256 AND g.preview_id IS NULL)`,
      ]);
      return Bytes.parse(gone);
    },

    async saveStarter({ made }) {
      await prisma.previewStarter.createMany({ data: [{ engineSha256: made.engineSha256, style: made.intent.style, made: json(made), wavSha256: made.sha256 }], skipDuplicates: true });
    },

    async starters() {
      const newest = await prisma.previewStarter.findFirst({ orderBy: { madeAt: 'desc' } });
      if (!newest) return [];
      return (await prisma.previewStarter.findMany({ where: { engineSha256: newest.engineSha256 } })).map(({ made }) => PreviewMade.parse(made));
    },
  };
}

/** Parsed before it is written, so that what is read is what was meant. */
const json = (made: PreviewMade): Prisma.InputJsonObject => ({ ...JSON.parse(JSON.stringify(PreviewMade.parse(made))) });

const rowOf = (projectId: string, { previewId, prompt, promptSha256, made, bytes }: PreviewRecord): Prisma.PreviewCreateManyInput => ({
  projectId, previewId, prompt: { ...prompt }, promptSha256, engineSha256: made.engineSha256, made: json(made), wavSha256: made.sha256, bytes,
});

const recordOf = ({ previewId, prompt, promptSha256, made, bytes }: Row): PreviewRecord => ({ previewId, prompt: PreviewPrompt.parse(prompt), promptSha256, made: PreviewMade.parse(made), bytes });
