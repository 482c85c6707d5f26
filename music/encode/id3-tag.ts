import { advisory } from './advisory.ts';
import { apicBody, type PictureTags } from './front-cover.ts';
import { musicTags } from './music-tags.ts';

const UTF8 = 3;

/** An ID3v2.4 tag, as at the start of MP3 files and in a chunk of WAV files. */
export function id3Tag(tags: PictureTags): Uint8Array {
  const { bpm, key } = musicTags(tags);
  const frames = [
    frame('TIT2', text(tags.title)),
    frame('TPE1', text(tags.artist)),
    ...(bpm === undefined ? [] : [frame('TBPM', text(bpm))]),
    ...(key === undefined ? [] : [frame('TKEY', text(key))]),
    ...[
      ['TSRC', tags.isrc],
      ['TALB', tags.album],
      ['TPUB', tags.label],
      // ID3 shows the sign itself, and wants the year first.
      ['TPRO', tags.pLine?.replace(/^℗\s*/u, '')],
      ['TCOP', tags.cLine?.replace(/^©\s*/u, '')],
      ['TCON', tags.genre],
      ['TLAN', iso639Of(tags.language)],
      ['TDRC', tags.year?.toString()],
    ].flatMap(([name = '', value]) => (value === undefined ? [] : [frame(name, text(value))])),
    frame(
      'COMM',
      Buffer.concat([
        Buffer.from([UTF8]),
        Buffer.from('eng\0', 'latin1'),
        Buffer.from(tags.comment, 'utf8'),
      ]),
    ),
    frame('TXXX', text(`RECIPE\0${tags.recipeId}`)),
    ...[
      ['LANGUAGE', tags.language],
      ['ITUNESADVISORY', advisory(tags)],
    ].flatMap(([name, value]) =>
      value === undefined ? [] : [frame('TXXX', text(`${name}\0${value}`))],
    ),
    ...(tags.frontCover ? [frame('APIC', apicBody(tags.frontCover))] : []),
  ];
  const body = Buffer.concat(frames);
  return Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), sevenBits(body.length), body]);
}

/** ID3 takes the three letters of ISO 639-2; `LANGUAGE` has the whole tag. */
const iso639Of = (language: string | undefined): string | undefined =>
  language?.length === 3 ? language : undefined;

const text = (value: string): Buffer =>
  Buffer.concat([Buffer.from([UTF8]), Buffer.from(value, 'utf8')]);
const frame = (name: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(name, 'latin1'), sevenBits(body.length), Buffer.from([0, 0]), body]);
/** ID3 sizes use seven bits of each byte, so they never look like an MPEG sync code. */
const sevenBits = (size: number): Buffer =>
  Buffer.from([21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f));
