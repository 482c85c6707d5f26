import { FINAL_ERRORS } from '@fermata/contracts/values';

/** There is no object under this key. */
export class AssetNotFoundError extends Error {
  override readonly name = FINAL_ERRORS.assetNotFound;
}

/** The stored bytes do not have the hash that they are named by. */
export class AssetCorruptedError extends Error {
  override readonly name = FINAL_ERRORS.assetCorrupted;
}

/** More bytes than one object may have. */
export class AssetTooLargeError extends Error {
  override readonly name = 'AssetTooLargeError';
}
