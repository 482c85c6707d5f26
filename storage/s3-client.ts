import { NoSuchKey, NotFound, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { AssetStoreOptions } from './asset-store.ts';
import { AssetCorruptedError, AssetNotFoundError, AssetTooLargeError } from './errors.ts';

export function s3Client(
  { region, accessKeyId, secretAccessKey }: AssetStoreOptions,
  endpoint: string,
): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 },
  });
}

export const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
export const isMissing = (error: unknown): boolean =>
  error instanceof NoSuchKey || error instanceof NotFound || statusOf(error) === 404;

export function toStoreError(verb: string, key: string, error: unknown): Error {
  if (
    error instanceof AssetNotFoundError ||
    error instanceof AssetCorruptedError ||
    error instanceof AssetTooLargeError
  )
    return error;
  if (error instanceof S3ServiceException && error.name === 'NoSuchBucket')
    return new Error(`could not ${verb} ${key}: the bucket does not exist`, { cause: error });
  if (verb === 'read' && isMissing(error))
    return new AssetNotFoundError(`there is no ${key}`, { cause: error });
  return new Error(
    `could not ${verb} ${key}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
    { cause: error },
  );
}
