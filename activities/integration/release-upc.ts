import { isForSandboxOnly, upcRange } from '@fermata/domain/metadata';
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
  const upc = await identifiers.find(subjectOf(offer));
  return upc === null ? {} : upcAt(offer, upc);
}

/** The same before the release has one: then the first of the range stands for the code that it will get. */
export async function expectedUpc(deps: UpcDeps, offer: Offer): Promise<{ upc?: string }> {
  const upc = await deps.identifiers.find(subjectOf(offer));
  if (upc !== null) return upcAt(offer, upc);
  const { profile } = await deps.profiles.find(offer.projectId);
  const range = upcRange(profile, offer.partner);
  return range === null ? {} : { upc: range.codeOf(range.from) };
}

const upcAt = ({ partner }: Offer, upc: string): { upc?: string } =>
  isForSandboxOnly(upc, partner) ? {} : { upc };
