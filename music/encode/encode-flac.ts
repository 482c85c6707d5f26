import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readStreamInfo } from '../decode/read-stream-info.ts';
import { type Pcm24, pcmBytes } from '../signal/pcm24.ts';
import { WorkerInThread } from './worker-in-thread.ts';

const CHUNK_FRAMES = 65_536;
const Opened = z.object({ ctx: z.number(), header: z.instanceof(ArrayBuffer) });
const Packets = z.object({
  packets: z.array(z.object({ encodedData: z.instanceof(ArrayBuffer) })),
});

/**
 * Lossless 24-bit FLAC by libFLAC. Afterwards fills in the fields that the encoder cannot know in
 * advance: frame sizes, length, and the MD5 with which any player can check the file.
 */
export async function encodeFlac(pcm: Pcm24): Promise<{ flac: Uint8Array; pcmSha256: string }> {
  const encoder = new WorkerInThread('flac');
  const { ctx, header } = Opened.parse(
    await encoder.call('init', {
      numberOfChannels: 2,
      sampleRate: pcm.sampleRate,
      bitsPerSample: 24,
    }),
  );
  const frames: Uint8Array[] = [];
  const take = (answer: unknown): void =>
    void frames.push(
      ...Packets.parse(answer).packets.map((packet) => new Uint8Array(packet.encodedData)),
    );
  const total = pcm.samples.length / 2;
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  for (let from = 0; from < total; from += CHUNK_FRAMES) {
    const numSamples = Math.min(CHUNK_FRAMES, total - from);
    const chunk = pcm.samples.slice(from * 2, (from + numSamples) * 2);
    const raw = pcmBytes(chunk);
    md5.update(raw);
    sha256.update(raw);
    // The encoder takes 32-bit samples with the 24 bits in their upper part.
    for (let i = 0; i < chunk.length; i++) chunk[i] = (chunk[i] ?? 0) << 8;
    take(await encoder.call('encode', { ctx, audioData: chunk.buffer, numSamples }));
  }
  take(await encoder.call('flush', { ctx }));

  const { buffer, byteOffset, length } = Buffer.concat([new Uint8Array(header), ...frames]);
  const flac = new Uint8Array(buffer, byteOffset, length);
  const info = readStreamInfo(flac).blocks.find((block) => block.type === 0);
  if (!info) throw new Error('the FLAC encoder wrote no STREAMINFO');
  const view = new DataView(buffer, byteOffset + info.from);
  const sizes = frames.map((frame) => frame.length);
  const setUint24 = (at: number, value: number): void =>
    [16, 8, 0].forEach((shift, i) => view.setUint8(at + i, value >> shift));
  setUint24(
    4,
    sizes.reduce((least, size) => Math.min(least, size), 0xff_ffff),
  );
  setUint24(
    7,
    sizes.reduce((most, size) => Math.max(most, size), 0),
  );
  // 36 bits; five minutes fit in the lower 32.
  view.setUint32(14, total);
  flac.set(md5.digest(), info.from + 18);
  return { flac, pcmSha256: sha256.digest('hex') };
}
