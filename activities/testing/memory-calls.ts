import type { PartnerCalls } from '@fermata/prisma';

/** The calls that partners may have received, in memory. */
export function memoryCalls(): PartnerCalls {
  const begun = new Set<string>();
  const keyOf = (partner: string, idempotencyKey: string): string => `${partner} ${idempotencyKey}`;
  return {
    async begin(partner, idempotencyKey) {
      const isFirst = !begun.has(keyOf(partner, idempotencyKey));
      begun.add(keyOf(partner, idempotencyKey));
      return isFirst;
    },
    async forget(partner, idempotencyKey) {
      begun.delete(keyOf(partner, idempotencyKey));
    },
    isBegun: async (partner, idempotencyKey) => begun.has(keyOf(partner, idempotencyKey)),
  };
}

/** No project has ever paused a configured partner. */
export const neverPaused = {
  find: () => Promise.resolve({ status: 'active' as const, resumedAt: null }),
};
