import type { PrismaClient } from '../generated/client.ts';

/** The sequence of the stream's last event; 0 without any. */
export async function readLastSequence(
  prisma: PrismaClient,
  key: { readonly projectId: string; readonly stream: string },
): Promise<number> {
  const { projectId, stream } = key;
  const { _max } = await prisma.event.aggregate({
    where: { projectId, stream },
    _max: { sequence: true },
  });
  return _max.sequence ?? 0;
}
