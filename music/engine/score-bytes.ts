import { canonicalJson, type Score } from '@fermata/contracts/values';

/** The score as it is stored and hashed: canonical JSON in UTF-8. */
export const scoreBytes = (score: Score): Uint8Array =>
  new TextEncoder().encode(canonicalJson(score));
