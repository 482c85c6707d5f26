import { MaterialError } from './material-error.ts';

/** The statements of a WAV's `acid` chunk about the loop. `beats`, `tempoBpm`: 0 where not stated. */
export interface AcidLoop {
  readonly beats: number;
  readonly tempoBpm: number;
}

export interface WavFormat {
  readonly kind: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly frameBytes: number;
  readonly bits: number;
  readonly validBits: number;
}

/** More chunks are no recording, and each costs time. */
const MAX_CHUNKS = 1000;
/** The real size is in the ds64 chunk of an RF64, or not known. */
const OPEN_SIZE = 0xffff_ffff;
/** Programs that write to a pipe leave the size 0 or near one of the largest values. */
const MIN_PLACEHOLDER_SIZE = 0x7fff_f000;
const EXTENSIBLE = 0xfffe;
/** Chunks whose name is recognised where the padding byte before it is missing. */
const KNOWN_CHUNKS = new Set(
  (
    'fmt |data|LIST|JUNK|junk|FLLR|PAD |bext|iXML|axml|fact|acid|smpl|inst|cue |plst|PEAK|cart|' +
    'id3 |ID3 |strc|minf|elm1|umid|DISP|_PMX|afsp|chna'
  ).split('|'),
);

export interface WavData {
  readonly start: number;
  readonly size: number;
  /** The file does not state the size. */
  readonly open: boolean;
}

export interface WavChunks {
  readonly format: WavFormat | null;
  readonly data: WavData | null;
  readonly acid: AcidLoop | null;
  /** Up to the samples, the file has the layout that `readWavHeader` expects. */
  readonly plain: boolean;
}

/** Finds format, samples and loop figures. Throws a MaterialError if the file is cut off before its samples end. */
export function readWavChunks(bytes: Uint8Array): WavChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: WavFormat | null = null;
  let data: WavData | null = null;
  let acid: AcidLoop | null = null;
  let longSize: number | null = null;
  let plain = fourCc(bytes, 0) === 'RIFF';
  let at = 12;
  for (let count = 0; at + 8 <= bytes.length; count++) {
    if (count >= MAX_CHUNKS) {
      if (data) break;
      throw new MaterialError(`a WAV may have at most ${MAX_CHUNKS} chunks before its samples`);
    }
    const id = fourCc(bytes, at);
    const start = at + 8;
    const stated = view.getUint32(at + 4, true);
    const left = bytes.length - start;
    let size = stated;
    if (id === 'data' && !data) {
      if (!format)
        throw new MaterialError('this WAV has samples before their format (no fmt chunk)');
      data = dataAt(bytes, start, stated === OPEN_SIZE && longSize !== null ? longSize : stated);
      if (data.size > left)
        throw new MaterialError(
          `this WAV is truncated: it states ${data.size} bytes of samples and has ${left}, ` +
            'so the recording is cut off',
        );
      if (data.open) break;
      size = data.size;
    } else if (size > left) {
      // Behind the samples, nothing that is needed is missing.
      if (data) break;
      throw new MaterialError(
        /^[ -~]{4}$/.test(id)
          ? `this WAV is truncated: its chunk "${id}" states ${size} bytes and has ${left}; ` +
              'it is cut off before its samples'
          : `this WAV is damaged: there is no chunk at byte ${at}`,
      );
    } else if (id === 'fmt ') format = formatAt(view, start, size);
    else if (id === 'ds64' && size >= 16 && !plain) longSize = readLongSize(view, start + 8);
    else if (id === 'acid' && size >= 24) acid = acidAt(view, start);
    const next = nextChunk(bytes, start + size, size);
    if (!data && next !== start + size + (size % 2)) plain = false;
    at = next;
  }
  return { format, data, acid, plain };
}

/** The stated size, or the rest of the file for a placeholder. */
function dataAt(bytes: Uint8Array, start: number, stated: number): WavData {
  const left = bytes.length - start;
  // Samples cannot begin with the name of a chunk by chance.
  const empty = stated === 0 && (left === 0 || KNOWN_CHUNKS.has(fourCc(bytes, start)));
  return (stated === 0 && !empty) || (stated >= MIN_PLACEHOLDER_SIZE && stated > left)
    ? { start, size: left, open: true }
    : { start, size: stated, open: false };
}

/** The 64-bit size of an RF64; 0 if it was never filled in. */
function readLongSize(view: DataView, at: number): number {
  const size = view.getBigUint64(at, true);
  return size > BigInt(Number.MAX_SAFE_INTEGER) ? 0 : Number(size);
}

/** Chunks start at even bytes, but some programs forget the padding. */
function nextChunk(bytes: Uint8Array, end: number, size: number): number {
  const padded = end + (size % 2);
  return padded !== end &&
    KNOWN_CHUNKS.has(fourCc(bytes, end)) &&
    !KNOWN_CHUNKS.has(fourCc(bytes, padded))
    ? end
    : padded;
}

function formatAt(view: DataView, at: number, size: number): WavFormat {
  if (size < 16) throw new MaterialError('the fmt chunk of this WAV is truncated');
  const code = view.getUint16(at, true);
  const bits = view.getUint16(at + 14, true);
  // WAVE_FORMAT_EXTENSIBLE: the actual format is the first two bytes of a GUID.
  const extensible = code === EXTENSIBLE && size >= 26;
  return {
    kind: extensible ? view.getUint16(at + 24, true) : code,
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    frameBytes: view.getUint16(at + 12, true),
    bits,
    validBits: extensible ? view.getUint16(at + 18, true) : bits,
  };
}

/** Little-endian: flags, root note, two unknown, beats, denominator, numerator, tempo. */
function acidAt(view: DataView, at: number): AcidLoop | null {
  const oneShot = (view.getUint32(at, true) & 1) === 1;
  const tempoBpm = view.getFloat32(at + 20, true);
  return oneShot
    ? null
    : {
        beats: view.getUint32(at + 12, true),
        tempoBpm: Number.isFinite(tempoBpm) && tempoBpm > 0 ? tempoBpm : 0,
      };
}

const fourCc = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4));
