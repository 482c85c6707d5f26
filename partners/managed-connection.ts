import { z } from 'zod';
import {
  PartnerApiKey,
  type PartnerKind,
  S3Credentials,
  SftpCredentials,
} from '@fermata/contracts/values';
import type { PartnerConnection } from './partner-connections.ts';

/** Names that bind each sealed secret to its partner and purpose. */
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

const Sealed = z.object({
  apiKey: PartnerApiKey.optional(),
  s3: S3Credentials.optional(),
  sftp: SftpCredentials.optional(),
});

/** The connection of an added partner. Throws if its credentials were sealed with another key. */
export function connectionOf(
  { partner, kind, url, credentials, requestsPerSecond }: ManagedPartner,
  secrets: { open(sealed: string, owner: string): string },
  allowedHosts: readonly string[],
): PartnerConnection {
  const opened: unknown = JSON.parse(secrets.open(credentials, sealedNames(partner).credentials));
  const { apiKey, s3, sftp } = Sealed.parse(opened);
  const shared = {
    url,
    allowedHosts,
    ...(requestsPerSecond === null ? {} : { requestsPerSecond }),
  };
  const connections: Readonly<Record<PartnerKind, PartnerConnection | undefined>> = {
    'http-v1': apiKey === undefined ? undefined : { kind: 'http-v1', apiKey, ...shared },
    'drop-s3': s3 === undefined ? undefined : { kind: 'drop-s3', s3, ...shared },
    'drop-sftp': sftp === undefined ? undefined : { kind: 'drop-sftp', sftp, ...shared },
  };
  const connection = connections[kind];
  if (!connection) throw new Error(`${partner} has no credentials of the kind ${kind}`);
  return connection;
}
