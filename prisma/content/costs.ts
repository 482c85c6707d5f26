import type { Catalogue } from '../catalogue.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';

export function openCosts(prisma: PrismaClient): Catalogue['costs'] {
  return {
    async record(entry) {
      await prisma.cost.createMany({ data: [entry], skipDuplicates: true });
    },

    async forTrack(projectId, trackId) {
      const rows = await prisma.cost.findMany({ where: { projectId, trackId }, orderBy: [{ recordedAt: 'asc' }, { stepKey: 'asc' }] });
      const steps = rows.map(({ step, stepKey, cpuSeconds, audioSeconds, priceMinor, cacheHit, bytesStored }) => ({ step, stepKey, cpuSeconds, audioSeconds, priceMinor: priceMinor.toNumber(), cacheHit, bytesStored: Number(bytesStored) }));
      const sum = (of: (step: (typeof steps)[number]) => number): number => steps.reduce((total, step) => total + of(step), 0);
      return {
        cpuSeconds: sum((step) => step.cpuSeconds), audioSeconds: sum((step) => step.audioSeconds), priceMinor: rows.reduce((total, row) => total.plus(row.priceMinor), new Prisma.Decimal(0)).toNumber(), currency: 'EUR',
        bytesStored: sum((step) => step.bytesStored), cacheHits: steps.filter(({ cacheHit }) => cacheHit).length, steps,
      };
    },
  };
}
