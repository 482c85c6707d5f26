import { z } from 'zod';
import { RangeCapacity } from '../values/identifiers.ts';
import { ProjectProfile } from '../values/project-profile.ts';

/** `setBy` null: nothing was set, and the defaults apply. */
export const ProfileView = ProjectProfile.extend({
  setBy: z.string().nullable(),
  setAt: z.iso.datetime().nullable(),
  /** Of the ranges that are set: of `isrc` the numbers of the present year (UTC). Null: no range is set. */
  capacity: z.object({ isrc: RangeCapacity.nullable(), upc: RangeCapacity.nullable() }),
}).meta({ id: 'Profile' });

export type ProfileView = z.infer<typeof ProfileView>;
