import { z } from 'zod';
import { Use } from './brief.ts';
import { Territory } from './material.ts';
import { AiDisclosure } from './version.ts';

/** What the policy service is asked: facts about one version, no references to look up. */
export const PolicyQuestion = z.object({
  action: z.enum(['publish']),
  projectId: z.string(),
  trackId: z.string(),
  version: z.number().int().positive(),
  use: Use,
  model: z.object({ name: z.string(), licence: z.string() }),
  /** How much of the track AI made, as it will be disclosed; absent when nobody said. */
  aiDisclosure: AiDisclosure.optional(),
  durationSeconds: z.number(),
  askedDurationSeconds: z.number(),
  integratedLufs: z.number(),
  targetLufs: z.number(),
  truePeakDbtp: z.number(),
  ceilingDbtp: z.number(),
  /** Where all that people gave may be heard; absent when that is everywhere, empty when that is nowhere. */
  licensedTerritories: z.array(Territory).optional(),
  /** Where the release goes; everywhere when absent. */
  releaseTerritories: z.array(Territory).optional(),
});
export type PolicyQuestion = z.infer<typeof PolicyQuestion>;

/** `policyId` names the Cedar policy, `text` says it in one sentence. */
export const PolicyReason = z.object({ policyId: z.string(), text: z.string() });
export type PolicyReason = z.infer<typeof PolicyReason>;

export const PolicyDecision = z.object({
  outcome: z.enum(['allow', 'deny']),
  reasons: z.array(PolicyReason),
  /** sha256 of the policy set that decided. */
  policySetSha256: z.string(),
});
export type PolicyDecision = z.infer<typeof PolicyDecision>;
