import { type Style, STYLES } from './music.ts';

/** Without case, accents, gaps and signs; "&" and "n" are "and". */
const squashed = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s*(?:&|\+|'n'|’n’|\bn\b)\s*/gu, 'and')
    .replace(/[^\p{Letter}\p{Number}]/gu, '');

const OTHER_NAMES: Readonly<Record<string, Style>> = {
  dandb: 'drum-and-bass',
  dnb: 'drum-and-bass',
  drumnbass: 'drum-and-bass',
  drumbass: 'drum-and-bass',
  lofihiphop: 'lo-fi',
  chip: 'chiptune',
  '8bit': 'chiptune',
  jazz: 'jazz-trio',
  folk: 'acoustic-folk',
  acoustic: 'acoustic-folk',
  retrowave: 'synthwave',
  klassik: 'classical',
  classic: 'classical',
  rap: 'hip-hop',
};

const NAMES: ReadonlyMap<string, Style> = new Map([
  ...Object.entries(OTHER_NAMES),
  ...STYLES.map((style) => [squashed(style), style] as const),
]);

/** A style as people spell it: `lofi`, `Drum & Bass`, `D&B`, `8-bit`; null for anything else. */
export const parseStyle = (text: string): Style | null => NAMES.get(squashed(text)) ?? null;
