import { z } from 'zod';
import type { PartnerKind } from './partner-kind.ts';

const visible = (most: number) =>
  z
    .string()
    .regex(new RegExp(`^[\\x21-\\x7e]{1,${most}}$`), `must have 1 to ${most} visible characters`);

/** Our API key at a partner. */
export const PartnerApiKey = visible(500);

/** Our access to a partner's bucket. */
export const S3Credentials = z
  .strictObject({
    region: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be a region such as eu-central-1'),
    accessKeyId: visible(200),
    secretAccessKey: visible(500),
  })
  .meta({ id: 'PartnerS3Credentials' });
export type S3Credentials = z.infer<typeof S3Credentials>;

/**
 * Our account at a partner's SFTP server. `hostKey`: the fingerprint of the server's key as `ssh-keygen -l` prints it;
 * no other server gets anything.
 */
export const SftpCredentials = z
  .strictObject({
    username: visible(100),
    password: z.string().min(1).max(500).optional(),
    privateKey: z.string().startsWith('-----BEGIN ', 'must be a PEM').max(20_000).optional(),
    hostKey: z
      .string()
      .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'must be "SHA256:" and 43 characters of base64'),
  })
  .refine(({ password, privateKey }) => (password === undefined) !== (privateKey === undefined), {
    message: 'must have either a password or a privateKey',
  })
  .meta({ id: 'PartnerSftpCredentials' });
export type SftpCredentials = z.infer<typeof SftpCredentials>;

export interface PartnerCredentials {
  readonly apiKey?: string | undefined;
  readonly s3?: S3Credentials | undefined;
  readonly sftp?: SftpCredentials | undefined;
}

/** The credentials that a partner of each kind has. */
export const CREDENTIALS_OF = {
  'http-v1': 'apiKey',
  'drop-s3': 's3',
  'drop-sftp': 'sftp',
} as const satisfies Record<PartnerKind, keyof PartnerCredentials>;

/** The credentials that a partner of this kind does not have. */
export const foreignCredentials = (
  kind: PartnerKind,
  given: PartnerCredentials,
): (keyof PartnerCredentials)[] =>
  Object.values(CREDENTIALS_OF).filter(
    (name) => name !== CREDENTIALS_OF[kind] && given[name] !== undefined,
  );
