import type { Stereo } from './stereo.ts';

/** Interleaved stereo as 24-bit integers. */
export interface Pcm24 {
  readonly sampleRate: number;
  readonly samples: Int32Array;
}

const FULL_SCALE = 8_388_608;

export function toPcm24(audio: Stereo): Pcm24 {
  const frames = audio.left.length;
  const samples = new Int32Array(frames * 2);
  for (let i = 0; i < frames; i++) {
    samples[2 * i] = quantise(audio.left[i] ?? 0);
    samples[2 * i + 1] = quantise(audio.right[i] ?? 0);
  }
  return { sampleRate: audio.sampleRate, samples };
}

// Equal to Math.round, in a third of the time.
function quantise(x: number): number {
  const step = Math.floor(x * FULL_SCALE + 0.5);
  return step > FULL_SCALE - 1 ? FULL_SCALE - 1 : step < -FULL_SCALE ? -FULL_SCALE : step;
}

/** A 24-bit integer is exact in a 32-bit float. */
export function toStereo(pcm: Pcm24): Stereo {
  const frames = pcm.samples.length / 2;
  const left = new Float32Array(frames);
  const right = new Float32Array(frames);
  for (let i = 0; i < frames; i++) {
    left[i] = (pcm.samples[2 * i] ?? 0) / FULL_SCALE;
    right[i] = (pcm.samples[2 * i + 1] ?? 0) / FULL_SCALE;
  }
  return { sampleRate: pcm.sampleRate, left, right };
}

/** Little-endian, interleaved, three bytes a sample: the bytes that `pcmSha256` covers. */
export function pcmBytes(samples: Int32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 3);
  // Four samples are three words on a little-endian machine, which WebAssembly's memory implies.
  const words = new Uint32Array(bytes.buffer, 0, (samples.length >> 2) * 3);
  let i = 0;
  for (let at = 0; at < words.length; at += 3, i += 4) {
    const second = samples[i + 1] ?? 0;
    const third = samples[i + 2] ?? 0;
    words[at] = ((samples[i] ?? 0) & 0xff_ffff) | (second << 24);
    words[at + 1] = ((second >>> 8) & 0xffff) | (third << 16);
    words[at + 2] = ((third >>> 16) & 0xff) | ((samples[i + 3] ?? 0) << 8);
  }
  for (let at = 3 * i; i < samples.length; i++, at += 3) {
    const sample = samples[i] ?? 0;
    bytes[at] = sample;
    bytes[at + 1] = sample >> 8;
    bytes[at + 2] = sample >> 16;
  }
  return bytes;
}
