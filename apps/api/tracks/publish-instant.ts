import type { ReleaseTerms } from '@fermata/contracts/values';
import { resolvePublishAt } from '@fermata/domain/calendar';
import { invalidRequest } from '../http/contract-pipe.ts';

const MAX_PUBLISH_DELAY_MS = 2 * 366 * 24 * 3_600_000;

/** Throws a 400 for a date or a time zone that does not exist, or a date too far in the future. */
export function publishInstant({ publishAt }: ReleaseTerms, path: string): string | undefined {
  if (publishAt === undefined) return undefined;
  const resolved = resolvePublishAt(publishAt);
  const issue =
    'message' in resolved
      ? resolved
      : Date.parse(resolved.instant) > Date.now() + MAX_PUBLISH_DELAY_MS
        ? { field: 'localDateTime', message: 'must be within the next two years' }
        : null;
  if (issue)
    throw invalidRequest([{ path: `${path}.publishAt.${issue.field}`, message: issue.message }]);
  return 'instant' in resolved ? resolved.instant : undefined;
}
