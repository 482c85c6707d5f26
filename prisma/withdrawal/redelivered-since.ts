import { workflowIds } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';

/** The partners of a withdrawal to which a person has requested a redelivery after it. */
export async function redeliveredSince(
  prisma: PrismaClient,
  {
    withdrawalId,
    releaseId,
    partners,
  }: {
    readonly withdrawalId: string;
    readonly releaseId: string;
    readonly partners: readonly string[];
  },
): Promise<string[]> {
  const request = await prisma.event.findUnique({
    where: { stream_sequence: { stream: workflowIds.withdrawal(withdrawalId), sequence: 1 } },
    select: { position: true },
  });
  const later = await prisma.event.findMany({
    where: {
      type: 'redelivery.requested',
      stream: { in: partners.map((partner) => workflowIds.offer(releaseId, partner)) },
      position: { gt: request?.position ?? 0 },
    },
    select: { stream: true },
  });
  const streams = new Set(later.map(({ stream }) => stream));
  return partners.filter((partner) => streams.has(workflowIds.offer(releaseId, partner)));
}
