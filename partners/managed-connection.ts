import { z } from 'zod';
import type { PartnerKind } from '@fermata/contracts/values';
import type { PartnerConnection } from './partner-connections.ts';

/** Under these names the secrets of an added partner are sealed, so that none opens in the place of another. */
export const sealedNames = (partner: string) => ({
  credentials: `partner/${partner}/credentials`,
  webhookSecret: `partner/${partner}/webhook-secret`,
});

/** The catalogue's record of an added partner. `credentials`: sealed, as JSON. */
export interface ManagedPartner {
  readonly partner: string;
  readonly kind: PartnerKind;
  readonly url: string;
  readonly credentials: string;
  /** Null: not limited. */
  readonly requestsPerSecond: number | null;
}

const HttpV1Credentials = z.object({ apiKey: z.string() });

/** The connection of an added partner. Throws if its credentials were sealed with another key. */
export function connectionOf(
  { partner, kind, url, credentials, requestsPerSecond }: ManagedPartner,
  secrets: { open(sealed: string, owner: string): string },
  allowedHosts: readonly string[],
): PartnerConnection {
  const opened: unknown = JSON.parse(secrets.open(credentials, sealedNames(partner).credentials));
  const { apiKey } = HttpV1Credentials.parse(opened);
  const rate = requestsPerSecond === null ? {} : { requestsPerSecond };
  return { kind, url, apiKey, allowedHosts, ...rate };
}
