import { z } from 'zod';
import { ProjectProfile } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection } from '../projection/projection.ts';

/** The defaults of a project's releases. */
export const profileTable = defineProjection('profile', ['projectId'], {
  projectId: z.string(),
  profile: ProjectProfile,
  setBy: z.string(),
  setAt: Instant,
});
