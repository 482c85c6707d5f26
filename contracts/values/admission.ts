import { z } from 'zod';
import { ProjectId, TrackId } from './ids.ts';

/**
 * Highest first. `returning`: sent back, picked or resumed. `interactive`: a person will pick the
 * candidate. `batch`: all others.
 */
export const Precedence = z.enum(['returning', 'interactive', 'batch']);

export type Precedence = z.infer<typeof Precedence>;

/** A track that asks for a production slot. `acceptedAt`: milliseconds since 1970. */
export const AdmissionRequest = z.object({
  trackId: TrackId,
  projectId: ProjectId,
  precedence: Precedence,
  acceptedAt: z.number(),
});

export type AdmissionRequest = z.infer<typeof AdmissionRequest>;

/** `served`: the projects in the order in which they last got a slot, the latest last. */
export const AdmissionSnapshot = z.object({
  holding: z.array(AdmissionRequest).readonly(),
  waiting: z.array(AdmissionRequest).readonly(),
  served: z.array(ProjectId).readonly(),
});

export type AdmissionSnapshot = z.infer<typeof AdmissionSnapshot>;
