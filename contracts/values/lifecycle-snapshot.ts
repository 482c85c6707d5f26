import { z } from 'zod';
import { Stage } from './stage.ts';
import { VersionNumber } from './version.ts';

/** What a later run of a track's workflow needs of its stage. */
export const LifecycleSnapshot = z.object({
  stage: Stage,
  version: VersionNumber,
  held: z.boolean(),
});

export type LifecycleSnapshot = z.infer<typeof LifecycleSnapshot>;
