import { createHmac, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import { TOKEN_SECRET_PATTERN } from '@fermata/contracts/settings';
import { canonicalJson } from '@fermata/contracts/values';

/** The protected header of every token. A token with another header is refused. */
const HEADER = encode(canonicalJson({ alg: 'HS256', typ: 'JWT' }));
const TOKEN_PATTERN = /^([\w-]+\.([\w-]{20,3800}))\.([\w-]{43})$/;

export interface Expiring {
  /** Unix seconds. */
  readonly expiresAt: number;
}

export type TokenCheck<Claims> =
  | { valid: true; claims: Claims }
  /** `claims` are present if the signature is valid: they name the actor of an expired token. */
  | { valid: false; reason: 'bad-token' | 'late'; detail: string; claims?: Claims };

/** A compact JWS (RFC 7515, HS256) over the canonical JSON of the claims. */
export function signToken(claims: object, secretHex: string): string {
  const input = `${HEADER}.${encode(canonicalJson(claims))}`;
  return `${input}.${computeMac(input, secretHex)}`;
}

/**
 * Checks signature, claims and expiry; `nowSeconds` is Unix time. Each kind of token has strict claims of
 * its own, so none can be used as another. An activity calls it, as workflow code must not hold the secret.
 * Throws only for a malformed secret.
 */
export function verifyToken<Claims extends Expiring>(
  schema: z.ZodType<Claims>,
  token: string,
  secretHex: string,
  nowSeconds: number,
): TokenCheck<Claims> {
  const [, input, payload, mac] = TOKEN_PATTERN.exec(token) ?? [];
  if (input === undefined || payload === undefined || mac === undefined)
    return badToken('the token is not a compact JWS');
  if (!timingSafeEqual(Buffer.from(mac), Buffer.from(computeMac(input, secretHex))))
    return badToken('the token was not signed by this system');
  if (input !== `${HEADER}.${payload}`) return badToken('the token must be signed with HS256');
  const parsed = schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  if (!parsed.success) return badToken('the token has unknown or invalid claims');
  const claims = parsed.data;
  if (nowSeconds < claims.expiresAt) return { valid: true, claims };
  const expiry = new Date(claims.expiresAt * 1000).toISOString();
  return { valid: false, reason: 'late', detail: `the token expired at ${expiry}`, claims };
}

const badToken = (detail: string) => ({ valid: false, reason: 'bad-token', detail }) as const;

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function computeMac(input: string, secretHex: string): string {
  if (!TOKEN_SECRET_PATTERN.test(secretHex))
    throw new TypeError('the token secret must be 32 to 128 bytes as lower-case hex');
  return createHmac('sha256', Buffer.from(secretHex, 'hex')).update(input).digest('base64url');
}
