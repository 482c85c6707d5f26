import { z } from 'zod';
import { ProjectProfile } from '../values/project-profile.ts';

/** `setBy` null: nothing was set, and the defaults apply. */
export const ProfileView = ProjectProfile.extend({
  setBy: z.string().nullable(),
  setAt: z.iso.datetime().nullable(),
}).meta({ id: 'Profile' });

export type ProfileView = z.infer<typeof ProfileView>;
