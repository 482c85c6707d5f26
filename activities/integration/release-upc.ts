import { upcForPartner, upcRange } from '@fermata/domain/metadata';
import type { Catalogue } from '@fermata/prisma';

export interface UpcDeps {
  readonly profiles: Pick<Catalogue['profiles'], 'find'>;
  readonly identifiers: Pick<Catalogue['identifiers'], 'assign' | 'find'>;
}

interface Offer {
  readonly projectId: string;
  readonly releaseId: string;
  readonly partner: string;
}

const subjectOf = ({ projectId, releaseId }: Offer) => ({
  ...{ projectId, kind: 'upc' as const },
  subject: releaseId,
});

/** Assigns the release's UPC if the project has a range for this partner. Throws IdentifierRangeExhaustedError. */
export async function assignUpc({ profiles, identifiers }: UpcDeps, offer: Offer): Promise<void> {
  const { profile } = await profiles.find(offer.projectId);
  const range = upcRange(profile, offer.partner);
  if (range !== null) await identifiers.assign(subjectOf(offer), range);
}

/** The UPC that this partner gets. */
export async function findUpc({ identifiers }: UpcDeps, offer: Offer): Promise<{ upc?: string }> {
  const assigned = await identifiers.find(subjectOf(offer));
  return asField(upcForPartner({ upc: assigned, range: null, partner: offer.partner }));
}

/** The same before the reservation, which may assign one. */
export async function expectedUpc(deps: UpcDeps, offer: Offer): Promise<{ upc?: string }> {
  const assigned = await deps.identifiers.find(subjectOf(offer));
  const { profile } = await deps.profiles.find(offer.projectId);
  const { partner } = offer;
  return asField(upcForPartner({ upc: assigned, range: upcRange(profile, partner), partner }));
}

const asField = (upc: string | null): { upc?: string } => (upc === null ? {} : { upc });
