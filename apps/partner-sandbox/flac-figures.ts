/**
 * Reads the STREAMINFO block (RFC 9639, section 8.2) from the first 42 bytes of a FLAC file.
 * Undefined when the file is not FLAC. `durationSeconds` is undefined when the encoder did not know the sample count.
 */
export function flacFigures(
  head: Uint8Array,
): { sampleRate: number; durationSeconds: number | undefined } | undefined {
  if (head.length < 42) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const isFlac = view.getUint32(0) === 0x664c_6143 && (view.getUint8(4) & 0x7f) === 0;
  if (!isFlac) return undefined;
  const sampleRate = view.getUint32(18) >>> 12;
  const samples = (view.getUint8(21) & 0x0f) * 2 ** 32 + view.getUint32(22);
  if (sampleRate === 0) return undefined;
  return { sampleRate, durationSeconds: samples === 0 ? undefined : samples / sampleRate };
}
