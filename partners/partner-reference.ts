import { z } from 'zod';

/** A partner's own id of a reservation. */
export const PartnerReference = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/, 'must have 1 to 100 of A-Z a-z 0-9 . _ -');
