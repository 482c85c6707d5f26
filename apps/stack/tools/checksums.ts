import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * The SHA-256 of a file in a release's checksum file (lines of `<hex>  <file name>`, as printed by
 * sha256sum). Throws when the file is not listed.
 */
export function checksumFor(checksums: string, fileName: string): string {
  for (const line of checksums.split('\n')) {
    const [, hex, name] = /^([0-9a-f]{64})\s+[*]?(.+?)\s*$/i.exec(line) ?? [];
    if (hex && name === fileName) return hex.toLowerCase();
  }
  throw new Error(`the release's checksum file has no line for ${fileName}`);
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
