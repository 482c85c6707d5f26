import { createHash, randomBytes } from 'node:crypto';
import {
  type AssetRef,
  deriveId,
  MetadataTerms,
  type ReleasedVersion,
  sha256Hex,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '@fermata/domain/metadata';

const flac = () =>
  ({ bytes: randomBytes(30_000), kind: 'delivery-flac', mediaType: 'audio/flac' }) as const;
const cover = () => ({ bytes: randomBytes(2_000), kind: 'cover', mediaType: 'image/png' }) as const;

type Content = ReturnType<typeof flac> | ReturnType<typeof cover>;

const assetOf = ({ bytes, ...content }: Content): AssetRef => ({
  ...content,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.byteLength,
});

/** A release of its own with a cover: of one recording, or of several. */
export function sampleDelivery(title = 'Slow Light', recordings = 0) {
  const audio = Array.from({ length: Math.max(1, recordings) }, flac);
  const contents: readonly Content[] = [...audio, cover()];
  const stored = new Map(
    contents.map(({ bytes }) => [createHash('sha256').update(bytes).digest('hex'), bytes]),
  );
  const version: ReleasedVersion = {
    version: 1,
    versionSha256: sha256Hex('version'),
    title,
    metadata: releaseMetadataOf(MetadataTerms.parse({}), { title, style: 'lo-fi', year: 2026 }),
    durationSeconds: 30,
    pcmSha256: sha256Hex('pcm'),
    recipeId: sha256Hex('recipe'),
    aiDisclosure: 'all',
    credits: [],
    tags: ['calm'],
    files: contents.map(assetOf),
  };
  const reads: string[] = [];
  return {
    releaseId: `rel_${randomBytes(12).toString('hex')}`,
    version: recordings === 0 ? version : { ...version, ...albumOf(version, audio) },
    releaseDate: '2027-03-01',
    reads,
    readFile({ sha256 }: { readonly sha256: string }): Promise<Uint8Array> {
      reads.push(sha256);
      const bytes = stored.get(sha256);
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`no asset ${sha256}`));
    },
  };
}

/** Its cover, and its recordings with their own titles, codes and audio. */
const albumOf = (
  { files, ...version }: ReleasedVersion,
  audio: readonly Content[],
): Pick<ReleasedVersion, 'files' | 'recordings'> => ({
  files: files.filter(({ kind }) => kind === 'cover'),
  recordings: audio.map((content, index) => ({
    ...version,
    ...{ title: `Part ${index + 1}`, pcmSha256: sha256Hex(`pcm ${index}`) },
    ...{ trackId: deriveId('trk', index), disc: 1, number: index + 1 },
    isrc: `QZABC26${String(index + 1).padStart(5, '0')}`,
    files: [assetOf(content)],
  })),
});
