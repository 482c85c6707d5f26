import type { AssetRef, AssetView } from '@fermata/contracts';

const EXTENSIONS: Record<string, string> = { 'audio/flac': 'flac', 'audio/mpeg': 'mp3', 'audio/wav': 'wav', 'audio/midi': 'mid', 'application/json': 'json' };

/** `rain-on-the-window-v1-bass.flac`: what to call an asset when it is saved. The delivered files bear the title alone. */
export function fileName({ kind, part, mediaType }: AssetRef, title: string, version: number, candidate?: number): string {
  const what = kind === 'delivery-flac' || kind === 'delivery-mp3' ? [] : [part ?? kind];
  const which = candidate === undefined ? [] : [`candidate-${candidate + 1}`];
  return `${[slug(title), `v${version}`, ...which, ...what].join('-')}.${EXTENSIONS[mediaType] ?? 'bin'}`;
}

export const assetView = (ref: AssetRef, title: string, version: number, candidate?: number): AssetView => ({ ...ref, fileName: fileName(ref, title, version, candidate) });

function slug(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '');
  return plain === '' ? 'track' : plain;
}
