import { MetadataTerms, type ReleasedVersion, sha256Hex } from '@fermata/contracts/values';
import { releaseMetadataOf } from '@fermata/domain/metadata';

/** A version as a release names it, without files. */
export const sampleVersion: ReleasedVersion = {
  version: 1,
  versionSha256: sha256Hex('version'),
  title: 'Slow Light',
  metadata: releaseMetadataOf(MetadataTerms.parse({}), {
    title: 'Slow Light',
    style: 'lo-fi',
    year: 2026,
  }),
  durationSeconds: 30,
  pcmSha256: sha256Hex('pcm'),
  recipeId: sha256Hex('recipe'),
  aiDisclosure: 'all',
  credits: [],
  tags: [],
  files: [],
};
