import type { TrackView } from '@fermata/contracts';
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

type Sums = { cpuSeconds: number | null; audioSeconds: number | null; priceMinor: Prisma.Decimal | null };

/** The costs of a track as it shows them. */
export const sumOf = ({ cpuSeconds, audioSeconds, priceMinor }: Sums): TrackView['costs'] => ({ cpuSeconds: cpuSeconds ?? 0, audioSeconds: audioSeconds ?? 0, priceMinor: priceMinor?.toNumber() ?? 0, currency: 'EUR' });
