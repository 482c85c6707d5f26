import { type AssetKind, type AssetRef, cutToBytes } from '@fermata/contracts/values';

const EXTENSIONS: Record<string, string> = {
  'audio/flac': 'flac',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/midi': 'mid',
  'audio/x-soundfont': 'sf2',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'application/json': 'json',
};

// Files for listeners are named by the title only, also those of an alternate.
const DELIVERY_KINDS: ReadonlySet<string> = new Set<AssetKind>([
  'delivery-flac',
  'delivery-wav',
  'delivery-mp3',
]);

/**
 * `rain-on-the-window-v1-bass.flac`, `rain-on-the-window-v1-no-drums.mp3`: the file name of an asset. `candidate`: its
 * number, from 1.
 */
export function assetFileName(
  { kind, part, alternate, mediaType }: AssetRef,
  title: string,
  version: number,
  candidate?: number,
): string {
  const content = DELIVERY_KINDS.has(kind) ? [] : [part ?? kind];
  const variant = [
    ...(candidate === undefined ? [] : [`candidate-${candidate}`]),
    ...(alternate === undefined ? [] : [alternate]),
  ];
  return `${[slug(title), `v${version}`, ...variant, ...content].join('-')}.${EXTENSIONS[mediaType] ?? 'bin'}`;
}

const TITLE_BYTES = 120;
const NO_WORDS = /[^\p{L}\p{M}\p{N}]+/gu;
const NO_WORDS_OR_SIGNS = /[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+/gu;

/** The title's words in their own script; the signs of a title without words. */
function slug(title: string): string {
  const text = title.toLowerCase().normalize('NFC');
  return hyphenate(text, NO_WORDS) || hyphenate(text, NO_WORDS_OR_SIGNS) || 'track';
}

const hyphenate = (text: string, gap: RegExp): string =>
  cutToBytes(text.replace(gap, '-').replace(/^-+/, ''), TITLE_BYTES).replace(/-+$/, '');
