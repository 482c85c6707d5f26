import { z } from 'zod';
import { Instant } from '../database/row.ts';
import { defineProjection } from '../projection/projection.ts';

/** A project's spending limit for a day (UTC); null for no limit. */
export const budgetTable = defineProjection('budget', ['projectId'], {
  projectId: z.string(),
  dayMicros: z.int().nullable(),
  setBy: z.string(),
  setAt: Instant,
});
