import { MPEGDecoder } from 'mpg123-decoder';
import type { Stereo } from '../signal/stereo.ts';

/** An MP3 as a player hears it (mpg123, in floats: what lies above full scale is kept), without the samples that the encoder added. */
export async function decodeMp3(mp3: Uint8Array): Promise<Stereo> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    const { channelData, sampleRate, errors } = decoder.decode(mp3);
    const [left, right] = channelData;
    if (!left || !right || left.length === 0 || errors.length > 0)
      throw new TypeError(
        `the MP3 cannot be decoded: ${errors[0]?.message ?? 'there is no audio in it'}`,
      );
    return { sampleRate, left, right };
  } finally {
    decoder.free();
  }
}
