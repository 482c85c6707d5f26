import { z } from 'zod';
import type { ProjectHold } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection, type RowOf } from '../projection/projection.ts';

/** Whether the releases of a project are held. No reason: they go on. */
export const projectHoldTable = defineProjection('project_hold', ['projectId'], {
  projectId: z.string(),
  reason: z.string().nullable(),
  setBy: z.string(),
  setAt: Instant,
});

/** The hold that a row records; null if the releases go on. */
export function holdOf(row: RowOf<typeof projectHoldTable> | null): ProjectHold | null {
  if (!row?.reason) return null;
  return { reason: row.reason, heldBy: row.setBy, heldAt: row.setAt };
}
