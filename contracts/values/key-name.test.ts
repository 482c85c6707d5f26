import { expect, test } from 'vitest';
import { keyName, keyNames, parseKey } from './key-name.ts';

test.each([
  ['Gb minor', 'Gb minor'],
  ['F# minor', 'Gb minor'],
  ['F♯ Minor', 'Gb minor'],
  ['f#m', 'Gb minor'],
  ['Am', 'A minor'],
  ['A', 'A major'],
  ['bb dorian', 'Bb dorian'],
])('%s is %s', (text, name) => {
  const key = parseKey(text);
  expect(key && keyName(key)).toBe(name);
});

test.each(['', 'H minor', 'Am minor', 'C blues', 'E#', 'A minor please'])(
  '%j is no key',
  (text) => {
    expect(parseKey(text)).toBeNull();
  },
);

test('a key has a name with a sharp where one is usual', () => {
  expect(keyNames({ tonic: 'Gb', mode: 'minor' })).toEqual(['Gb minor', 'F# minor']);
  expect(keyNames({ tonic: 'C', mode: 'major' })).toEqual(['C major']);
});
