import type { RangeCapacity } from '@fermata/contracts/values';
import type { IdentifierRange } from './identifier-range.ts';

/** Below this share of its numbers a range should get a successor. */
const LOW_SHARE = 0.1;

/** The number of free numbers of the range, given the number of those that are assigned. */
export function rangeCapacity(
  { from, to }: Pick<IdentifierRange, 'from' | 'to'>,
  assigned: number,
): RangeCapacity {
  const size = to - from + 1;
  const left = Math.max(0, size - assigned);
  return { assigned, left, low: left < size * LOW_SHARE };
}
