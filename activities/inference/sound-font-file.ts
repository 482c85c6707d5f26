import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { checkSoundFont } from '@fermata/music';
import { DEFAULT_MAX_BYTES } from '@fermata/storage';

/** The operator's SoundFont: its path, and its digest when the worker started. */
export interface SoundFontFile {
  readonly path: string;
  readonly sha256: string;
}

/**
 * Parses the file as the engine will, so that a worker with an unusable SoundFont does not start.
 * Throws one sentence that names the variable and the file.
 */
export async function openSoundFontFile(path: string): Promise<SoundFontFile> {
  const { bytes, sha256 } = await readSoundFont(path);
  await checkSoundFont(bytes, sha256).catch((error: unknown) => {
    throw new Error(
      `FERMATA_SOUNDFONT names ${path}, which cannot be played: ` +
        (error instanceof Error ? error.message : String(error)),
      { cause: error },
    );
  });
  return { path, sha256 };
}

/** The file's bytes. Throws if they have changed since the worker started. */
export async function readSoundFontBytes({ path, sha256 }: SoundFontFile): Promise<Uint8Array> {
  const current = await readSoundFont(path);
  if (current.sha256 !== sha256)
    throw new Error(
      `${path} (FERMATA_SOUNDFONT) has changed since this worker started: ` +
        'restart the worker, or restore the old file',
    );
  return current.bytes;
}

async function readSoundFont(path: string): Promise<{ bytes: Uint8Array; sha256: string }> {
  const unreadable = (error: NodeJS.ErrnoException): never => {
    throw new Error(
      `FERMATA_SOUNDFONT names ${path}, which cannot be read (${error.code ?? error.message}): ` +
        'name an SF2 or SF3 file, or unset the variable',
      { cause: error },
    );
  };
  const file = await open(path).catch(unreadable);
  try {
    // Checked before reading, so that a file of many gigabytes is not loaded only to be refused.
    const { size } = await file.stat().catch(unreadable);
    if (size > DEFAULT_MAX_BYTES)
      throw new Error(
        `FERMATA_SOUNDFONT names ${path}, which has ${size} bytes; a SoundFont may have at most ${DEFAULT_MAX_BYTES}`,
      );
    const bytes = await file.readFile().catch(unreadable);
    return {
      bytes: new Uint8Array(bytes),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
  } finally {
    await file.close();
  }
}
