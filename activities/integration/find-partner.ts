import { connectionOf, type PartnerConnection, type PartnerConnections } from '@fermata/partners';
import type { Catalogue, PartnerRecord } from '@fermata/prisma';
import type { SecretBox } from '@fermata/temporal-config/secret-box';

export interface PartnerSource {
  /** From the environment. They belong to all projects. */
  readonly partners: PartnerConnections;
  /** The partners that people added. */
  readonly managedPartners: Pick<Catalogue['partners'], 'findByName'>;
  /** Opens their credentials. */
  readonly secrets: Pick<SecretBox, 'open'>;
  /** Exact host:port pairs of added partners that may have private addresses. */
  readonly partnerHosts: readonly string[];
}

/** `managed`: null for a configured partner. */
export interface FoundPartner {
  readonly connection: PartnerConnection;
  readonly managed: Pick<
    PartnerRecord,
    'projectId' | 'status' | 'resumedAt' | 'requirements'
  > | null;
}

/** The partner of this name; null if there is none. A configured one hides an added one of the same name. */
export async function findPartner(
  { partners, managedPartners, secrets, partnerHosts }: PartnerSource,
  name: string,
): Promise<FoundPartner | null> {
  const configured = Object.hasOwn(partners, name) ? partners[name] : undefined;
  if (configured) return { connection: configured, managed: null };
  const managed = await managedPartners.findByName(name);
  if (managed === null) return null;
  return { connection: connectionOf(managed, secrets, partnerHosts), managed };
}
