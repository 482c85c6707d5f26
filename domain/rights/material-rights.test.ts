import { expect, it } from 'vitest';
import type { UsedMaterial } from '@fermata/contracts/values';
import { releaseLicenceIssue, suppliedMaterials } from './material-rights.ts';

const [loop, melody, motif] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
];
const audioLoop = (...territories: string[]): UsedMaterial => ({
  sha256: loop,
  kind: 'audio-loop',
  from: 'file',
  inherits: [],
  licensor: 'Loops & Co',
  ...(territories.length > 0 ? { territories } : {}),
});
const cover: UsedMaterial = {
  ...{ sha256: loop, kind: 'cover', from: 'file', inherits: [] },
  ...{ licensor: 'Pictures', territories: ['DE'] },
};
const derived = (...territories: string[]): UsedMaterial => ({
  sha256: motif,
  kind: 'motif',
  from: 'version',
  inherits: [
    { sha256: melody, licensor: 'Melodies', ...(territories.length > 0 ? { territories } : {}) },
  ],
});

it('counts a melody once, if it is used both directly and through a derived motif', () => {
  const itself: UsedMaterial = {
    sha256: melody,
    kind: 'motif',
    from: 'file',
    inherits: [],
    licensor: 'Melodies',
  };
  for (const both of [
    [itself, derived()],
    [derived(), itself],
  ])
    expect(suppliedMaterials(both)).toEqual([
      { sha256: melody, licensor: 'Melodies', work: 'melody' },
    ]);
  expect(
    suppliedMaterials([{ sha256: motif, kind: 'motif', from: 'version', inherits: [] }]),
  ).toEqual([]);
});

it.each([
  ['no licence names territories', [audioLoop(), derived()], undefined, null],
  [
    'the release stays within the licences',
    [audioLoop('DE', 'FR'), derived('FR', 'DE', 'IT')],
    ['DE'],
    null,
  ],
  [
    'the release names no territories',
    [audioLoop('DE', 'FR')],
    undefined,
    'the audio loop aaaaaaaaaaaa of Loops & Co is licensed for DE, FR, and the release names no ' +
      'territories: set release.territories to some of DE, FR',
  ],
  [
    'the release exceeds one of two licences',
    [audioLoop('DE', 'US'), derived('DE')],
    ['DE', 'US'],
    'the melody bbbbbbbbbbbb of Melodies, from which the motif cccccccccccc derives, is licensed ' +
      'for DE, and the release covers DE, US: set release.territories to DE',
  ],
  [
    'the cover is not licensed worldwide',
    [cover],
    undefined,
    'the cover aaaaaaaaaaaa of Pictures is licensed for DE, and the release names no territories: ' +
      'set release.territories to DE',
  ],
  [
    'the licences have no territory in common',
    [audioLoop('DE'), derived('FR')],
    ['DE'],
    'the melody bbbbbbbbbbbb of Melodies, from which the motif cccccccccccc derives, is licensed ' +
      'for FR, and the release covers DE: no territory is licensed for all materials; remove one',
  ],
] as const)('%s', (_case, materials, territories, expected) => {
  expect(releaseLicenceIssue(materials, territories ? { territories: [...territories] } : {})).toBe(
    expected,
  );
});
