import type { RangeCapacity } from '@fermata/contracts/values';
import type { IdentifierRange } from './identifier-range.ts';

/** Below this share of its numbers a range should get a successor. */
const LOW_SHARE = 0.1;

/** How many numbers of the range are left, of which so many are assigned. */
export function rangeCapacity(
  { from, to }: Pick<IdentifierRange, 'from' | 'to'>,
  assigned: number,
): RangeCapacity {
  const size = to - from + 1;
  const left = Math.max(0, size - assigned);
  return { assigned, left, low: left < size * LOW_SHARE };
}
