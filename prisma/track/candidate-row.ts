import { z } from 'zod';
import { AssetRef, AudioFinding, Criterion } from '@fermata/contracts/values';
import { defineProjection, type RowOf } from '../projection/projection.ts';

/** The candidates of each version. `number`: the place in the plan, from 1. */
export const candidateTable = defineProjection('candidate', ['candidateId'], {
  candidateId: z.string(),
  projectId: z.string(),
  trackId: z.string(),
  version: z.number(),
  number: z.number(),
  recipeId: z.string(),
  document: z
    .object({
      assets: z.array(AssetRef),
      rating: z.number(),
      criteria: z.array(Criterion),
      findings: z.array(AudioFinding),
      pickedBy: z.string(),
    })
    .partial(),
});
export type CandidateRow = RowOf<typeof candidateTable>;
