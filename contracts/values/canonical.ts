import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import serialize from 'canonicalize';

/** RFC 8785 canonical JSON. Throws for values without JSON (undefined, NaN, infinity). */
export function canonicalJson(value: unknown): string {
  const text = serialize(value);
  if (text === undefined) throw new TypeError('only a JSON value has a canonical form');
  return text;
}

export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** sha256 over the canonical JSON: the id of recipes, versions and events. */
export const canonicalSha256 = (value: unknown): string => sha256Hex(canonicalJson(value));
