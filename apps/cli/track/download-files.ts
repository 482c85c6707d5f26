import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ApiClient } from '@fermata/clients/api';
import { transferTimeoutSeconds } from '@fermata/clients/api';
import { AssetLinks } from '@fermata/contracts/http';
import type { AssetLink } from '@fermata/contracts/http';
import { readBounded } from '@fermata/contracts/values';
import type { AssetKind } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

export type LocalFile = {
  kind: AssetKind;
  part?: string;
  path: string;
  sha256: string;
  bytes: number;
};

/** Downloads files of a track into `folder` and verifies each sha256; an existing copy stays. */
export async function downloadFiles(
  api: ApiClient,
  trackId: string,
  hashes: ReadonlySet<string>,
  folder: string,
  signal: AbortSignal,
): Promise<LocalFile[]> {
  const { items } = await api.get(`/v1/tracks/${trackId}/assets`, AssetLinks);
  await mkdir(folder, { recursive: true });
  const files: LocalFile[] = [];
  const named = new Map<string, string>();
  for (const link of items.filter(({ sha256 }) => hashes.has(sha256))) {
    if (files.some(({ sha256, kind }) => sha256 === link.sha256 && kind === link.kind)) continue;
    const path = join(folder, uniqueFileName(link, named));
    if (!(await isDownloaded(path, link.sha256)))
      await writeAtomically(path, await fetchVerified(link, signal));
    files.push({
      kind: link.kind,
      ...(link.part === undefined ? {} : { part: link.part }),
      path,
      sha256: link.sha256,
      bytes: link.bytes,
    });
  }
  return files;
}

/** The API's name as a plain file name, unique among the files. */
function uniqueFileName({ fileName, sha256 }: AssetLink, named: Map<string, string>): string {
  const plain = basename(fileName.replaceAll('\\', '/')).replace(/^\.+/, '') || sha256;
  const name =
    named.has(plain) && named.get(plain) !== sha256 ? `${sha256.slice(0, 8)}-${plain}` : plain;
  named.set(name, sha256);
  return name;
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function isDownloaded(path: string, sha256: string): Promise<boolean> {
  return readFile(path).then(
    (bytes) => sha256Of(bytes) === sha256,
    () => false,
  );
}

async function fetchVerified(
  { url, fileName, sha256, bytes: size }: AssetLink,
  signal: AbortSignal,
): Promise<Uint8Array> {
  let bytes: Uint8Array | null;
  const seconds = transferTimeoutSeconds(size);
  const late = AbortSignal.timeout(seconds * 1000);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, late]) });
    if (!response.ok) throw new Error(`the store answered ${response.status}`);
    bytes = await readBounded(response.body ?? [], size);
  } catch (error) {
    throw new CommandError(
      EXIT.failed,
      `${fileName} cannot be downloaded: ` +
        `${late.aborted ? `it took more than ${seconds} s` : error instanceof Error ? error.message : String(error)}.`,
    );
  }
  if (bytes === null)
    throw new CommandError(
      EXIT.failed,
      `${fileName} cannot be downloaded: the store sends more than ${size} bytes.`,
    );
  if (sha256Of(bytes) !== sha256)
    throw new CommandError(
      EXIT.failed,
      `${fileName} arrived damaged: its sha256 is not ${sha256}.`,
    );
  return bytes;
}

async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const fresh = `${path}.part`;
  await writeFile(fresh, bytes);
  await rename(fresh, path);
}
