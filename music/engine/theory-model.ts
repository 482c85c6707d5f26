import type { Recipe } from '@fermata/contracts/values';

/**
 * The identity of an engine build's own composer. Its rules are part of the build, so the build's
 * digest is the composer's digest.
 */
export const theoryModelOf = ({ sha256 }: { readonly sha256: string }): Recipe['model'] => ({
  name: 'fermata-theory',
  version: '3',
  licence: 'Apache-2.0',
  sha256,
});
