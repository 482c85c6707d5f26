import { expect, test } from 'vitest';
import {
  MetadataTerms,
  type PartnerRequirements,
  type ReleasedVersion,
  sha256Hex,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '../metadata/index.ts';
import { unmetRequirements } from './unmet-requirements.ts';

const file = (kind: 'delivery-flac' | 'cover', mediaType: string) => ({
  ...{ kind, mediaType, sha256: sha256Hex(kind), bytes: 10 },
});
const version: ReleasedVersion = {
  version: 1,
  versionSha256: sha256Hex('version'),
  title: 'Night Bus 𝄞',
  metadata: releaseMetadataOf(MetadataTerms.parse({}), {
    title: 'Night Bus',
    style: 'lo-fi',
    year: 2026,
  }),
  durationSeconds: 30,
  pcmSha256: sha256Hex('pcm'),
  recipeId: sha256Hex('recipe'),
  aiDisclosure: 'all',
  credits: [{ name: 'Ada', role: 'producer' }],
  tags: [],
  territories: ['DE', 'FR'],
  files: [file('delivery-flac', 'audio/flac'), file('cover', 'image/png')],
};

test('a partner without requirements takes every release', () => {
  expect(unmetRequirements({}, { version })).toEqual([]);
});

test.each<[PartnerRequirements, string]>([
  [{ audioFormats: ['wav', 'mp3'] }, 'it takes wav or mp3, and the delivery has flac'],
  [{ territories: ['US'] }, 'it sells in US only, and the release is for DE, FR'],
  [{ fields: ['isrc', 'upc', 'contributors'] }, 'it needs isrc, upc, which the release lacks'],
  [{ maxTitleLength: 10 }, 'a title may have 10 characters, and “Night Bus 𝄞” has 11'],
  [{ minDurationSeconds: 31 }, 'a track must last 31 s, and this one lasts 30 s'],
  [{ maxDurationSeconds: 29 }, 'a track may last 29 s, and this one lasts 30 s'],
])('%j is not met: %s', (requirements, clause) => {
  expect(unmetRequirements(requirements, { version })).toEqual([clause]);
});

test('a cover is needed if the partner says so', () => {
  const bare = { ...version, files: version.files.slice(0, 1) };
  expect(unmetRequirements({ cover: true }, { version: bare })).toEqual([
    'it needs a cover, and the delivery has none',
  ]);
});

test('contributors are people: each recording needs one, beside the AI and the licensors of its materials', () => {
  const clause = 'it needs contributors, which the release lacks';
  const ai = { name: 'Fermata', role: 'composer and performer (generative AI)' };
  const licensor = { name: 'Loops & Co', role: 'licensor of a recording' };
  const unmet = (...credits: (typeof version.credits)[]) => {
    const recordings = credits.map((own, index) => ({
      ...{ ...version, credits: own, trackId: `trk_${index}`, disc: 1, number: index + 1 },
    }));
    const [first] = recordings;
    return unmetRequirements(
      { fields: ['contributors'] },
      { version: recordings.length === 1 && first ? first : { ...version, recordings } },
    );
  };
  expect(unmet([ai])).toEqual([clause]);
  expect(unmet([ai, licensor])).toEqual([clause]);
  expect(unmet([ai, ...version.credits])).toEqual([]);
  expect(unmet([ai, ...version.credits], [ai])).toEqual([clause]);
});

test('all requirements can be met', () => {
  expect(
    unmetRequirements(
      {
        ...{ audioFormats: ['flac', 'wav'], territories: ['FR', 'US'], cover: true },
        ...{ fields: ['isrc', 'upc', 'territories'], maxTitleLength: 11 },
        ...{ minDurationSeconds: 30, maxDurationSeconds: 30 },
      },
      { version: { ...version, isrc: 'DEABC2600001' }, upc: '4006381333931' },
    ),
  ).toEqual([]);
  expect(unmetRequirements({ territories: ['US'] }, { version: withoutTerritories() })).toEqual([]);
});

function withoutTerritories(): ReleasedVersion {
  const { territories: _, ...worldwide } = version;
  return worldwide;
}
