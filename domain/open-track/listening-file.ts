import type { Alternate, AssetKind } from '@fermata/contracts/values';

interface VersionFile {
  readonly version: number;
  readonly kind: AssetKind;
  readonly alternate?: Alternate | undefined;
}

export const isClip = ({ alternate }: Pick<VersionFile, 'alternate'>): boolean =>
  alternate === 'cut-30';

/** The file by which a partner hears a version: its clip, else the whole MP3. Null: it has neither. */
export function listeningFile<F extends VersionFile>(
  files: readonly F[],
  version: number,
): F | null {
  const mp3s = files.filter((file) => file.version === version && file.kind === 'delivery-mp3');
  return mp3s.find(isClip) ?? mp3s.find(({ alternate }) => alternate === undefined) ?? null;
}
