import { createHash, randomBytes } from 'node:crypto';
import { MetadataTerms, type ReleasedVersion, sha256Hex } from '@fermata/contracts/values';
import { releaseMetadataOf } from '@fermata/domain/metadata';

/** A release of its own, with two files. */
export function sampleDelivery(title = 'Slow Light') {
  const contents = [
    { bytes: randomBytes(30_000), kind: 'delivery-flac', mediaType: 'audio/flac' },
    { bytes: randomBytes(2_000), kind: 'cover', mediaType: 'image/png' },
  ] as const;
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
    files: contents.map(({ bytes, kind, mediaType }) => ({
      ...{ kind, mediaType },
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.byteLength,
    })),
  };
  const reads: string[] = [];
  return {
    releaseId: `rel_${randomBytes(12).toString('hex')}`,
    version,
    releaseDate: '2027-03-01',
    reads,
    readFile({ sha256 }: { readonly sha256: string }): Promise<Uint8Array> {
      reads.push(sha256);
      const bytes = stored.get(sha256);
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`no asset ${sha256}`));
    },
  };
}
