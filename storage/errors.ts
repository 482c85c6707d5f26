import { FINAL_ERRORS } from '@fermata/contracts/values';

/** There is no object under this key. */
export class AssetNotFoundError extends Error {
  override readonly name = FINAL_ERRORS.assetNotFound;
}

/** The stored bytes do not match their sha256. */
export class AssetCorruptedError extends Error {
  override readonly name = FINAL_ERRORS.assetCorrupted;
}

/** The object is larger than the limit. */
export class AssetTooLargeError extends Error {
  override readonly name = 'AssetTooLargeError';
}
