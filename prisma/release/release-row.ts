import { z } from 'zod';
import { EVENT_DATA } from '@fermata/contracts/events';
import { ReleaseOutcome, ReleaseQuestion, ReleaseRecording } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection } from '../projection/projection.ts';

export const releaseTable = defineProjection('release', ['releaseId'], {
  releaseId: z.string(),
  projectId: z.string(),
  trackId: z.string(),
  version: z.number(),
  versionSha256: z.string(),
  /** In order. */
  recordings: z.array(ReleaseRecording),
  /** Null: its track has started it. */
  content: EVENT_DATA['release.created'].omit({ releaseId: true }).nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  /** From then on, only a withdrawal ends its offers. */
  keptAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  outcome: ReleaseOutcome.nullable(),
  detail: z.string().nullable(),
  question: ReleaseQuestion.nullable(),
});

/** Whether a person has created the release; otherwise its track has started it. */
export const wasCreatedByPerson = ({
  content,
}: Pick<z.output<typeof releaseTable.row>, 'content'>): boolean => content !== null;
