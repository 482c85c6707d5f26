import { z } from 'zod';
import type { PartnerKind } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { readJson, readText } from './read-input-file.ts';

export const KEY_FILE = 'file with our API key at an http-v1 partner; - for standard input';
export const S3_FILE =
  "JSON file with our access to a drop-s3 partner's bucket (docs/managing-partners.md)";
export const SFTP_FILE =
  "JSON file with our account at a drop-sftp partner's server (docs/managing-partners.md)";

export const credentialFiles = {
  apiKeyFile: z.string().optional(),
  s3File: z.string().optional(),
  sftpFile: z.string().optional(),
};

type CredentialFiles = z.infer<z.ZodObject<typeof credentialFiles>>;

/** The credentials determine the kind of the partner. */
export function kindOf({ apiKeyFile, s3File, sftpFile }: CredentialFiles): PartnerKind {
  const given: PartnerKind[] = [
    ...(apiKeyFile === undefined ? [] : (['http-v1'] as const)),
    ...(s3File === undefined ? [] : (['drop-s3'] as const)),
    ...(sftpFile === undefined ? [] : (['drop-sftp'] as const)),
  ];
  const [kind] = given;
  if (kind !== undefined && given.length === 1) return kind;
  throw new CommandError(
    EXIT.usage,
    'Name the credentials with one of --api-key-file, --s3-file and --sftp-file.',
  );
}

export const readCredentials = async ({ apiKeyFile, s3File, sftpFile }: CredentialFiles) => ({
  apiKey: apiKeyFile === undefined ? undefined : await readText(apiKeyFile),
  s3: await readJson(s3File),
  sftp: await readJson(sftpFile),
});
