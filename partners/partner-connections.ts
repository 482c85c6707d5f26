import { z } from 'zod';
import { PartnerName, type S3Credentials, type SftpCredentials } from '@fermata/contracts/values';

/** A partner's address, from the configuration or from the catalogue, never from a payload. */
interface Connection {
  readonly url: string;
  /**
   * Given for a partner that people added: its address must be public, except for these exact host:port pairs.
   * The administrator vouches for a configured one.
   */
  readonly allowedHosts?: readonly string[];
  /** Absent: not limited. */
  readonly requestsPerSecond?: number;
}

export interface HttpV1Connection extends Connection {
  readonly kind: 'http-v1';
  readonly apiKey: string;
}

/** `url`: `https://host/bucket/prefix`; the prefix may be absent. */
export interface DropS3Connection extends Connection {
  readonly kind: 'drop-s3';
  readonly s3: S3Credentials;
}

/** `url`: `sftp://host:port/folder`. */
export interface DropSftpConnection extends Connection {
  readonly kind: 'drop-sftp';
  readonly sftp: SftpCredentials;
}

/** By protocol. */
export type PartnerConnection = HttpV1Connection | DropS3Connection | DropSftpConnection;
export type PartnerConnections = Readonly<Record<string, PartnerConnection>>;

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

const Address = z.string().refine((text) => {
  const url = URL.parse(text);
  if (!url || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
});
const Rate = z.coerce.number().min(1).max(1000).optional();
const Key = z.string().regex(/^[\x21-\x7e]{1,500}$/);

/**
 * Reads `PARTNER_<NAME>_URL`, `PARTNER_<NAME>_API_KEY` and, if given, `PARTNER_<NAME>_REQUESTS_PER_SECOND`;
 * `PARTNER_BIG_SHOP_URL` is the partner `big-shop`.
 * Throws an Error with one sentence for each invalid or missing variable.
 */
export function partnersFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): PartnerConnections {
  const issues: string[] = [];
  const partners: Record<string, PartnerConnection> = {};
  for (const [variable, url] of Object.entries(env)) {
    const stem = /^PARTNER_([A-Z0-9_]+)_URL$/.exec(variable)?.[1];
    if (stem === undefined || url === undefined || url === '') continue;
    const name = PartnerName.safeParse(stem.toLowerCase().replaceAll('_', '-'));
    const address = Address.safeParse(url);
    const apiKey = Key.safeParse(env[`PARTNER_${stem}_API_KEY`]);
    const rate = Rate.safeParse(env[`PARTNER_${stem}_REQUESTS_PER_SECOND`] || undefined);
    if (!name.success)
      issues.push(
        `${variable} must name a partner: a letter, then at most 30 letters, digits and "_".`,
      );
    if (!address.success)
      issues.push(
        `${variable} must be an https address (http on loopback) without user name, query and fragment.`,
      );
    if (!apiKey.success)
      issues.push(
        `PARTNER_${stem}_API_KEY must be set to 1 to 500 visible characters, as ${variable} is set.`,
      );
    if (!rate.success)
      issues.push(`PARTNER_${stem}_REQUESTS_PER_SECOND must be a number from 1 to 1000.`);
    if (name.success && address.success && apiKey.success && rate.success)
      partners[name.data] = {
        ...{ kind: 'http-v1', url: address.data, apiKey: apiKey.data },
        ...(rate.data === undefined ? {} : { requestsPerSecond: rate.data }),
      };
  }
  if (issues.length > 0) throw new Error(issues.join('\n'));
  return partners;
}
