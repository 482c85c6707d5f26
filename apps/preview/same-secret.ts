import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes as long whether they differ early, late or not at all, and whatever their lengths are. */
export const secretsEqual = (given: string, secret: string): boolean =>
  timingSafeEqual(digest(given), digest(secret));
