import { MPEGDecoder } from 'mpg123-decoder';
import type { Stereo } from '../signal/stereo.ts';

/**
 * Decodes an MP3 as a player does (mpg123, in floats, so samples above full scale survive), without
 * the encoder's padding.
 */
export async function decodeMp3(mp3: Uint8Array): Promise<Stereo> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    const { channelData, sampleRate, errors } = decoder.decode(mp3);
    const [left, right] = channelData;
    if (!left || !right || left.length === 0 || errors.length > 0)
      throw new TypeError(`the MP3 cannot be decoded: ${errors[0]?.message ?? 'it has no audio'}`);
    return { sampleRate, left, right };
  } finally {
    decoder.free();
  }
}
