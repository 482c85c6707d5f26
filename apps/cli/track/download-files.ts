import { createHash } from 'node:crypto';
import { transferTimeoutSeconds } from '@fermata/clients/api';
import type { AssetLink } from '@fermata/contracts/http';
import { readBounded } from '@fermata/contracts/io';
import type { AssetKind } from '@fermata/contracts/values';
import { createFolder, FolderError } from '@fermata/stack';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { saveNewFile } from '../files/save-new-file.ts';

export type LocalFile = {
  kind: AssetKind;
  part?: string;
  path: string;
  sha256: string;
  bytes: number;
};

/**
 * Downloads files into a folder, each verified by its sha256. Files that are already there stay as they are;
 * a copy of the same bytes is not fetched again.
 */
export async function downloadFiles(
  links: readonly AssetLink[],
  folder: string,
  signal: AbortSignal,
): Promise<LocalFile[]> {
  await createFolder(folder).catch((error: unknown) => {
    throw error instanceof FolderError ? new CommandError(EXIT.usage, error.message) : error;
  });
  const files: LocalFile[] = [];
  const taken = new Set<string>();
  for (const link of links) {
    if (files.some(({ sha256, kind }) => sha256 === link.sha256 && kind === link.kind)) continue;
    files.push({
      kind: link.kind,
      ...(link.part === undefined ? {} : { part: link.part }),
      path: await saveNewFile(folder, link, taken, () => fetchVerified(link, signal)),
      sha256: link.sha256,
      bytes: link.bytes,
    });
  }
  return files;
}

/** The bytes of a file, verified by its sha256. */
export async function fetchVerified(
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
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new CommandError(
      EXIT.failed,
      `${fileName} arrived damaged: its sha256 is not ${sha256}.`,
    );
  return bytes;
}
