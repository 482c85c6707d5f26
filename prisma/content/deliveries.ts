import type { Catalogue, DeliveryAddress } from '../catalogue.ts';
import type { DeliveryAddress as Row, PrismaClient } from '../generated/client.ts';

export function openDeliveries(prisma: PrismaClient): Catalogue['deliveries'] {
  return {
    async register(address) {
      const { partner, partnerReference, projectId } = address;
      const strange = await prisma.deliveryAddress.findFirst({ where: { partner, partnerReference, NOT: { projectId } } });
      if (strange !== null) throw new Error(`reference ${partnerReference} of partner ${partner} belongs to another project`);
      // A repeated registration keeps its place: it must not come before a later workflow again.
      await prisma.deliveryAddress.createMany({ data: [{ ...addressOf(address) }], skipDuplicates: true });
    },

    async findByReference(partner, partnerReference) {
      const row = await prisma.deliveryAddress.findFirst({ where: { partner, partnerReference }, orderBy: { id: 'desc' } });
      return row === null ? null : addressOf(row);
    },

    async forTrack(projectId, trackId) {
      return (await prisma.deliveryAddress.findMany({ where: { projectId, trackId }, orderBy: { id: 'asc' } })).map(addressOf);
    },
  };
}

const addressOf = ({ projectId, partner, partnerReference, workflowId, trackId, releaseId }: Row | DeliveryAddress): DeliveryAddress => ({ projectId, partner, partnerReference, workflowId, trackId, releaseId });
