import { type ReleasedVersion, sha256Hex } from '@fermata/contracts/values';

/** A version as a release names it, without files. */
export const sampleVersion: ReleasedVersion = {
  version: 1,
  versionSha256: sha256Hex('version'),
  title: 'Slow Light',
  artist: 'Fermata',
  durationSeconds: 30,
  pcmSha256: sha256Hex('pcm'),
  recipeId: sha256Hex('recipe'),
  aiDisclosure: 'all',
  credits: [],
  tags: [],
  files: [],
};
