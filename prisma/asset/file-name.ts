import type { AssetKind, AssetRef } from '@fermata/contracts/values';

const EXTENSIONS: Record<string, string> = {
  'audio/flac': 'flac',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/midi': 'mid',
  'audio/x-soundfont': 'sf2',
  'application/json': 'json',
};

// Files for listeners are named by the title only, also those of an alternate.
const DELIVERY_KINDS: ReadonlySet<string> = new Set<AssetKind>([
  'delivery-flac',
  'delivery-wav',
  'delivery-mp3',
]);

/** `rain-on-the-window-v1-bass.flac`, `rain-on-the-window-v1-no-drums.mp3`: the file name of an asset. */
export function fileName(
  { kind, part, alternate, mediaType }: AssetRef,
  title: string,
  version: number,
  candidate?: number,
): string {
  const content = DELIVERY_KINDS.has(kind) ? [] : [part ?? kind];
  const variant = [
    ...(candidate === undefined ? [] : [`candidate-${candidate + 1}`]),
    ...(alternate === undefined ? [] : [alternate]),
  ];
  return `${[slug(title), `v${version}`, ...variant, ...content].join('-')}.${EXTENSIONS[mediaType] ?? 'bin'}`;
}

function slug(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return plain === '' ? 'track' : plain;
}
