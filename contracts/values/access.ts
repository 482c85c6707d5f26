import { z } from 'zod';

export const Role = z.enum(['creator', 'reviewer', 'operations', 'partner']);

export type Role = z.infer<typeof Role>;

/** What a principal may do with a track or a review now. The CLI shows only these. */
export const AllowedAction = z.enum([
  'pick',
  'approve',
  'reject',
  'send-back',
  'undo',
  'hold',
  'resume',
  'cancel',
  'withdraw',
]);

export type AllowedAction = z.infer<typeof AllowedAction>;
