import { expect, it } from 'vitest';
import {
  type FinishedVersion,
  MetadataTerms,
  ProjectProfile,
  ReleaseTerms,
  RequestedMetadata,
  sha256Hex,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '../metadata/complete-metadata.ts';
import { productMetadata, releaseProduct } from './release-product.ts';

const file = (kind: 'cover' | 'delivery-flac', name: string) => ({
  ...{ kind, sha256: sha256Hex(name), bytes: 10 },
  mediaType: kind === 'cover' ? 'image/png' : 'audio/flac',
});
const versionOf = (title: string, fields: Partial<FinishedVersion> = {}): FinishedVersion => ({
  version: 1,
  versionSha256: sha256Hex(`version ${title}`),
  title,
  durationSeconds: 30,
  pcmSha256: sha256Hex(`pcm ${title}`),
  recipeId: sha256Hex(`recipe ${title}`),
  aiDisclosure: 'all',
  credits: [{ name: 'Fermata', role: 'composer and performer (generative AI)' }],
  metadata: releaseMetadataOf(MetadataTerms.parse({}), { title, style: 'house', year: 2026 }),
  isrc: 'XXTST2600001',
  tags: [title.toLowerCase()],
  territories: ['DE'],
  files: [file('delivery-flac', title), file('cover', title)],
  ...fields,
});
const profile = ProjectProfile.parse({ label: 'Nova' });
const dawn = versionOf('Dawn');
const dusk = versionOf('Dusk', {
  aiDisclosure: 'partly',
  credits: [...dawn.credits, { name: 'Ada', role: 'licensor of a melody' }],
});
const metadata = productMetadata(RequestedMetadata.parse({}), profile, {
  ...{ title: 'Both', year: 2027 },
  versions: [dawn, dusk],
});
const content = {
  title: 'Both',
  metadata,
  contributors: [{ name: 'Bo', role: 'producer' as const }],
  terms: ReleaseTerms.parse({ territories: ['AT'] }),
};
const recordings = [
  { trackId: 'trk_1', disc: 1, version: dawn },
  { trackId: 'trk_2', disc: 1, version: dusk },
  { trackId: 'trk_3', disc: 2, version: versionOf('Night') },
];

it('is one product of the recordings in order, with the cover of the first', () => {
  const whole = releaseProduct(content, recordings);
  expect(whole).toMatchObject({
    ...{ title: 'Both', durationSeconds: 90, aiDisclosure: 'partly', territories: ['AT'] },
    tags: ['dawn', 'dusk', 'night'],
    files: [file('cover', 'Dawn')],
  });
  expect(whole.isrc).toBeUndefined();
  expect(whole.credits.map(({ name }) => name)).toEqual(['Fermata', 'Ada', 'Bo']);
  expect(
    whole.recordings?.map(({ trackId, disc, number, isrc, territories }) => [
      ...[trackId, disc, number, isrc, territories],
    ]),
  ).toEqual([
    ['trk_1', 1, 1, 'XXTST2600001', undefined],
    ['trk_2', 1, 2, 'XXTST2600001', undefined],
    ['trk_3', 2, 1, 'XXTST2600001', undefined],
  ]);
});

it('has the given cover in place of that of the first recording', () => {
  const cover = file('cover', 'Given');
  const given = productMetadata(RequestedMetadata.parse({ cover: cover.sha256 }), profile, {
    ...{ title: 'Both', year: 2027, versions: [dawn, dusk] },
  });
  const whole = releaseProduct({ ...content, metadata: given, cover }, recordings);
  expect(whole).toMatchObject({ files: [cover], metadata: { cover: cover.sha256 } });
  expect(whole.versionSha256).not.toBe(releaseProduct(content, recordings).versionSha256);
});

it('has another hash with another order, disc, title or version', () => {
  const hash = releaseProduct(content, recordings).versionSha256;
  const others = [
    releaseProduct(content, recordings.toReversed()),
    releaseProduct(
      content,
      recordings.map((recording) => ({ ...recording, disc: 1 })),
    ),
    releaseProduct({ ...content, title: 'Neither' }, recordings),
    releaseProduct(content, recordings.slice(0, 2)),
  ].map(({ versionSha256 }) => versionSha256);
  expect(new Set([hash, ...others]).size).toBe(5);
  expect(releaseProduct(content, recordings).versionSha256).toBe(hash);
});

it('takes its metadata from the request, the profile and what its recordings share', () => {
  expect(metadata).toMatchObject({
    ...{ label: 'Nova', pLine: '℗ 2027 Nova', genre: 'House', language: 'zxx', explicit: false },
    ...{ releaseTitle: 'Both', year: 2027 },
  });
  const explicit = versionOf('Words', {
    metadata: { ...dawn.metadata, language: 'de', explicit: true },
  });
  expect(
    productMetadata(RequestedMetadata.parse({ genre: 'Pop', explicit: false }), profile, {
      ...{ title: 'Both', year: 2027, versions: [dawn, explicit] },
    }),
  ).toMatchObject({ genre: 'Pop', language: 'zxx', explicit: true });
});
