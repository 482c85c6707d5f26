import { expect } from 'vitest';
import type { GatedShop } from './gated-shop.ts';
import type { OwnStack } from './own-stack.ts';
import { replayHistories } from './replay-histories.ts';

/** Replays the histories of a stack, then stops it and these shops, even if a history does not replay. */
export async function closeReplayed(
  own: OwnStack,
  shops: readonly GatedShop[] = [],
): Promise<void> {
  try {
    expect(await replayHistories(await own.testStack.temporal())).toBeGreaterThan(0);
  } finally {
    await own.close();
    await Promise.all(shops.map((shop) => shop.close()));
  }
}
