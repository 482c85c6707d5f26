import { MaterialLicence } from '@fermata/contracts/values';
import type { CreatedReleaseFacts } from '@fermata/domain/release';
import type { PrismaClient } from '../generated/client.ts';
import { readRecordingFacts } from './read-recording-facts.ts';

/** The facts about a release that a person creates from approved versions, as if it had not started. */
export async function readCreatedFacts(
  prisma: PrismaClient,
  projectId: string,
  content: CreatedReleaseFacts['content'],
): Promise<CreatedReleaseFacts> {
  const [coverLicence, ...recordings] = await Promise.all([
    coverLicenceOf(prisma, projectId, content.metadata.cover),
    ...content.recordings.map(({ trackId, version }) =>
      readRecordingFacts(prisma, { projectId, trackId, version }),
    ),
  ]);
  return { content, recordings, coverLicence, release: null };
}

async function coverLicenceOf(
  prisma: PrismaClient,
  projectId: string,
  sha256: string | undefined,
): Promise<CreatedReleaseFacts['coverLicence']> {
  if (sha256 === undefined) return null;
  const row = await prisma.material.findFirst({
    where: { projectId, sha256, kind: 'cover' },
    select: { licence: true },
  });
  return MaterialLicence.nullable().parse(row?.licence ?? null);
}
