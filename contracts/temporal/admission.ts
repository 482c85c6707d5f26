import { z } from 'zod';
import { AdmissionRequest, AdmissionSnapshot } from '../values/admission.ts';
import { TrackId } from '../values/ids.ts';

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
  reportSlot: 'reportSlot',
} as const;

export const SlotReport = z.object({ request: AdmissionRequest, isHolding: z.boolean() });

export type SlotReport = z.infer<typeof SlotReport>;

export const SlotRelease = z.object({ trackId: TrackId });

export type SlotRelease = z.infer<typeof SlotRelease>;

export const SlotLimit = z.object({ limit: z.number().int().min(1) });

export type SlotLimit = z.infer<typeof SlotLimit>;

/**
 * `checkMs`: interval between checks of the tracks that hold slots. `leaseMs`: time after which a
 * slot is no longer counted. `maxEvents`: limit for one run.
 */
export const AdmissionBounds = z.object({
  checkMs: z.number().int().positive(),
  leaseMs: z.number().int().positive(),
  maxEvents: z.number().int().positive(),
});

export type AdmissionBounds = z.infer<typeof AdmissionBounds>;

/**
 * `snapshot`: the queue of the previous run; without one it is recovered from the tracks.
 * `heldSince`: by track id, in milliseconds since 1970.
 */
export const AdmissionWorkflowInput = SlotLimit.extend({
  snapshot: AdmissionSnapshot.optional(),
  heldSince: z.array(z.tuple([TrackId, z.number()])).optional(),
  bounds: AdmissionBounds.optional(),
});

export type AdmissionWorkflowInput = z.infer<typeof AdmissionWorkflowInput>;

/** Answer of the admission workflow's query `status`. */
export interface AdmissionStatus {
  readonly limit: number;
  readonly holding: readonly string[];
  readonly waiting: number;
}
