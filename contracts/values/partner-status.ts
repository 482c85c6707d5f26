import { z } from 'zod';

/** A paused partner gets no new offer. */
export const PartnerStatus = z.enum(['active', 'paused']);
