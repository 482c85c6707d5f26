import { expect, it } from 'vitest';
import { MetadataTerms, ReleaseTerms, type UsedMaterial } from '@fermata/contracts/values';
import { aiDisclosureOf, creditsOf, policyTerritories } from './credits-and-disclosure.ts';

const sha256 = 'a'.repeat(64);
const metadata = MetadataTerms.parse({});

it('is entirely AI without supplied material, and with a motif from an earlier version', () => {
  for (const materials of [
    undefined,
    [],
    [{ sha256, kind: 'motif', from: 'version', inherits: [] }],
    [{ sha256, kind: 'sound-font', from: 'file', inherits: [] }],
  ] satisfies (UsedMaterial[] | undefined)[]) {
    const input = materials ? { materials } : {};
    expect(aiDisclosureOf(input)).toBe('all');
    expect(creditsOf({ ...input, metadata })).toEqual([
      { name: 'Fermata', role: 'composer and performer (generative AI)' },
    ]);
  }
});

it('is partly AI with a person’s melody or audio loop, whose licensor is credited once', () => {
  const file = { sha256, from: 'file' as const, inherits: [] };
  const loop: UsedMaterial = { ...file, kind: 'audio-loop', licensor: 'Loops & Co' };
  expect(aiDisclosureOf({ materials: [{ ...file, kind: 'motif' }] })).toBe('partly');
  expect(aiDisclosureOf({ materials: [loop] })).toBe('partly');
  expect(creditsOf({ metadata, materials: [loop, { ...loop, sha256: 'c'.repeat(64) }] })).toEqual([
    { name: 'Fermata', role: 'composer and performer (generative AI)' },
    { name: 'Loops & Co', role: 'licensor of an audio loop' },
  ]);
});

it('credits the contributors between the generative AI and the licensors', () => {
  const ada = { name: 'Ada', role: 'producer' as const };
  expect(
    creditsOf({
      metadata: { ...metadata, contributors: [ada] },
      materials: [{ sha256, kind: 'motif', from: 'file', licensor: 'Melodies', inherits: [] }],
    }).map(({ name }) => name),
  ).toEqual(['Fermata', 'Ada', 'Melodies']);
});

it('may be sold in the territories of all recordings; without territories nothing is checked', () => {
  const release = ReleaseTerms.parse({});
  const to = (...territories: string[]) => ReleaseTerms.parse({ territories });
  const of = (...materials: readonly (string[] | undefined)[]) =>
    materials.map((territories) => ({
      sha256,
      kind: 'audio-loop' as const,
      from: 'file' as const,
      inherits: [],
      ...(territories ? { territories } : {}),
    }));
  expect(policyTerritories({ release })).toEqual({});
  expect(policyTerritories({ release: to('US'), materials: of(undefined) })).toEqual({});
  expect(policyTerritories({ release, materials: of(['DE', 'FR']) })).toEqual({
    licensedTerritories: ['DE', 'FR'],
  });
  expect(
    policyTerritories({ release: to('FR'), materials: of(['DE', 'FR'], undefined, ['FR', 'IT']) }),
  ).toEqual({ licensedTerritories: ['FR'], releaseTerritories: ['FR'] });
  expect(policyTerritories({ release, materials: of(['DE'], ['FR']) })).toEqual({
    licensedTerritories: [],
  });
});

it('asks the licence of a given cover for territories only', () => {
  const cover: UsedMaterial = {
    ...{ sha256, kind: 'cover', from: 'file', inherits: [] },
    ...{ licensor: 'Pictures & Co', territories: ['DE'] },
  };
  const input = { materials: [cover], release: ReleaseTerms.parse({}), metadata };
  expect(policyTerritories(input)).toEqual({ licensedTerritories: ['DE'] });
  expect(aiDisclosureOf(input)).toBe('all');
  expect(creditsOf(input)).toEqual(creditsOf({ metadata }));
});

it('treats a motif like the melody it derives from: disclosure, credits and territories', () => {
  const derived = {
    sha256,
    kind: 'motif',
    from: 'version',
    inherits: [{ sha256: 'b'.repeat(64), licensor: 'Melodies', territories: ['DE'] }],
  } as const;
  const input = {
    materials: [
      {
        ...derived,
        inherits: derived.inherits.map((each) => ({ ...each, territories: [...each.territories] })),
      },
    ],
    release: ReleaseTerms.parse({}),
  };
  expect(aiDisclosureOf(input)).toBe('partly');
  expect(policyTerritories(input)).toEqual({ licensedTerritories: ['DE'] });
  expect(creditsOf({ ...input, metadata }).slice(1)).toEqual([
    { name: 'Melodies', role: 'licensor of a melody' },
  ]);
  // A melody without a licence is a person's work all the same.
  expect(aiDisclosureOf({ materials: [{ ...derived, inherits: [{ sha256 }] }] })).toBe('partly');
  expect(
    creditsOf({
      metadata,
      materials: [{ sha256, kind: 'motif', from: 'file', licensor: 'Melodies', inherits: [] }],
    }).slice(1),
  ).toEqual([{ name: 'Melodies', role: 'licensor of a melody' }]);
});
