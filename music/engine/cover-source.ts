import { imageSize } from 'image-size';
import type { AudioFigures, Score } from '@fermata/contracts/values';
import type { DrawnCover, GivenCover } from './program/protocol.ts';

/** The part of a score that its cover shows, so that equal inputs are found in a cache. */
export const drawnCoverOf = (
  { style, tempoBpm, key, sections }: Score,
  { pcmSha256 }: Pick<AudioFigures, 'pcmSha256'>,
): DrawnCover => ({ score: { style, tempoBpm, key, sections }, pcmSha256 });

/** The material of a given cover, which has been checked when it was added. */
export const givenCoverOf = (image: Uint8Array): GivenCover => ({
  image,
  side: imageSize(image).width,
});
