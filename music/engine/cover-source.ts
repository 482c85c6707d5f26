import type { AudioFigures, Score } from '@fermata/contracts/values';
import type { CoverSource } from './program/protocol.ts';

/** What the cover of a recording shows, without the rest of its score, so that equal inputs are found in a cache. */
export const coverSourceOf = (
  { style, tempoBpm, key, sections }: Score,
  { pcmSha256 }: Pick<AudioFigures, 'pcmSha256'>,
): CoverSource => ({ score: { style, tempoBpm, key, sections }, pcmSha256 });
