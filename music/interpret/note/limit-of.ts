import { isNegated } from './negation.ts';
import type { Clause } from './note-clause.ts';

const MOST = new Set([
  ...['under', 'below', 'at most', 'up to', 'no more than', 'not more than', 'no longer than'],
  ...['max', 'maximum', 'unter', 'hochstens', 'maximal', 'au plus'],
]);
const LEAST = new Set([
  ...['over', 'above', 'at least', 'uber', 'mindestens', 'au moins', 'al menos', 'almeno'],
]);

/**
 * Whether a figure is the most or the least that is wanted: "under 90 bpm", "not faster than 90 bpm". `way`: where the
 * clause moves what the figure is of.
 */
export function limitOf(
  clause: Clause,
  way: 'more' | 'less' | undefined,
): 'most' | 'least' | undefined {
  const negated = isNegated(clause);
  if (negated && way) return way === 'more' ? 'most' : 'least';
  const isMost = clause.items.some(({ words }) => MOST.has(words));
  if (!isMost && !clause.items.some(({ words }) => LEAST.has(words))) return undefined;
  return isMost !== negated ? 'most' : 'least';
}
