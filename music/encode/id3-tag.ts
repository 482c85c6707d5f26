import { musicTags } from './music-tags.ts';
import type { Tags } from './tags.ts';

const UTF8 = 3;

/** An ID3v2.4 tag, as at the start of MP3 files and in a chunk of WAV files. */
export function id3Tag(tags: Tags): Uint8Array {
  const { bpm, key } = musicTags(tags);
  const frames = [
    frame('TIT2', text(tags.title)),
    frame('TPE1', text(tags.artist)),
    ...(tags.isrc ? [frame('TSRC', text(tags.isrc))] : []),
    ...(bpm === undefined ? [] : [frame('TBPM', text(bpm))]),
    ...(key === undefined ? [] : [frame('TKEY', text(key))]),
    frame(
      'COMM',
      Buffer.concat([
        Buffer.from([UTF8]),
        Buffer.from('eng\0', 'latin1'),
        Buffer.from(tags.comment, 'utf8'),
      ]),
    ),
    frame(
      'TXXX',
      Buffer.concat([Buffer.from([UTF8]), Buffer.from(`RECIPE\0${tags.recipeId}`, 'utf8')]),
    ),
  ];
  const body = Buffer.concat(frames);
  return Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), sevenBits(body.length), body]);
}

const text = (value: string): Buffer =>
  Buffer.concat([Buffer.from([UTF8]), Buffer.from(value, 'utf8')]);
const frame = (name: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(name, 'latin1'), sevenBits(body.length), Buffer.from([0, 0]), body]);
/** ID3 sizes use seven bits of each byte, so they never look like an MPEG sync code. */
const sevenBits = (size: number): Buffer =>
  Buffer.from([21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f));
