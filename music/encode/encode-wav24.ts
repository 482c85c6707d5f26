import type { FileTags } from '@fermata/contracts/values';
import { type Pcm24, pcmBytes } from '../signal/pcm24.ts';
import type { PictureTags } from './front-cover.ts';
import { id3Tag } from './id3-tag.ts';

const FORMAT_PCM = 1;
const BYTES_PER_SAMPLE = 3;
const CHANNELS = 2;

/**
 * A 24-bit WAV for editors and broadcasters: `bext` (EBU Tech 3285) before the audio; after it the
 * tags for music players (`id3 `, Unicode) and for Windows (`LIST` `INFO`).
 * It has no date, so the same recipe gives the same file.
 */
export function encodeWav24(pcm: Pcm24, tags: PictureTags): Uint8Array {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(FORMAT_PCM, 0);
  format.writeUInt16LE(CHANNELS, 2);
  format.writeUInt32LE(pcm.sampleRate, 4);
  format.writeUInt32LE(pcm.sampleRate * CHANNELS * BYTES_PER_SAMPLE, 8);
  format.writeUInt16LE(CHANNELS * BYTES_PER_SAMPLE, 12);
  format.writeUInt16LE(8 * BYTES_PER_SAMPLE, 14);
  const info = Buffer.concat([
    Buffer.from('INFO', 'latin1'),
    ...[
      ['INAM', tags.title],
      ['IART', tags.artist],
      ['ICMT', tags.comment],
      ['ISFT', 'Fermata'],
      ['IPRD', tags.album],
      ['ICOP', tags.cLine],
      ['IGNR', tags.genre],
      ['ICRD', tags.year],
    ].flatMap(([name, value]) =>
      value === undefined ? [] : [chunk(String(name), Buffer.from(`${value}\0`, 'utf8'))],
    ),
  ]);
  const body = Buffer.concat([
    Buffer.from('WAVE', 'latin1'),
    chunk('bext', bext(pcm.sampleRate, tags)),
    chunk('fmt ', format),
    chunk('data', pcmBytes(pcm.samples)),
    chunk('id3 ', id3Tag(tags)),
    chunk('LIST', info),
  ]);
  return new Uint8Array(chunk('RIFF', body));
}

/** Chunks are padded to an even length. */
function chunk(name: string, body: Uint8Array): Buffer {
  const bytes = Buffer.alloc(8 + body.length + (body.length % 2));
  bytes.write(name, 0, 'latin1');
  bytes.writeUInt32LE(body.length, 4);
  bytes.set(body, 8);
  return bytes;
}

/** Fixed-length ASCII fields; other characters become question marks. */
function bext(sampleRate: number, tags: FileTags): Buffer {
  const history = `A=PCM,F=${sampleRate},W=24,M=stereo,T=Fermata\r\n`;
  const body = Buffer.alloc(602 + history.length);
  const put = (value: string, at: number, length: number): void =>
    void body.write(value.replace(/[^\x20-\x7e]/g, '?').slice(0, length), at, 'latin1');
  put(`${tags.title}. ${tags.comment}`, 0, 256);
  put(tags.artist, 256, 32);
  put(tags.isrc ?? tags.recipeId, 288, 32);
  // Version 1; its UMID is left empty.
  body.writeUInt16LE(1, 346);
  body.write(history, 602, 'latin1');
  return body;
}
