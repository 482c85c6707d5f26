import { type Key, MODES, TONICS } from './music.ts';

const SHARPS: Readonly<Record<string, (typeof TONICS)[number]>> = {
  'C#': 'Db',
  'D#': 'Eb',
  'F#': 'Gb',
  'G#': 'Ab',
  'A#': 'Bb',
};

/** `Gb minor` */
export const keyName = ({ tonic, mode }: Key): string => `${tonic} ${mode}`;

/** The names of a key: with a flat, and with the sharp that sounds the same. */
export const keyNames = (key: Key): string[] => [
  keyName(key),
  ...Object.entries(SHARPS).flatMap(([sharp, flat]) =>
    flat === key.tonic ? [`${sharp} ${key.mode}`] : [],
  ),
];

/** Semitones above C: letters, and the syllables of Romance languages. `h` is B in German. */
const NOTES: Readonly<Record<string, number>> = {
  ...{ c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11, h: 11 },
  ...{ do: 0, ut: 0, re: 2, mi: 4, fa: 5, sol: 7, la: 9, si: 11 },
};

const SIGNS: Readonly<Record<string, number>> = {
  ...{ '#': 1, '♯': 1, is: 1, sharp: 1, diese: 1, diesis: 1, sostenido: 1, sustenido: 1 },
  ...{ b: -1, '♭': -1, es: -1, s: -1, flat: -1, bemol: -1, bemolle: -1 },
};

const MODE_WORDS: Readonly<Record<Key['mode'], string>> = {
  major: 'major maj dur majeur maggiore mayor maior',
  minor: 'minor min m moll mineur minore menor',
  dorian: 'dorian dorisch dorien dorico',
  mixolydian: 'mixolydian mixolydisch mixolydien mixolidio',
  lydian: 'lydian lydisch lydien lidio',
  phrygian: 'phrygian phrygisch phrygien frigio',
};

const MODE_NAMES: ReadonlyMap<string, Key['mode']> = new Map(
  MODES.flatMap((mode) => MODE_WORDS[mode].split(' ').map((word) => [word, mode] as const)),
);

// A sign of letters stands directly after its note: "Bb" and "Fis", but not "A b".
const SPELLED = new RegExp(
  /^(do|ut|re|mi|fa|sol|la|si|[a-h])/.source +
    /(?:([#♯♭]|b|es|is|s)|[\s-]*(sharp|flat|diese|diesis|sostenido|sustenido|bemolle|bemol))?/
      .source +
    /(?:[\s-]+([a-z]+)|(maj|min|m))?$/.source,
  'u',
);

/**
 * A key as musicians write it: `Gb minor`, `F# minor`, `F#m`, `A`, `fis-Moll`, `B-flat minor`, `do minore`; null for
 * anything else. Without a mode it is major.
 */
export function parseKey(text: string): Key | null {
  const plain = text
    .trim()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  const [, note = '', shortSign, longSign, longMode, shortMode] = SPELLED.exec(plain) ?? [];
  const said = longMode ?? shortMode ?? '';
  const mode = said === '' ? 'major' : MODE_NAMES.get(said);
  const start = NOTES[note];
  if (mode === undefined || start === undefined || longMode === 'm') return null;
  const isGerman = said === 'dur' || said === 'moll';
  // "Es" and "Fis" are German, as is "H"; the German B is a half tone lower.
  const isGermanNote = note === 'h' || ['is', 'es', 's'].includes(shortSign ?? '');
  if (isGermanNote && !isGerman && said === '') return null;
  if (note === 'h' && !isGerman) return null;
  if (shortSign === 's' && note !== 'a' && note !== 'e') return null;
  const sign = SIGNS[shortSign ?? longSign ?? ''] ?? 0;
  const german = note === 'b' && isGerman && sign === 0 ? -1 : 0;
  const tonic = TONICS[(start + sign + german + TONICS.length) % TONICS.length];
  return tonic === undefined ? null : { tonic, mode };
}
