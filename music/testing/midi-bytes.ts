/** Writes MIDI files byte by byte, so that tests can also write what no library does. */
const bytesOf = (...parts: (number | readonly number[])[]): number[] => parts.flat();
const big = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) % 256);

export function variableLength(value: number): number[] {
  const out = [value & 127];
  for (let rest = value >> 7; rest > 0; rest >>= 7) out.unshift((rest & 127) | 128);
  return out;
}

export const event = (delta: number, ...data: number[]): number[] =>
  bytesOf(variableLength(delta), data);

export const meta = (delta: number, type: number, data: readonly number[] = []): number[] =>
  bytesOf(variableLength(delta), 0xff, type, variableLength(data.length), data);

export const END = meta(0, 0x2f);
export const tempo = (microseconds: number, delta = 0): number[] =>
  meta(delta, 0x51, big(microseconds, 3));
export const metre = (numerator: number, power: number, delta = 0): number[] =>
  meta(delta, 0x58, [numerator, power, 24, 8]);

/** One note after another, all of the same length in ticks. */
export const melody = (
  pitches: readonly number[],
  { ticks = 480, channel = 0 }: { ticks?: number; channel?: number } = {},
): number[] =>
  pitches.flatMap((pitch) => [
    ...event(0, 0x90 | channel, pitch, 90),
    ...event(ticks, 0x80 | channel, pitch, 0),
  ]);

export const chunk = (tag: string, data: readonly number[], size = data.length): number[] =>
  bytesOf([...Buffer.from(tag, 'latin1')], big(size, 4), data);

export const header = (format: number, tracks: number, division: number): number[] =>
  chunk('MThd', bytesOf(big(format, 2), big(tracks, 2), big(division, 2)));

export const midiFile = (...parts: readonly number[][]): Uint8Array =>
  Uint8Array.from(parts.flat());

/** A file of format 1 at 480 ticks a beat. */
export const tracksFile = (...tracks: readonly number[][]): Uint8Array =>
  midiFile(header(1, tracks.length, 480), ...tracks.map((track) => chunk('MTrk', track)));

/** A RIFF chunk with its padding. */
export const riffChunk = (tag: string, data: readonly number[]): number[] =>
  bytesOf(
    [...Buffer.from(tag, 'latin1')],
    big(data.length, 4).reverse(),
    data,
    data.length % 2 === 1 ? [0] : [],
  );
