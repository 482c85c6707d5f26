import type { FileTags } from '@fermata/contracts/values';
import { readStreamInfo } from '../decode/read-stream-info.ts';
import { advisory } from './advisory.ts';
import { flacPicture, type PictureTags } from './front-cover.ts';
import { musicTags } from './music-tags.ts';

const VORBIS_COMMENT = 4;
const PICTURE = 6;
const VENDOR = 'Fermata';

/** The same audio frames with these comments and this picture in place of any existing ones. */
export function tagFlac(flac: Uint8Array, tags: PictureTags): Uint8Array {
  const layout = readStreamInfo(flac);
  const kept = layout.blocks.filter((block) => block.type === 0 || block.type === 3);
  const blocks = [
    ...kept.map((block) => ({ type: block.type, body: flac.subarray(block.from, block.to) })),
    { type: VORBIS_COMMENT, body: vorbisComment(tags) },
    ...(tags.frontCover ? [{ type: PICTURE, body: flacPicture(tags.frontCover) }] : []),
  ];
  const audio = flac.subarray(layout.audioAt);
  const tagged = new Uint8Array(
    4 + blocks.reduce((sum, { body }) => sum + 4 + body.length, 0) + audio.length,
  );
  tagged.set(flac.subarray(0, 4));
  let at = 4;
  blocks.forEach(({ type, body }, i) => {
    tagged.set(
      [
        type | (i === blocks.length - 1 ? 0x80 : 0),
        body.length >> 16,
        (body.length >> 8) & 255,
        body.length & 255,
      ],
      at,
    );
    tagged.set(body, at + 4);
    at += 4 + body.length;
  });
  tagged.set(audio, at);
  return tagged;
}

function vorbisComment(tags: FileTags): Uint8Array {
  const { bpm, key } = musicTags(tags);
  const fields = [
    `TITLE=${tags.title}`,
    `ARTIST=${tags.artist}`,
    `RECIPE=${tags.recipeId}`,
    `COMMENT=${tags.comment}`,
    ...(bpm === undefined ? [] : [`BPM=${bpm}`]),
    ...(key === undefined ? [] : [`INITIALKEY=${key}`]),
    ...[
      ['ISRC', tags.isrc],
      ['ALBUM', tags.album],
      ['LABEL', tags.label],
      ['PLINE', tags.pLine],
      ['COPYRIGHT', tags.cLine],
      ['GENRE', tags.genre],
      ['LANGUAGE', tags.language],
      ['DATE', tags.year],
      ['ITUNESADVISORY', advisory(tags)],
    ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])),
  ];
  const texts = [VENDOR, ...fields].map((text) => Buffer.from(text, 'utf8'));
  const [vendor, ...comments] = texts.map((text) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    return Buffer.concat([length, text]);
  });
  const count = Buffer.alloc(4);
  count.writeUInt32LE(comments.length);
  return Buffer.concat([vendor ?? Buffer.alloc(4), count, ...comments]);
}
