import type { PrismaClient } from '../generated/client.ts';

/** The spent tokens of decisions and commands. */
export interface TokenRepository {
  /** True for the first actor who spends the token, also when repeated; false for all others. */
  spend(projectId: string, tokenKey: string, usedBy: string): Promise<boolean>;
  /** The actor who has spent the token; null if it is unspent. */
  spenderOf(projectId: string, tokenKey: string): Promise<string | null>;
}

export function createTokenRepository(prisma: PrismaClient): TokenRepository {
  return {
    async spenderOf(projectId, tokenKey) {
      const token = await prisma.spentToken.findUnique({
        where: { projectId_tokenKey: { projectId, tokenKey } },
      });
      return token?.usedBy ?? null;
    },

    async spend(projectId, tokenKey, usedBy) {
      // The primary key admits one row; a later spender reads the first one.
      await prisma.spentToken.createMany({
        data: [{ projectId, tokenKey, usedBy }],
        skipDuplicates: true,
      });
      const { usedBy: spender } = await prisma.spentToken.findUniqueOrThrow({
        where: { projectId_tokenKey: { projectId, tokenKey } },
      });
      return spender === usedBy;
    },
  };
}
