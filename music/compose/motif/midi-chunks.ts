import { damagedMidi } from './damaged-midi.ts';

/** The MIDI file inside a RIFF file (.rmi), or the file itself. */
export function unwrapRiff(file: Uint8Array): Uint8Array {
  if (tagAt(file, 0) !== 'RIFF' || tagAt(file, 8) !== 'RMID') return file;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 12; at + 8 <= file.length;) {
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (tagAt(file, at) === 'data') {
      if (start + size > file.length)
        throw damagedMidi(
          `it is cut short: its RIFF data states ${size} bytes, and ${file.length - start} are there`,
        );
      return file.subarray(start, start + size);
    }
    at = start + size + (size % 2);
  }
  throw damagedMidi('it is a RIFF file without MIDI data');
}

export interface MidiChunk {
  readonly start: number;
  readonly end: number;
}

/**
 * The tracks among the chunks; chunks of other kinds are skipped, as the standard asks. Bytes after
 * the last stated track that are no chunk are ignored.
 */
export function trackChunks(
  file: Uint8Array,
  view: DataView,
  from: number,
  statedTracks: number,
): MidiChunk[] {
  const tracks: MidiChunk[] = [];
  let at = from;
  while (at + 8 <= file.length) {
    const tag = tagAt(file, at);
    const size = view.getUint32(at + 4);
    const [start, end] = [at + 8, at + 8 + size];
    if (end > file.length) {
      if (tag !== 'MTrk' && tracks.length > 0 && tracks.length >= statedTracks) break;
      if (!/^[ -~]{4}$/.test(tag)) throw damagedMidi(`there is no chunk at byte ${at}`);
      const name = tag === 'MTrk' ? `track ${tracks.length + 1}` : `the chunk "${tag}"`;
      throw damagedMidi(
        `it is cut short: ${name} states ${size} bytes, and ${file.length - start} are there`,
      );
    }
    if (tag === 'MTrk') tracks.push({ start, end });
    at = end;
  }
  if ((at < file.length || tracks.length === 0) && tracks.length < statedTracks)
    throw damagedMidi(
      `it is cut short: the header states ${statedTracks} tracks, and it ends after ${tracks.length}`,
    );
  if (tracks.length === 0) throw damagedMidi('it has no tracks');
  return tracks;
}

export const tagAt = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4));
