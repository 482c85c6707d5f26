import { createHash } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_MAX_BYTES } from '@fermata/storage';
import { openSoundFontFile, readSoundFontBytes } from './sound-font-file.ts';

/** No engine plays it. */
const rubbish = new Uint8Array(300).fill(7);

async function fileOf(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-font-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'own.sf2');
  await writeFile(path, bytes);
  return path;
}

test('returns the bytes while they are unchanged', async () => {
  const path = await fileOf(rubbish);
  const file = { path, sha256: createHash('sha256').update(rubbish).digest('hex') };
  expect(await readSoundFontBytes(file)).toEqual(rubbish);
  await writeFile(path, rubbish.subarray(1));
  await expect(readSoundFontBytes(file)).rejects.toThrow(
    `${path} (FERMATA_SOUNDFONT) has changed since this worker started: ` +
      'restart the worker, or restore the old file',
  );
});

test('a missing file, or a folder, is refused in one sentence', async () => {
  const path = await fileOf(rubbish);
  const refusal = (named: string, code: string): string =>
    `FERMATA_SOUNDFONT names ${named}, which cannot be read (${code}): ` +
    'name an SF2 or SF3 file, or unset the variable';
  await expect(openSoundFontFile(`${path}.gone`)).rejects.toThrow(
    refusal(`${path}.gone`, 'ENOENT'),
  );
  await expect(openSoundFontFile(join(path, '..'))).rejects.toThrow(
    /cannot be read \(EISDIR\): name an SF2 or SF3 file/,
  );
});

test('a file that is too large is refused before it is read', async () => {
  const path = await fileOf(rubbish);
  // Sparse, and more than one read takes.
  const size = 2 ** 32;
  await truncate(path, size);
  await expect(openSoundFontFile(path)).rejects.toThrow(
    `FERMATA_SOUNDFONT names ${path}, which has ${size} bytes; a SoundFont may have at most ${DEFAULT_MAX_BYTES}`,
  );
});

test('a file that the engine cannot play is refused with its reason', async () => {
  const path = await fileOf(rubbish);
  const sha256 = createHash('sha256').update(rubbish).digest('hex');
  await expect(openSoundFontFile(path)).rejects.toThrow(
    `FERMATA_SOUNDFONT names ${path}, which cannot be played: the file ${sha256} is not a SoundFont`,
  );
});
