import { z } from 'zod';
import { ActorId, RecallId, ReleaseId, TrackId } from '../values/ids.ts';
import { plainText } from '../values/plain-text.ts';
import { RecallAction, RecallCounts, RecallSubject } from '../values/recall.ts';
import { Stage } from '../values/stage.ts';
import { page, PageLimit } from './page.ts';

/** Part of the reason of each withdrawal, which partners get. */
const Reason = plainText(200);

export const RecallDryRunRequest = z.strictObject({ subject: RecallSubject });

/** `expectedTracks`: as the dry run has counted them. */
export const RecallRequest = z.strictObject({
  subject: RecallSubject,
  reason: Reason,
  expectedTracks: z.int().min(0),
});

export type RecallRequest = z.infer<typeof RecallRequest>;

export const LiftRecallRequest = z.strictObject({ reason: Reason });

export const RecallDryRun = z
  .object({
    subject: RecallSubject,
    /** To be withdrawn or stopped: the number that the start must name. */
    expectedTracks: z.number().int(),
    /** The releases of these tracks: their own, and those that people have created. */
    expectedReleases: z.number().int(),
    counts: RecallCounts.omit({ withdrawn: true }),
    /** The recall of the subject that is in effect already. */
    recallId: RecallId.nullable(),
    /** The first 100 to be withdrawn or stopped, by id. */
    releases: z.array(
      z.object({
        releaseId: ReleaseId,
        title: z.string(),
        /** The number of its recordings. */
        recordings: z.number().int(),
        action: RecallAction.extract(['withdraw', 'stop-release']),
      }),
    ),
    /** The first 100, by id. */
    tracks: z.array(
      z.object({
        trackId: TrackId,
        title: z.string(),
        version: z.number().int(),
        stage: Stage,
        action: RecallAction,
      }),
    ),
  })
  .meta({ id: 'RecallDryRun' });

export type RecallDryRun = z.infer<typeof RecallDryRun>;

const recall = {
  recallId: RecallId,
  workflowId: z.string(),
  subject: RecallSubject,
  reason: z.string(),
  /** `running`: not every track is withdrawn. `completed` ones stay in effect, too, until they are lifted. */
  state: z.enum(['running', 'completed', 'lifted']),
  expectedTracks: z.number().int(),
  startedBy: ActorId,
  startedAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
  liftedBy: ActorId.nullable(),
  liftedAt: z.iso.datetime().nullable(),
  liftReason: z.string().nullable(),
};

export const RecallSummary = z.object(recall).meta({ id: 'RecallSummary' });

export type RecallSummary = z.infer<typeof RecallSummary>;

export const RecallView = z.object({ ...recall, counts: RecallCounts }).meta({ id: 'Recall' });

export type RecallView = z.infer<typeof RecallView>;

export const RecallPage = page(RecallSummary).meta({ id: 'Recalls' });

export const RecallQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
});
