import { createHash } from 'node:crypto';

/** For files of megabytes: native, where the contracts' own hash runs anywhere. */
export const fileSha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
