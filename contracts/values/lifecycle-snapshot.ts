import { z } from 'zod';
import { Stage } from './stage.ts';
import { VersionNumber } from './version.ts';

/** The part of a track's lifecycle that the next run of its workflow needs. */
export const LifecycleSnapshot = z.object({
  stage: Stage,
  version: VersionNumber,
  held: z.boolean(),
});

export type LifecycleSnapshot = z.infer<typeof LifecycleSnapshot>;
