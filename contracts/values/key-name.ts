import { Key, type TONICS } from './music.ts';

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

/** `Gb minor`, `F# minor`, `F#m` or `A`; null for anything else. */
export function parseKey(text: string): Key | null {
  const [, letter = '', sign = '', short = '', long = ''] =
    /^([A-G])([b#♭♯]?)(m?)(?:\s+([a-z]+))?$/i.exec(text.trim()) ?? [];
  if (short !== '' && long !== '') return null;
  const tonic = `${letter.toUpperCase()}${sign.replace('♭', 'b').replace('♯', '#').toLowerCase()}`;
  const mode = long.toLowerCase() || (short === 'm' ? 'minor' : 'major');
  return Key.safeParse({ tonic: SHARPS[tonic] ?? tonic, mode }).data ?? null;
}
