import type { AssetRef } from '@fermata/contracts/values';
import { UnsupportedFileError } from './unsupported-file-error.ts';

export interface NamedFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
}

const FILE_EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/flac': 'flac',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'application/json': 'json',
};

/** The files' names at the partner: `master` for FLAC and MP3, the kind for all others. */
export function nameFiles(files: readonly AssetRef[]): NamedFile[] {
  return files.map(({ kind, part, sha256, bytes, mediaType }) => {
    const extension = FILE_EXTENSIONS[mediaType];
    if (extension === undefined)
      throw new UnsupportedFileError(
        `partners take no ${mediaType}; allowed are ${Object.keys(FILE_EXTENSIONS).join(', ')}`,
      );
    const name = kind === 'delivery-flac' || kind === 'delivery-mp3' ? 'master' : kind;
    return {
      name: `${name}${part === undefined ? '' : `-${part}`}.${extension}`,
      sha256,
      bytes,
      mediaType,
    };
  });
}
