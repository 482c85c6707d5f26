import type { Catalogue, DeliveryAddress } from '../catalogue.ts';
import { DeliveryConflictError } from '../errors.ts';
import type { PrismaClient, DeliveryAddress as Row } from '../generated/client.ts';

export function openDeliveries(prisma: PrismaClient): Catalogue['deliveries'] {
  return {
    async register(address) {
      const { partner, partnerReference, projectId, releaseId } = address;
      await prisma.deliveryReference.createMany({
        data: [{ partner, partnerReference, projectId, releaseId }],
        skipDuplicates: true,
      });
      // What stands never changes, and a reader sees it: the row conflicted with was committed.
      const owner = await prisma.deliveryReference.findUniqueOrThrow({
        where: { partner_partnerReference: { partner, partnerReference } },
      });
      if (owner.projectId !== projectId)
        throw new DeliveryConflictError(
          `reference ${partnerReference} of partner ${partner} belongs to another project`,
        );
      if (owner.releaseId !== releaseId)
        throw new DeliveryConflictError(
          `reference ${partnerReference} of partner ${partner} belongs to ${owner.releaseId}, not to ${releaseId}`,
        );
      // A repeated registration keeps its place: it must not come before a later workflow again.
      await prisma.deliveryAddress.createMany({
        data: [{ ...addressOf(address) }],
        skipDuplicates: true,
      });
    },

    async findByReference(partner, partnerReference) {
      const row = await prisma.deliveryAddress.findFirst({
        where: { partner, partnerReference },
        orderBy: { id: 'desc' },
      });
      return row === null ? null : addressOf(row);
    },

    async forTrack(projectId, trackId) {
      return (
        await prisma.deliveryAddress.findMany({
          where: { projectId, trackId },
          orderBy: { id: 'asc' },
        })
      ).map(addressOf);
    },
  };
}

const addressOf = ({
  projectId,
  partner,
  partnerReference,
  workflowId,
  trackId,
  releaseId,
}: Row | DeliveryAddress): DeliveryAddress => ({
  projectId,
  partner,
  partnerReference,
  workflowId,
  trackId,
  releaseId,
});
