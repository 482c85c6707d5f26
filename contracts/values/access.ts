import { z } from 'zod';

export const Role = z.enum(['creator', 'reviewer', 'operations', 'partner']);

export type Role = z.infer<typeof Role>;

/** The actions that a principal may take on a track or a review now; the CLI shows only these. */
export const AllowedAction = z.enum([
  'pick',
  'approve',
  'reject',
  'send-back',
  'undo',
  'hold',
  'resume',
  'cancel',
  'start',
  'withdraw',
  'answer',
  'amend',
  'redeliver',
  'declare-gone',
]);

export type AllowedAction = z.infer<typeof AllowedAction>;
