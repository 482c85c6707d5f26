import { z } from 'zod';

export const Role = z.enum(['creator', 'reviewer', 'operations', 'partner']);

export type Role = z.infer<typeof Role>;

/** What a viewer may do with a thing now: the console and the CLI show only these. */
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
