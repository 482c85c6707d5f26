import { z } from 'zod';
import { COUNTRY_CODES } from './country-codes.ts';

// Fields that several messages of docs/partner-api.md have.

// eslint-disable-next-line no-control-regex -- It refuses control characters.
const forbidden = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;
export const text = (max: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((value) => !forbidden.test(value), 'must not contain control characters');

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');
export const Identifier = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/, 'must have 1 to 100 of A-Z a-z 0-9 . _ -');
export const AiDisclosure = z.enum(['all', 'partly', 'none']);

export const isrc = z
  .string()
  .regex(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/, 'must be an ISRC without dashes');
export const Day = z.iso.date('must be a day such as 2026-11-30');
/** A country of ISO 3166-1. */
export const Territory = z
  .string()
  .refine((code) => COUNTRY_CODES.has(code), 'must be a country of ISO 3166-1');
