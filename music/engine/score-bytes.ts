import { canonicalJson, type Score } from '@fermata/contracts/values';

/** The stored and hashed form of a score: canonical JSON in UTF-8. */
export const scoreBytes = (score: Score): Uint8Array =>
  new TextEncoder().encode(canonicalJson(score));
