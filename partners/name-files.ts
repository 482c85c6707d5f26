import type { AssetRef, ReleasedRecording, ReleasedVersion } from '@fermata/contracts/values';
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

/** The names at the partner of a release's files: those of the whole, then the audio of each recording in order. */
export const nameFiles = ({ files, recordings = [] }: ReleasedVersion): NamedFile[] => [
  ...named(files),
  ...recordings.flatMap(nameRecordingFiles),
];

/** The audio of one of several recordings, with its disc and number: `1-02-master.flac`. */
export const nameRecordingFiles = ({ disc, number, files }: ReleasedRecording): NamedFile[] =>
  named(files.filter(({ kind }) => kind === 'delivery-flac')).map((file) => ({
    ...file,
    name: `${disc}-${String(number).padStart(2, '0')}-${file.name}`,
  }));

/** `master` for FLAC and MP3, the kind for all others. */
function named(files: readonly AssetRef[]): NamedFile[] {
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
