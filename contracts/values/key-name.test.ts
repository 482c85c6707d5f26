import { expect, test } from 'vitest';
import { keyName, keyNames, parseKey } from './key-name.ts';

test.each([
  ['Gb minor', 'Gb minor'],
  ['F# minor', 'Gb minor'],
  ['F♯ Minor', 'Gb minor'],
  ['f#m', 'Gb minor'],
  ['F-sharp minor', 'Gb minor'],
  ['F sharp minor', 'Gb minor'],
  ['fis-Moll', 'Gb minor'],
  ['B-flat minor', 'Bb minor'],
  ['Bbm', 'Bb minor'],
  ['B♭ major', 'Bb major'],
  ['B-Dur', 'Bb major'],
  ['b-Moll', 'Bb minor'],
  ['H-Dur', 'B major'],
  ['B minor', 'B minor'],
  ['Es-Dur', 'Eb major'],
  ['As-Dur', 'Ab major'],
  ['des-Moll', 'Db minor'],
  ['do minore', 'C minor'],
  ['la menor', 'A minor'],
  ['Ré bémol majeur', 'Db major'],
  ['sol diesis minore', 'Ab minor'],
  ['Am', 'A minor'],
  ['Amin', 'A minor'],
  ['A', 'A major'],
  ['bb dorian', 'Bb dorian'],
  ['D dorian', 'D dorian'],
  ['d-dorisch', 'D dorian'],
  ['E#', 'F major'],
])('%s is %s', (text, name) => {
  const key = parseKey(text);
  expect(key && keyName(key)).toBe(name);
});

test.each([
  ...[
    '',
    'H minor',
    'Am minor',
    'C blues',
    'A minor please',
    'A b minor',
    'as',
    'Fs-Dur',
    'dorian',
  ],
  'c constructor',
])('%j is no key', (text) => {
  expect(parseKey(text)).toBeNull();
});

test('a key has a name with a sharp where one is usual', () => {
  expect(keyNames({ tonic: 'Gb', mode: 'minor' })).toEqual(['Gb minor', 'F# minor']);
  expect(keyNames({ tonic: 'C', mode: 'major' })).toEqual(['C major']);
});
