import type { NewEvent } from '@fermata/contracts/events';
import type { ReleaseContent } from '@fermata/contracts/values';
import { SequenceConflictError } from '../events/errors.ts';
import type { EventStore } from '../events/event-store.ts';
import type { PrismaClient } from '../generated/client.ts';
import { releaseTable } from './release-row.ts';

export type ReleaseCreated = Extract<NewEvent, { type: 'release.created' }>;

/** The content of a created release, its creator, and whether it has ended. */
export interface CreatedRelease {
  readonly content: ReleaseContent;
  readonly createdBy: string;
  readonly ended: boolean;
}

/** The contents of the releases that people create from approved versions. */
export interface ReleaseContentRepository {
  /** Null: the project has no such release, or its track has started it. */
  find(projectId: string, releaseId: string): Promise<CreatedRelease | null>;
  /** Writes the first event. A repeat, also with other content, returns the first one. */
  create(event: ReleaseCreated): Promise<CreatedRelease>;
}

const CONTENT = { content: true, createdBy: true, endedAt: true } as const;
const Row = releaseTable.row.pick(CONTENT);

export function createReleaseContentRepository(
  prisma: PrismaClient,
  events: Pick<EventStore, 'append'>,
): ReleaseContentRepository {
  async function find(projectId: string, releaseId: string): Promise<CreatedRelease | null> {
    const row = await prisma.release.findFirst({
      where: { projectId, releaseId },
      select: CONTENT,
    });
    if (row === null) return null;
    const { content, createdBy, endedAt } = Row.parse(row);
    return content && { content, createdBy, ended: endedAt !== null };
  }

  return {
    find,

    async create(event) {
      const { projectId, actor, data } = event;
      const { releaseId, ...content } = data;
      try {
        await events.append([event]);
        return { content, createdBy: actor, ended: false };
      } catch (error) {
        if (!(error instanceof SequenceConflictError)) throw error;
        // Another request with the same key came first.
        const first = await find(projectId, releaseId);
        if (first === null) throw error;
        return first;
      }
    },
  };
}
