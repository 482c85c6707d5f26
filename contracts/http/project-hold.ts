import { z } from 'zod';
import { plainText } from '../values/plain-text.ts';
import { ProjectHold } from '../values/project-hold.ts';

export const ProjectHoldRequest = z.strictObject({ reason: plainText(500) });

/** `hold` null: the releases go on. */
export const ProjectHoldView = z
  .object({ hold: ProjectHold.nullable() })
  .meta({ id: 'ProjectHold' });

export type ProjectHoldView = z.infer<typeof ProjectHoldView>;
