import { z } from 'zod';
import { ProjectId, TrackId } from '../values/ids.ts';

/** The one workflow that bounds how many tracks are in production at once. */
export const ADMISSION = { workflowId: 'admission', workflowType: 'admissionWorkflow' } as const;

/**
 * Signals to the admission workflow. `report`: after the queue was lost, a track reports the slot
 * that it holds or requests.
 */
export const ADMISSION_SIGNALS = {
  request: 'requestSlot',
  release: 'releaseSlot',
  report: 'reportSlot',
  resize: 'resizeSlots',
} as const;

/** Signals to a track. `reportSlot`: it repeats its request, because the queue was lost. */
export const SLOT_SIGNALS = {
  admitted: 'slotAdmitted',
  queued: 'slotQueued',
  reportSlot: 'reportSlot',
} as const;

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

export const SlotReport = z.object({ request: AdmissionRequest, isHolding: z.boolean() });

export type SlotReport = z.infer<typeof SlotReport>;

export const SlotRelease = z.object({ trackId: TrackId });

export type SlotRelease = z.infer<typeof SlotRelease>;

/** `before`: tracks that were ahead in the queue when the request arrived. */
export const SlotQueued = z.object({ before: z.number().int().min(0) });

export type SlotQueued = z.infer<typeof SlotQueued>;

export const SlotLimit = z.object({ limit: z.number().int().min(1) });

export type SlotLimit = z.infer<typeof SlotLimit>;

/** `served`: the projects in the order in which they last got a slot, the latest last. */
export interface AdmissionSnapshot {
  readonly holding: readonly AdmissionRequest[];
  readonly waiting: readonly AdmissionRequest[];
  readonly served: readonly string[];
}

/**
 * `checkMs`: interval between checks of the tracks that hold slots. `leaseMs`: time after which a
 * slot is no longer counted. `maxEvents`: limit for one run.
 */
export interface AdmissionBounds {
  readonly checkMs: number;
  readonly leaseMs: number;
  readonly maxEvents: number;
}

/**
 * `snapshot`: the queue of the previous run; without one it is recovered from the tracks.
 * `heldSince`: by track id, in milliseconds since 1970.
 */
export interface AdmissionWorkflowInput {
  readonly limit: number;
  readonly snapshot?: AdmissionSnapshot;
  readonly heldSince?: readonly (readonly [trackId: string, since: number])[];
  readonly bounds?: AdmissionBounds;
}

/** Answer of the admission workflow's query `status`. */
export interface AdmissionStatus {
  readonly limit: number;
  readonly holding: readonly string[];
  readonly waiting: number;
}
