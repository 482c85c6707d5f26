import { connectionOf, type PartnerConnection, type PartnerConnections } from '@fermata/partners';
import type { Catalogue, PartnerPause, PartnerRecord } from '@fermata/prisma';
import type { SecretBox } from '@fermata/temporal-config/secret-box';

export interface PartnerSource {
  /** From the environment. They belong to all projects. */
  readonly partners: PartnerConnections;
  /** The partners that people added. */
  readonly managedPartners: Pick<Catalogue['partners'], 'findByName'>;
  /** Of the partners from the environment, by project. */
  readonly pauses: Pick<Catalogue['partnerPauses'], 'find'>;
  /** Opens the credentials of added partners. */
  readonly secrets: Pick<SecretBox, 'open'>;
  /** Exact host:port pairs of added partners that may have private addresses. */
  readonly partnerHosts: readonly string[];
}

export interface FoundPartner {
  readonly connection: PartnerConnection;
  /** Null for a configured partner. */
  readonly managed: Pick<PartnerRecord, 'requirements'> | null;
  readonly pause: PartnerPause;
}

/** A call for no project waits for no pause. */
const NOT_PAUSED: PartnerPause = { status: 'active', resumedAt: null };

/**
 * The partner of this name, for a project; null if there is none, or another project has added it. A configured one
 * hides an added one of the same name. `projectId`: absent for an answer to the partner, which may be about any
 * project.
 */
export async function findPartner(
  { partners, managedPartners, pauses, secrets, partnerHosts }: PartnerSource,
  name: string,
  projectId: string | undefined,
): Promise<FoundPartner | null> {
  const configured = Object.hasOwn(partners, name) ? partners[name] : undefined;
  if (configured) {
    const pause = projectId === undefined ? NOT_PAUSED : await pauses.find(projectId, name);
    return { connection: configured, managed: null, pause };
  }
  const managed = await managedPartners.findByName(name);
  const isForeign = projectId !== undefined && managed?.projectId !== projectId;
  if (managed === null || isForeign) return null;
  return { connection: connectionOf(managed, secrets, partnerHosts), managed, pause: managed };
}
