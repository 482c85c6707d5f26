import { createHash } from 'node:crypto';
import { registerFlacEncoder } from '@mediabunny/flac-encoder';
import { AudioSample, AudioSampleSource, BufferTarget, FlacOutputFormat, Output } from 'mediabunny';
import { readStreamInfo } from './decode-flac.ts';
import { type Pcm24, pcmBytes } from './pcm24.ts';

const CHUNK_FRAMES = 65_536;

/** Lossless, 24 bit. The MD5 of the samples, which the encoder leaves empty, is filled in, so any player can check the file. */
export async function encodeFlac(pcm: Pcm24): Promise<{ flac: Uint8Array; pcmSha256: string }> {
  registerFlacEncoder();
  const target = new BufferTarget();
  const output = new Output({ format: new FlacOutputFormat(), target });
  const source = new AudioSampleSource({ codec: 'flac' });
  output.addAudioTrack(source);
  await output.start();
  const frames = pcm.samples.length / 2;
  for (let from = 0; from < frames; from += CHUNK_FRAMES) {
    // 32-bit samples with the 24 in their upper part: the encoder takes 24 of them.
    const chunk = pcm.samples.slice(from * 2, Math.min(frames, from + CHUNK_FRAMES) * 2).map((sample) => sample << 8);
    const sample = new AudioSample({ format: 's32', data: chunk, numberOfChannels: 2, sampleRate: pcm.sampleRate, timestamp: from / pcm.sampleRate });
    await source.add(sample);
    sample.close();
  }
  source.close();
  await output.finalize();
  if (!target.buffer) throw new Error('the FLAC encoder gave no bytes');
  const flac = new Uint8Array(target.buffer);
  const raw = pcmBytes(pcm);
  const info = readStreamInfo(flac).blocks.find((block) => block.type === 0);
  if (info) flac.set(createHash('md5').update(raw).digest(), info.from + 18);
  return { flac, pcmSha256: createHash('sha256').update(raw).digest('hex') };
}
