/** No object stands under this key. */
export class AssetNotFoundError extends Error {
  override readonly name = 'AssetNotFoundError';
}

/** The stored bytes do not have the hash that they are named by. */
export class AssetCorruptedError extends Error {
  override readonly name = 'AssetCorruptedError';
}

/** More bytes than one object may have. */
export class AssetTooLargeError extends Error {
  override readonly name = 'AssetTooLargeError';
}
