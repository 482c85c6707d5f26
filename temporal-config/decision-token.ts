import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '@fermata/contracts/values';
import { DecisionClaims } from '@fermata/contracts/values';

/** At least 32 bytes, in hex. */
export const TOKEN_SECRET_PATTERN = /^(?:[0-9a-f]{2}){32,128}$/;
const TOKEN_PATTERN = /^([A-Za-z0-9_-]{20,3900})\.([A-Za-z0-9_-]{43})$/;

export type TokenCheck =
  | { valid: true; claims: DecisionClaims }
  /** `claims` are there when the signature is ours: an expired token still says who came late. */
  | { valid: false; reason: 'bad-token' | 'late'; detail: string; claims?: DecisionClaims };

/** `base64url(claims).base64url(mac)`: claims as canonical JSON (all ASCII), mac = HMAC-SHA256 over that JSON. */
export function signDecision(claims: DecisionClaims, secretHex: string): string {
  const text = canonicalJson(DecisionClaims.parse(claims));
  return `${base64url(text)}.${computeMac(text, secretHex)}`;
}

/** Verified in an activity, as workflow code must not hold the secret. `nowSeconds`: Unix seconds. Throws only for a malformed secret. */
export function verifyDecision(token: string, secretHex: string, nowSeconds: number): TokenCheck {
  const [, encoded, mac] = TOKEN_PATTERN.exec(token) ?? [];
  if (encoded === undefined || mac === undefined)
    return badToken('the token is not of the form claims.mac');
  let text: string;
  try {
    text = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return badToken('the token is not of the form claims.mac');
  }
  if (!constantTimeEqual(mac, computeMac(text, secretHex)))
    return badToken('the token was not signed by this system');
  const parsed = DecisionClaims.safeParse(JSON.parse(text));
  if (!parsed.success)
    return badToken('the token says something that this version does not understand');
  const claims = parsed.data;
  if (nowSeconds >= claims.expiresAt)
    return {
      valid: false,
      reason: 'late',
      detail: `the token expired at ${new Date(claims.expiresAt * 1000).toISOString()}`,
      claims,
    };
  return { valid: true, claims };
}

const badToken = (detail: string): TokenCheck => ({ valid: false, reason: 'bad-token', detail });

function computeMac(text: string, secretHex: string): string {
  if (!TOKEN_SECRET_PATTERN.test(secretHex))
    throw new TypeError('the token secret must be 32 to 128 bytes as lower-case hex');
  return base64url(String.fromCharCode(...hmac(sha256, hexToBytes(secretHex), utf8ToBytes(text))));
}

const base64url = (binary: string): string =>
  btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

// Looks at every character whatever differs, so that the time tells nothing about the mac.
function constantTimeEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < b.length; index++)
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
