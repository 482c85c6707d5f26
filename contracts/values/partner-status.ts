import { z } from 'zod';

/** `paused`: reservations, deliveries and confirmations wait until it is resumed. */
export const PartnerStatus = z.enum(['active', 'paused']);

export type PartnerStatus = z.infer<typeof PartnerStatus>;
