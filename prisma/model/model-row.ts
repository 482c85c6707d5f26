import { z } from 'zod';
import { CanaryShare, ModelState } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection } from '../projection/projection.ts';

/** The models that people of a project have decided about. */
export const modelTable = defineProjection('model', ['projectId', 'name', 'version'], {
  projectId: z.string(),
  name: z.string(),
  version: z.string(),
  state: ModelState.exclude(['recalled']),
  sharePercent: CanaryShare.nullable(),
  reason: z.string(),
  changedBy: z.string(),
  changedAt: Instant,
  /** Of the last event of its stream. */
  sequence: z.number(),
});

/** Whether a project lets models on other machines see its texts and music. No row: it does. */
export const remoteModelsTable = defineProjection('remote_models', ['projectId'], {
  projectId: z.string(),
  allowed: z.boolean(),
  reason: z.string(),
  setBy: z.string(),
  setAt: Instant,
});
