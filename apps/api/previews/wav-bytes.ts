import type { PreviewFacts } from '@fermata/contracts/http';

/** Bytes of a preview's WAV: 16-bit stereo behind 44 bytes of header. */
export const wavByteLength = ({
  durationSeconds,
  sampleRate,
}: Pick<PreviewFacts, 'durationSeconds' | 'sampleRate'>): number =>
  44 + 4 * Math.round(durationSeconds * sampleRate);
