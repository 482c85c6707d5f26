import { z } from 'zod';

// Both patterns fix the DER header of an Ed25519 key.
const PRIVATE_KEY = /^MC4CAQAwBQYDK2VwBCIEI[A-P][A-Za-z0-9+/]{42}$/;
const PUBLIC_KEY = /^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/;

/** A setting with a private key: PKCS #8 in DER, base64. */
export const privateKey = (name: string) =>
  z
    .string()
    .regex(PRIVATE_KEY, `${name} must be an Ed25519 key: PKCS #8 in DER, as base64 on one line`);

/** A setting with public keys, separated by commas: SubjectPublicKeyInfo in DER, base64. */
export const publicKeys = (name: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .refine(
      (keys) => keys.every((key) => PUBLIC_KEY.test(key)),
      `${name} must be Ed25519 keys, separated by commas: ` +
        'each SubjectPublicKeyInfo in DER, as base64',
    )
    .default([]);
