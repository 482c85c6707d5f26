import { silentStereo, type Stereo } from '../signal/stereo.ts';
import { BitReader } from './bit-reader.ts';
import { type FlacLayout, readStreamInfo } from './read-stream-info.ts';
import { readSubframe } from './read-subframe.ts';

const FULL_SCALE = 8_388_608;

/**
 * Receives each decoded frame: its samples, and the number of samples per channel before it. The
 * next frame overwrites the arrays.
 */
export type OnFrame = (left: Int32Array, right: Int32Array, from: number) => void;

/**
 * Decodes what `encodeFlac` writes: stereo, 24 bit, Rice-coded residuals (RFC 9639), one frame at a
 * time to limit memory. Throws on anything else. The round trip through libFLAC's encoder is
 * tested.
 */
export function readFlacFrames(
  bytes: Uint8Array,
  { frames, audioAt }: FlacLayout,
  onFrame: OnFrame,
): void {
  const bits = new BitReader(bytes, audioAt);
  let left = new Int32Array(0);
  let right = new Int32Array(0);
  for (let done = 0; done < frames; done += left.length) {
    const { size, assignment } = readFrameHeader(bits);
    if (done + size > frames)
      throw new RangeError('the FLAC file has more samples than STREAMINFO states');
    if (left.length !== size) [left, right] = [new Int32Array(size), new Int32Array(size)];
    readSubframe(bits, left, assignment === RIGHT_SIDE ? 25 : 24);
    readSubframe(bits, right, assignment === LEFT_SIDE || assignment === MID_SIDE ? 25 : 24);
    bits.align();
    bits.read(16);
    toLeftAndRight(left, right, assignment);
    onFrame(left, right, done);
  }
}

/** Decodes the whole file. A 24-bit integer is exact in a 32-bit float. */
export function decodeFlac(bytes: Uint8Array): Stereo {
  const layout = readStreamInfo(bytes);
  const audio = silentStereo(layout.frames, layout.sampleRate);
  readFlacFrames(bytes, layout, (left, right, from) => {
    for (let i = 0; i < left.length; i++) {
      audio.left[from + i] = (left[i] ?? 0) / FULL_SCALE;
      audio.right[from + i] = (right[i] ?? 0) / FULL_SCALE;
    }
  });
  return audio;
}

/** Channel assignments in which one or both subframes are not channels themselves. */
const LEFT_SIDE = 8;
const RIGHT_SIDE = 9;
const MID_SIDE = 10;

/** `size`: samples per channel in the frame. */
function readFrameHeader(bits: BitReader): { size: number; assignment: number } {
  if (bits.read(14) !== 0x3ffe)
    throw new TypeError('the FLAC file is damaged: a frame has no sync code');
  bits.read(2);
  const sizeCode = bits.read(4);
  const rateCode = bits.read(4);
  const assignment = bits.read(4);
  bits.read(4);
  // Frame number, coded as UTF-8.
  const lead = bits.read(8);
  for (let more = lead < 0x80 ? 0 : Math.clz32(~(lead << 24)) - 1; more > 0; more--) bits.read(8);
  const size =
    sizeCode === 1
      ? 192
      : sizeCode <= 5
        ? 576 << (sizeCode - 2)
        : sizeCode === 6
          ? bits.read(8) + 1
          : sizeCode === 7
            ? bits.read(16) + 1
            : 256 << (sizeCode - 8);
  if (rateCode === 12) bits.read(8);
  else if (rateCode > 12) bits.read(16);
  bits.read(8);
  return { size, assignment };
}

/**
 * In place. Side is left minus right; mid is half their sum, whose lost low bit equals the side's.
 */
function toLeftAndRight(first: Int32Array, second: Int32Array, assignment: number): void {
  if (assignment === LEFT_SIDE)
    for (let i = 0; i < first.length; i++) second[i] = (first[i] ?? 0) - (second[i] ?? 0);
  else if (assignment === RIGHT_SIDE)
    for (let i = 0; i < first.length; i++) first[i] = (first[i] ?? 0) + (second[i] ?? 0);
  else if (assignment === MID_SIDE) {
    for (let i = 0; i < first.length; i++) {
      const side = second[i] ?? 0;
      const sum = ((first[i] ?? 0) << 1) | (side & 1);
      first[i] = (sum + side) >> 1;
      second[i] = (sum - side) >> 1;
    }
  }
}
