import { z } from 'zod';
import { RecallSubject } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection, type RowOf } from '../projection/projection.ts';

export const recallTable = defineProjection('recall', ['recallId'], {
  recallId: z.string(),
  projectId: z.string(),
  subject: RecallSubject,
  reason: z.string(),
  expectedTracks: z.number(),
  startedBy: z.string(),
  startedAt: Instant,
  completedAt: Instant.nullable(),
  liftedBy: z.string().nullable(),
  liftedAt: Instant.nullable(),
  liftReason: z.string().nullable(),
});
export type RecallRow = RowOf<typeof recallTable>;
