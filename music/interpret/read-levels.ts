import type { PartLevel } from '@fermata/contracts/values';
import type { LevelChange } from './reading/meaning.ts';
import { contentsOf, type TextReading } from './reading/wish.ts';

/** How much louder than usual a "loud" part is, in decibels. */
const LOUD_PART_DB = 4;

export const levelDbOf = (change: LevelChange): number =>
  change === 'louder' ? LOUD_PART_DB : -LOUD_PART_DB;

/** The parts that a text wants louder or quieter; its first wish for a part counts. "less bass": a quieter one. */
export function readLevels(reading: TextReading): PartLevel[] {
  const wishes = [
    ...contentsOf(reading, 'level').map(({ wish, content }) => ({ wish, ...content })),
    ...contentsOf(reading, 'part').flatMap(({ wish, content: { part } }) =>
      wish.polarity === 'less' ? [{ wish, part, change: 'quieter' as const }] : [],
    ),
  ].sort((a, b) => a.wish.start - b.wish.start);
  return wishes
    .filter(({ part }, at) => wishes.findIndex((other) => other.part === part) === at)
    .map(({ part, change }) => ({ part, db: levelDbOf(change) }));
}
