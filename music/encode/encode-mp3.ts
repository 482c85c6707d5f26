import { registerMp3Encoder } from '@mediabunny/mp3-encoder';
import { AudioSample, AudioSampleSource, BufferTarget, Mp3OutputFormat, Output } from 'mediabunny';
import type { Stereo } from '../render/stereo.ts';
import type { Tags } from './tag-flac.ts';

const CHUNK_FRAMES = 65_536;
const BITS_PER_SECOND = 192_000;

/** To listen to: 192 kbit/s, tagged (ID3v2). */
export async function encodeMp3(audio: Stereo, tags: Tags): Promise<Uint8Array> {
  registerMp3Encoder();
  const target = new BufferTarget();
  const output = new Output({ format: new Mp3OutputFormat(), target });
  output.setMetadataTags({ title: tags.title, artist: tags.artist, comment: tags.comment, raw: { TXXX: { RECIPE: tags.recipeId } } });
  const source = new AudioSampleSource({ codec: 'mp3', bitrate: BITS_PER_SECOND });
  output.addAudioTrack(source);
  await output.start();
  const frames = audio.left.length;
  for (let from = 0; from < frames; from += CHUNK_FRAMES) {
    const size = Math.min(CHUNK_FRAMES, frames - from);
    const planes = new Float32Array(size * 2);
    planes.set(audio.left.subarray(from, from + size));
    planes.set(audio.right.subarray(from, from + size), size);
    const sample = new AudioSample({ format: 'f32-planar', data: planes, numberOfChannels: 2, sampleRate: audio.sampleRate, timestamp: from / audio.sampleRate });
    await source.add(sample);
    sample.close();
  }
  source.close();
  await output.finalize();
  if (!target.buffer) throw new Error('the MP3 encoder gave no bytes');
  return new Uint8Array(target.buffer);
}
