import { FINAL_ERRORS } from '@fermata/contracts/values';
import type { OfferAddress } from '@fermata/domain/inbox';
import type { PrismaClient, OfferAddress as Row } from '../generated/client.ts';
import type { PartnerRepository } from '../partner/partner-repository.ts';

/** A partner's reference already belongs to another project or release. Registering again will fail again. */
export class OfferReferenceConflictError extends Error {
  override readonly name = FINAL_ERRORS.offerReferenceConflict;
}

export interface OfferAddressRepository {
  /**
   * Registers a workflow for a partner's reference. A later workflow (a withdrawal) may register the same reference
   * and is then the one found. Throws OfferReferenceConflictError.
   */
  register(address: OfferAddress): Promise<void>;
  /** Null also for the reference of another project than that of the partner. */
  findByReference(partner: string, partnerReference: string): Promise<OfferAddress | null>;
}

export function createOfferAddressRepository(
  prisma: PrismaClient,
  partners: Pick<PartnerRepository, 'findByName'>,
): OfferAddressRepository {
  return {
    async register(address) {
      const { partner, partnerReference, projectId, releaseId } = address;
      await prisma.offerReference.createMany({
        data: [{ partner, partnerReference, projectId, releaseId }],
        skipDuplicates: true,
      });
      // Rows never change, and the insert waited for the commit of a conflicting one.
      const owner = await prisma.offerReference.findUniqueOrThrow({
        where: { partner_partnerReference: { partner, partnerReference } },
      });
      if (owner.projectId !== projectId)
        throw new OfferReferenceConflictError(
          `reference ${partnerReference} of partner ${partner} belongs to another project`,
        );
      if (owner.releaseId !== releaseId)
        throw new OfferReferenceConflictError(
          `reference ${partnerReference} of partner ${partner} ` +
            `belongs to ${owner.releaseId}, not to ${releaseId}`,
        );
      // A repeated registration keeps its position, so that it does not replace a later workflow.
      await prisma.offerAddress.createMany({
        data: [addressOf(address)],
        skipDuplicates: true,
      });
    },

    async findByReference(partner, partnerReference) {
      const row = await prisma.offerAddress.findFirst({
        where: { partner, partnerReference },
        orderBy: { id: 'desc' },
      });
      if (row === null) return null;
      // A name may have belonged to another partner before, whose releases the present one must not touch.
      const added = await partners.findByName(partner);
      return added === null || added.projectId === row.projectId ? addressOf(row) : null;
    },
  };
}

function addressOf(row: Row | OfferAddress): OfferAddress {
  const { projectId, partner, partnerReference, workflowId, trackId, releaseId } = row;
  return { projectId, partner, partnerReference, workflowId, trackId, releaseId };
}
