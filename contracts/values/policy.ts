import { z } from 'zod';
import { Use } from './brief.ts';
import { Territory } from './territory.ts';
import { AiDisclosure } from './version.ts';

/** The facts about one version that the policies need. */
export const PolicyQuestion = z.object({
  action: z.enum(['publish']),
  projectId: z.string(),
  trackId: z.string(),
  version: z.number().int().positive(),
  use: Use,
  model: z.object({ name: z.string(), licence: z.string() }),
  /** The AI disclosure; absent if undeclared. */
  aiDisclosure: AiDisclosure.optional(),
  durationSeconds: z.number(),
  askedDurationSeconds: z.number(),
  integratedLufs: z.number(),
  targetLufs: z.number(),
  truePeakDbtp: z.number(),
  ceilingDbtp: z.number(),
  /** The territories that all materials are licensed for; absent: worldwide, empty: none. */
  licensedTerritories: z.array(Territory).optional(),
  /** The release's territories; absent: worldwide. */
  releaseTerritories: z.array(Territory).optional(),
  /** Persons, bands and works that the brief names; absent: none. */
  namedPeople: z.array(z.string()).min(1).optional(),
  /** Those of them that the title names; absent: none. */
  peopleInTitle: z.array(z.string()).min(1).optional(),
});
export type PolicyQuestion = z.infer<typeof PolicyQuestion>;

/** `policyId` is the id of the Cedar policy, `text` its message. */
export const PolicyReason = z.object({ policyId: z.string(), text: z.string() });
export type PolicyReason = z.infer<typeof PolicyReason>;

export const PolicyDecision = z.object({
  outcome: z.enum(['allow', 'deny']),
  reasons: z.array(PolicyReason),
  /** sha256 of the policy set that decided. */
  policySetSha256: z.string(),
});
export type PolicyDecision = z.infer<typeof PolicyDecision>;
