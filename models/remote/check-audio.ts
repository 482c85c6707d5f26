import { readWavHeader, requireFiniteSamples, WavError, type WavHeader } from '@fermata/music';
import { AudioServiceError } from './audio-service-error.ts';

/** -60 dBFS. Music that never passes it is not audible. */
const SILENT_PEAK = 0.001;
/** The format of floating-point samples in a WAV. */
const FLOAT = 3;
const INT16_SCALE = 32_768;
const MIN_TOLERANCE_SECONDS = 2;
const TOLERANCE = 0.05;

/** By how many seconds audio may miss the length asked for. */
export const toleranceOf = (seconds: number): number =>
  Math.max(MIN_TOLERANCE_SECONDS, seconds * TOLERANCE);

/** Reads a file that a generator made. Throws AudioServiceError (`unusable`) for one that is not what was asked for. */
export function checkAudio(
  wav: Uint8Array,
  asked: number,
): { readonly sampleRate: number; readonly seconds: number } {
  const header = headerOf(wav);
  const seconds = header.frames / header.sampleRate;
  if (Math.abs(seconds - asked) > toleranceOf(asked))
    throw unusable(`made ${seconds.toFixed(1)} s of audio instead of ${asked} s`);
  if (!isAudible(wav, header)) throw unusable('made silent audio');
  return { sampleRate: header.sampleRate, seconds };
}

function headerOf(wav: Uint8Array): WavHeader {
  try {
    const header = readWavHeader(wav);
    requireFiniteSamples(wav, header);
    return header;
  } catch (error) {
    if (!(error instanceof WavError)) throw error;
    throw unusable(`sent a file that cannot be used (${error.message})`, error);
  }
}

function isAudible(wav: Uint8Array, { bits, kind, dataOffset, frames, channels }: WavHeader) {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength);
  const width = bits / 8;
  const isFloat = kind === FLOAT;
  const limit = isFloat ? SILENT_PEAK : SILENT_PEAK * INT16_SCALE;
  for (let i = 0; i < frames * channels; i++) {
    const at = dataOffset + i * width;
    // The upper 16 bits of an integer suffice.
    const sample = isFloat ? view.getFloat32(at, true) : view.getInt16(at + width - 2, true);
    if (Math.abs(sample) > limit) return true;
  }
  return false;
}

const unusable = (message: string, cause?: unknown) =>
  new AudioServiceError('unusable', message, { cause });
