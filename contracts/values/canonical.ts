import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import serialize from 'canonicalize';
import { FINAL_ERRORS } from './error-names.ts';

/** The value has no canonical JSON: undefined, NaN, infinity, half of a surrogate pair. */
export class NoCanonicalFormError extends TypeError {
  override readonly name = FINAL_ERRORS.noCanonicalForm;
}

/** RFC 8785 canonical JSON. Throws a NoCanonicalFormError. */
export function canonicalJson(value: unknown): string {
  let text: string | undefined;
  try {
    text = serialize(value);
  } catch (cause) {
    throw new NoCanonicalFormError('the value has no canonical JSON', { cause });
  }
  if (text === undefined) throw new NoCanonicalFormError('only a JSON value has a canonical form');
  return text;
}

export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** sha256 over the canonical JSON: the id of recipes, versions and events. */
export const canonicalSha256 = (value: unknown): string => sha256Hex(canonicalJson(value));
