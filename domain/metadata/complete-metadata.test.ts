import { expect, it } from 'vitest';
import { ProjectProfile, RequestedMetadata } from '@fermata/contracts/values';
import { completeMetadata, releaseMetadataOf } from './complete-metadata.ts';

const profile = ProjectProfile.parse({
  artists: [{ name: 'Nova' }],
  label: 'Nova Records',
  genres: { 'lo-fi': 'Chillhop' },
  genre: 'Electronic',
  isrc: { prefix: 'QZ-ABC', to: 9 },
});
const version = { title: 'Slow Light', style: 'lo-fi' as const, year: 2026 };
const metadataOf = (requested: object, of: ProjectProfile = profile) =>
  releaseMetadataOf(completeMetadata(RequestedMetadata.parse(requested), of), version);

it('takes the artist, label and lines of the profile, filled in', () => {
  expect(metadataOf({})).toEqual({
    artists: [{ name: 'Nova', role: 'main' }],
    label: 'Nova Records',
    pLine: '℗ 2026 Nova Records',
    cLine: '© 2026 Nova Records',
    genre: 'Chillhop',
    language: 'zxx',
    explicit: false,
    priceClass: 'full',
    year: 2026,
    releaseTitle: 'Slow Light',
  });
});

it('prefers what the request states', () => {
  const artists = [
    { name: 'Ada', role: 'main' },
    { name: 'Bo', role: 'main' },
    { name: 'Cy', role: 'featured' },
  ];
  expect(
    metadataOf({
      ...{ artists, genre: 'Jazz', language: 'pt-br', releaseTitle: 'Nights' },
      pLine: '℗ {year} {artist}',
    }),
  ).toMatchObject({
    ...{ artists, genre: 'Jazz', language: 'pt-BR', releaseTitle: 'Nights' },
    pLine: '℗ 2026 Ada & Bo feat. Cy',
  });
});

it('takes the genre of the style, else of the project, else one named after the style', () => {
  expect(metadataOf({}, { ...profile, genres: {} }).genre).toBe('Electronic');
  expect(metadataOf({}, ProjectProfile.parse({})).genre).toBe('Lo-Fi');
});

it.each([
  [{ language: 'nonsense' }, /no language tag/],
  [{ language: 'xx' }, /no language tag/],
  [{ pLine: '℗ {yaer} X' }, /may contain only \{year\}, \{label\}, \{artist\}/],
  [{ artists: [{ name: 'A', role: 'featured' }] }, /must name a main artist/],
  [{ artists: [{ name: 'A' }, { name: 'A' }] }, /each artist once/],
  [{ contributors: [{ name: 'A', role: 'boss' }] }, /Invalid option/],
])('refuses %j', (requested, message) => {
  expect(JSON.stringify(RequestedMetadata.safeParse(requested).error?.issues)).toMatch(message);
});
