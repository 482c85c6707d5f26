import type { ReleaseTerms } from '@fermata/contracts/values';
import { resolvePublishAt } from '@fermata/domain/calendar';
import { invalidRequest } from '../http/contract-pipe.ts';

/** Throws a 400 for a date or a time zone that does not exist, or a date too far in the future. */
export function publishInstant({ publishAt }: ReleaseTerms, path: string): string | undefined {
  if (publishAt === undefined) return undefined;
  const resolved = resolvePublishAt(publishAt, Date.now());
  if ('instant' in resolved) return resolved.instant;
  const { field, message } = resolved;
  throw invalidRequest([{ path: `${path}.publishAt.${field}`, message }]);
}
