import { createHash } from 'node:crypto';

/** For files of megabytes: native, unlike the portable hash in contracts. */
export const fileSha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
