import { registerFlacEncoder } from '@mediabunny/flac-encoder';
import { registerMp3Encoder } from '@mediabunny/mp3-encoder';
import { AudioSample, AudioSampleSource, BufferTarget, FlacOutputFormat, Mp3OutputFormat, Output } from 'mediabunny';
import { decodeFlac } from '../encode/decode-flac.ts';
import { type Pcm24, toStereo } from '../encode/pcm24.ts';
import type { Stereo } from '../render/stereo.ts';

const CHUNK_FRAMES = 65_536;

/** What a step made, as the libraries take it. */
export function readMade(flac: Uint8Array): { pcm: Pcm24; audio: Stereo } {
  const pcm = decodeFlac(flac);
  return { pcm, audio: toStereo(pcm) };
}

/** The encoders and the meter as their makers offer them, and nothing around them: the floor of our steps. Milliseconds. */
export async function flacMs({ samples, sampleRate }: Pcm24): Promise<number> {
  registerFlacEncoder();
  const shifted = samples.map((sample) => sample << 8);
  const start = performance.now();
  const output = new Output({ format: new FlacOutputFormat(), target: new BufferTarget() });
  const source = new AudioSampleSource({ codec: 'flac' });
  output.addAudioTrack(source);
  await output.start();
  for (let from = 0; from < samples.length / 2; from += CHUNK_FRAMES) {
    const sample = new AudioSample({ format: 's32', data: shifted.subarray(from * 2, (from + CHUNK_FRAMES) * 2), numberOfChannels: 2, sampleRate, timestamp: from / sampleRate });
    await source.add(sample);
    sample.close();
  }
  source.close();
  await output.finalize();
  return performance.now() - start;
}

export async function mp3Ms({ left, right, sampleRate }: Stereo, bitrate: number): Promise<number> {
  registerMp3Encoder();
  const start = performance.now();
  const output = new Output({ format: new Mp3OutputFormat(), target: new BufferTarget() });
  const source = new AudioSampleSource({ codec: 'mp3', bitrate });
  output.addAudioTrack(source);
  await output.start();
  for (let from = 0; from < left.length; from += CHUNK_FRAMES) {
    const size = Math.min(CHUNK_FRAMES, left.length - from);
    const planes = new Float32Array(size * 2);
    planes.set(left.subarray(from, from + size));
    planes.set(right.subarray(from, from + size), size);
    const sample = new AudioSample({ format: 'f32-planar', data: planes, numberOfChannels: 2, sampleRate, timestamp: from / sampleRate });
    await source.add(sample);
    sample.close();
  }
  source.close();
  await output.finalize();
  return performance.now() - start;
}

/** Integrated loudness and true peak by ebur128. */
export async function meterMs({ left, right, sampleRate }: Stereo): Promise<number> {
  const { ebur128_integrated_stereo, ebur128_true_peak_stereo } = await import('ebur128-wasm/ebur128_wasm.js');
  const start = performance.now();
  ebur128_integrated_stereo(sampleRate, left, right);
  ebur128_true_peak_stereo(sampleRate, left, right);
  return performance.now() - start;
}
