import { z } from 'zod';
import { AmendableMetadata, AmendmentChanges, AmendmentOutcome } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection } from '../projection/projection.ts';

/** The amendments of a release's metadata. `amended`: the complete metadata after it. */
export const amendmentTable = defineProjection('amendment', ['releaseId', 'metadataVersion'], {
  releaseId: z.string(),
  metadataVersion: z.number(),
  projectId: z.string(),
  trackId: z.string(),
  changes: AmendmentChanges,
  amended: AmendableMetadata,
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: Instant,
  endedAt: Instant.nullable(),
  outcome: AmendmentOutcome.nullable(),
  detail: z.string().nullable(),
});
