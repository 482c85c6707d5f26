import { expect, it } from 'vitest';
import type { UsedMaterial } from '@fermata/contracts/values';
import { releaseLicenceIssue, suppliedMaterials } from './material-rights.ts';

const [loop, melody, motif] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
];
const recording = (...territories: string[]): UsedMaterial => ({
  sha256: loop,
  kind: 'audio-loop',
  from: 'file',
  inherits: [],
  licensor: 'Loops & Co',
  ...(territories.length > 0 ? { territories } : {}),
});
const derived = (...territories: string[]): UsedMaterial => ({
  sha256: motif,
  kind: 'motif',
  from: 'version',
  inherits: [
    { sha256: melody, licensor: 'Melodies', ...(territories.length > 0 ? { territories } : {}) },
  ],
});

it('counts a melody once, whether it is in the track itself or in what derives from it', () => {
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
  ['nobody named territories', [recording(), derived()], undefined, null],
  ['it goes where it may', [recording('DE', 'FR'), derived('FR', 'DE', 'IT')], ['DE'], null],
  [
    'it would go everywhere',
    [recording('DE', 'FR')],
    undefined,
    'the recording aaaaaaaaaaaa of Loops & Co is licensed for DE, FR, and the release names no ' +
      'territories: send release.territories with some of DE, FR and no others',
  ],
  [
    'it would go too far, for one of two',
    [recording('DE', 'US'), derived('DE')],
    ['DE', 'US'],
    'the melody bbbbbbbbbbbb of Melodies, from which the motif cccccccccccc derives, is licensed ' +
      'for DE, and the release would go to DE, US: send release.territories with DE and no others',
  ],
  [
    'there is nowhere',
    [recording('DE'), derived('FR')],
    ['DE'],
    'the melody bbbbbbbbbbbb of Melodies, from which the motif cccccccccccc derives, is licensed ' +
      'for FR, and the release would go to DE: there is no territory where all may be heard, so ' +
      'leave one of them out',
  ],
] as const)('%s', (_case, materials, territories, words) => {
  expect(releaseLicenceIssue(materials, territories ? { territories: [...territories] } : {})).toBe(
    words,
  );
});
