import { z } from 'zod';
import { ReleaseId, TrackId } from '../values/ids.ts';
import { VersionNumber } from '../values/version.ts';

/** The body of `POST /v1/releases`: an approved track that is not released yet. */
export const CreateReleaseRequest = z.strictObject({ trackId: TrackId });

export const ReleaseAccepted = z
  .object({
    releaseId: ReleaseId,
    trackId: TrackId,
    version: VersionNumber,
    workflowId: z.string(),
    detail: z.string(),
  })
  .meta({ id: 'ReleaseAccepted' });

export type ReleaseAccepted = z.infer<typeof ReleaseAccepted>;
