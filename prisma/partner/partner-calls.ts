import type { PrismaClient } from '../generated/client.ts';

/**
 * The calls that partners may have received, by the key of their step. Kept in the catalogue: neither the end of a
 * worker nor that of an activity forgets one.
 */
export interface PartnerCalls {
  /** Records a call before it is sent. False: an earlier call with the key may have been received. */
  begin(partner: string, idempotencyKey: string): Promise<boolean>;
  /** The partner has certainly not received the call. */
  forget(partner: string, idempotencyKey: string): Promise<void>;
  /** Whether a call with the key may have been received. */
  isBegun(partner: string, idempotencyKey: string): Promise<boolean>;
}

export function createPartnerCalls(prisma: PrismaClient): PartnerCalls {
  return {
    async begin(partner, idempotencyKey) {
      const data = [{ partner, idempotencyKey }];
      return (await prisma.partnerCall.createMany({ data, skipDuplicates: true })).count === 1;
    },

    async forget(partner, idempotencyKey) {
      await prisma.partnerCall.deleteMany({ where: { partner, idempotencyKey } });
    },

    async isBegun(partner, idempotencyKey) {
      return (await prisma.partnerCall.count({ where: { partner, idempotencyKey } })) > 0;
    },
  };
}
