import type { Catalogue } from '../catalogue.ts';
import type { PrismaClient } from '../generated/client.ts';

export function openTokens(prisma: PrismaClient): Catalogue['tokens'] {
  return {
    async spend(projectId, tokenKey, usedBy) {
      // The primary key lets one spender in; whoever comes second reads who that was.
      await prisma.decisionToken.createMany({
        data: [{ projectId, tokenKey, usedBy }],
        skipDuplicates: true,
      });
      const { usedBy: spender } = await prisma.decisionToken.findUniqueOrThrow({
        where: { projectId_tokenKey: { projectId, tokenKey } },
      });
      return spender === usedBy;
    },
  };
}
