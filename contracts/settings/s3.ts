import { z } from 'zod';
import { httpAddress, required } from './variables.ts';

export const S3_DEFAULTS = { region: 'us-east-1', bucket: 'fermata' } as const;

export const S3Settings = z.object({
  S3_ENDPOINT: httpAddress('S3_ENDPOINT'),
  /** The address in presigned links, where clients reach S3 by another name. */
  S3_PUBLIC_ENDPOINT: httpAddress('S3_PUBLIC_ENDPOINT').optional(),
  S3_REGION: z.string().default(S3_DEFAULTS.region),
  S3_ACCESS_KEY_ID: required('S3_ACCESS_KEY_ID', 'the key that reads and writes the assets'),
  S3_SECRET_ACCESS_KEY: required('S3_SECRET_ACCESS_KEY', 'the secret of S3_ACCESS_KEY_ID'),
  S3_BUCKET: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]{0,62}$/,
      'S3_BUCKET must be a bucket name: at most 63 of a-z, 0-9, "." and "-"',
    )
    .default(S3_DEFAULTS.bucket),
});

/** Options of the asset store. */
export const s3Options = (settings: z.output<typeof S3Settings>) => ({
  endpoint: settings.S3_ENDPOINT,
  region: settings.S3_REGION,
  accessKeyId: settings.S3_ACCESS_KEY_ID,
  secretAccessKey: settings.S3_SECRET_ACCESS_KEY,
  bucket: settings.S3_BUCKET,
  ...(settings.S3_PUBLIC_ENDPOINT === undefined
    ? {}
    : { publicEndpoint: settings.S3_PUBLIC_ENDPOINT }),
});
