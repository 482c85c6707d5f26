import type { Stereo } from '../signal/stereo.ts';

const MAX_SECONDS = 60;
const SAMPLE_RATES = [44_100, 48_000, 88_200, 96_000];
const PCM = 1;
const FLOAT = 3;
/** WAVE_FORMAT_EXTENSIBLE: the actual format is the first two bytes of a GUID further on. */
const EXTENSIBLE = 0xfffe;

/** A WAV file that cannot be used; the message gives the reason. */
export class WavError extends Error {
  override readonly name = 'WavError';
}

interface Format {
  readonly kind: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bits: number;
}
/** `frames` start at byte `dataOffset`. */
export interface WavHeader extends Format {
  readonly dataOffset: number;
  readonly frames: number;
}

/**
 * Reads an uploaded WAV: 16, 24 or 32-bit PCM or 32-bit float, 44.1 to 96 kHz, one channel (copied
 * to both sides) or two, at most 60 s. Throws a WavError on anything else.
 */
export function decodeWav(bytes: Uint8Array): Stereo {
  const header = readWavHeader(bytes);
  if (header.frames === 0) throw new WavError('this WAV has no samples');
  if (header.frames > MAX_SECONDS * header.sampleRate)
    throw new WavError(
      `a WAV may last at most ${MAX_SECONDS} seconds, not ${Math.ceil(header.frames / header.sampleRate)}`,
    );
  requireFiniteSamples(bytes, header);
  return readSamples(viewOf(bytes), header);
}

/**
 * Reads a WAV's format without its samples. Throws a WavError on what `decodeWav` does not read,
 * except for its length and sample values.
 */
export function readWavHeader(bytes: Uint8Array): WavHeader {
  const view = viewOf(bytes);
  if (bytes.length < 12 || fourCc(view, 0) !== 'RIFF' || fourCc(view, 8) !== 'WAVE')
    throw new WavError('not a WAV file: it does not begin with RIFF and WAVE');
  let format: Format | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = fourCc(view, at);
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (id === 'fmt ') format = readFormat(view, body, size);
    if (id === 'data') {
      if (!format) throw new WavError('this WAV has samples before their format (no fmt chunk)');
      if (body + size > bytes.length)
        throw new WavError(
          `this WAV is truncated: it states ${size} bytes of samples and has ${bytes.length - body}`,
        );
      return {
        ...format,
        dataOffset: body,
        frames: Math.floor((size * 8) / (format.bits * format.channels)),
      };
    }
    at = body + size + (size % 2);
  }
  throw new WavError(
    format ? 'this WAV has no samples (no data chunk)' : 'this WAV has no fmt chunk',
  );
}

function readFormat(view: DataView, at: number, size: number): Format {
  if (size < 16 || at + size > view.byteLength)
    throw new WavError('the fmt chunk of this WAV is truncated');
  const code = view.getUint16(at, true);
  const kind = code === EXTENSIBLE && size >= 26 ? view.getUint16(at + 24, true) : code;
  const format = {
    kind,
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
  const { channels, sampleRate, bits } = format;
  if (!(
    (kind === PCM && (bits === 16 || bits === 24 || bits === 32)) ||
    (kind === FLOAT && bits === 32)
  ))
    throw new WavError(
      `a WAV must be PCM of 16, 24 or 32 bits or float of 32 bits, not format ${kind} of ${bits} bits`,
    );
  if (!SAMPLE_RATES.includes(sampleRate))
    throw new WavError(
      `a WAV must have ${SAMPLE_RATES.join(', ')} samples a second, not ${sampleRate}`,
    );
  if (channels !== 1 && channels !== 2)
    throw new WavError(`a WAV must have one or two channels, not ${channels}`);
  return format;
}

/** Checks that all float samples of a WAV are finite numbers. Throws a WavError otherwise. */
export function requireFiniteSamples(
  bytes: Uint8Array,
  { kind, dataOffset, frames, channels }: WavHeader,
): void {
  if (kind !== FLOAT) return;
  const view = viewOf(bytes);
  for (let i = 0; i < frames * channels; i++)
    if (!Number.isFinite(view.getFloat32(dataOffset + i * 4, true)))
      throw new WavError('this WAV has a sample that is not a number');
}

function readSamples(
  view: DataView,
  { kind, channels, sampleRate, bits, dataOffset, frames }: WavHeader,
): Stereo {
  const width = bits / 8;
  const sample = (i: number): number => {
    const where = dataOffset + i * width;
    if (bits === 16) return view.getInt16(where, true) / 32_768;
    if (kind === PCM && bits === 32) return view.getInt32(where, true) / 2_147_483_648;
    if (kind === PCM)
      return (
        (view.getUint8(where) | (view.getUint8(where + 1) << 8) | (view.getInt8(where + 2) << 16)) /
        8_388_608
      );
    // A float file can hold any value beyond full scale; limit it to a range no real recording
    // exceeds.
    return Math.max(-4, Math.min(4, view.getFloat32(where, true)));
  };
  const left = new Float32Array(frames);
  const right = new Float32Array(frames);
  for (let i = 0; i < frames; i++) {
    left[i] = sample(i * channels);
    right[i] = sample(i * channels + channels - 1);
  }
  return { sampleRate, left, right };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const fourCc = (view: DataView, at: number): string =>
  String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
