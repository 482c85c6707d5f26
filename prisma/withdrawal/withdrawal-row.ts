import { z } from 'zod';
import { EVENT_DATA } from '@fermata/contracts/events';
import { Instant } from '../database/row.ts';
import { defineProjection, type RowOf } from '../projection/projection.ts';

export const withdrawalTable = defineProjection('withdrawal', ['withdrawalId'], {
  withdrawalId: z.string(),
  projectId: z.string(),
  trackId: z.string(),
  releaseId: z.string(),
  reason: z.string(),
  partners: z.array(z.string()),
  requestedBy: z.string(),
  requestedAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  outcome: EVENT_DATA['withdrawal.ended'].shape.outcome.nullable(),
  detail: z.string().nullable(),
  /** The last time that it has failed, also if it was completed later. */
  failedAt: Instant.nullable(),
  stillOfferedTo: z.array(z.string()),
});
export type WithdrawalRow = RowOf<typeof withdrawalTable>;
