/** No object stands under this key. */
export class AssetMissing extends Error {
  override readonly name = 'AssetMissing';
}

/** The stored bytes do not have the hash that they are named by. */
export class AssetDamaged extends Error {
  override readonly name = 'AssetDamaged';
}

/** More bytes than one object may have. */
export class AssetTooLarge extends Error {
  override readonly name = 'AssetTooLarge';
}
