import { z } from 'zod';
import type { Stereo } from '../signal/stereo.ts';
import { toInt16 } from '../signal/to-int16.ts';
import type { PictureTags } from './front-cover.ts';
import { id3Tag } from './id3-tag.ts';
import { mp3InfoFrame } from './mp3-info-frame.ts';
import { WorkerInThread } from './worker-in-thread.ts';

const CHUNK_FRAMES = 65_536;
const MP3_BITS_PER_SECOND = 320_000;
const Encoded = z.object({ encodedData: z.instanceof(ArrayBuffer) });
const Flushed = z.object({ flushedData: z.instanceof(ArrayBuffer) });

/**
 * A 320 kbit/s MP3 by LAME, times `gain` (linear), with ID3v2.4 tags and an Info frame, from which
 * players take the length and the padding to cut.
 */
export async function encodeMp3(audio: Stereo, tags: PictureTags, gain = 1): Promise<Uint8Array> {
  const encoder = new WorkerInThread('mp3');
  await encoder.call('init', {
    numberOfChannels: 2,
    sampleRate: audio.sampleRate,
    bitrate: MP3_BITS_PER_SECOND,
  });
  const total = audio.left.length;
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < total; from += CHUNK_FRAMES) {
    const numberOfFrames = Math.min(CHUNK_FRAMES, total - from);
    const planes = new Int16Array(2 * numberOfFrames);
    for (let i = 0; i < numberOfFrames; i++) {
      planes[i] = toInt16(gain * (audio.left[from + i] ?? 0));
      planes[numberOfFrames + i] = toInt16(gain * (audio.right[from + i] ?? 0));
    }
    pieces.push(
      new Uint8Array(
        Encoded.parse(await encoder.call('encode', { audioData: planes.buffer, numberOfFrames }))
          .encodedData,
      ),
    );
  }
  pieces.push(new Uint8Array(Flushed.parse(await encoder.call('flush')).flushedData));
  const stream = Buffer.concat(pieces);
  return new Uint8Array(Buffer.concat([id3Tag(tags), mp3InfoFrame(stream, total), stream]));
}
