import { createHash } from 'node:crypto';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { decodeFlac } from '../decode/decode-flac.ts';
import { pcmBytes, toPcm24 } from '../signal/pcm24.ts';

/**
 * Milliseconds that libFLAC's own decoder (compiled to WebAssembly) takes to decode these files one
 * after another.
 */
export async function decodeFlacMs(files: readonly Uint8Array[]): Promise<number> {
  let spent = 0;
  for (const file of files) {
    const decoder = new FLACDecoder();
    await decoder.ready;
    const start = performance.now();
    const { errors } = await decoder.decodeFile(file);
    spent += performance.now() - start;
    decoder.free();
    if (errors.length > 0)
      throw new Error(`libFLAC cannot decode the file: ${errors[0]?.message ?? ''}`);
  }
  return spent;
}

/**
 * Milliseconds for both digests of a FLAC file's samples: the MD5 in STREAMINFO and the SHA-256
 * that identifies the audio.
 */
export function digestsMs(flac: Uint8Array): number {
  const bytes = pcmBytes(toPcm24(decodeFlac(flac)).samples);
  const start = performance.now();
  createHash('md5').update(bytes).digest();
  createHash('sha256').update(bytes).digest();
  return performance.now() - start;
}
