import { createHash } from 'node:crypto';
import { saveNewFile } from './save-new-file.ts';

/** Saves bytes in a folder under this name, or a similar one if another file has it. Returns the path. */
export const saveBytes = (folder: string, fileName: string, bytes: Uint8Array): Promise<string> =>
  saveNewFile(
    folder,
    {
      fileName,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
    },
    new Set(),
    () => Promise.resolve(bytes),
  );
