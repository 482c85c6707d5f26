import { z } from 'zod';
import { ProjectId } from '@fermata/contracts/values';

/** What stands behind the address of a preview's audio; nothing where a key is sent instead. */
export const OptionalSignedLinkQuery = z.strictObject({
  project: ProjectId.optional(),
  until: z.coerce.number().int().optional(),
  signature: z.string().max(100).optional(),
});
export const SignedLinkQuery = OptionalSignedLinkQuery.required();
