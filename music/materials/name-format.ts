import { imageType } from '../cover/image-svg.ts';

/** The kinds of file that materials are read from, by their first bytes. */
export type MaterialFormat = 'midi' | 'wav' | 'image';

const NAMES: Readonly<Record<MaterialFormat, string>> = {
  midi: 'a MIDI file',
  wav: 'a WAV file',
  image: 'a picture',
};
const WAV_FORMS = ['RIFF', 'RF64', 'BW64'];

/** Whether a file begins as MIDI (also in RIFF), WAV, PNG or JPEG does; null for all others. */
export function materialFormat(bytes: Uint8Array): MaterialFormat | null {
  const [first, form] = [textAt(bytes, 0, 4), textAt(bytes, 8, 4)];
  if (first === 'MThd' || (first === 'RIFF' && form === 'RMID')) return 'midi';
  if (WAV_FORMS.includes(first) && form === 'WAVE') return 'wav';
  return imageType(bytes) === null ? null : 'image';
}

/** First bytes of other files, as text in Latin-1; `at` is 0 where absent. */
const SIGNATURES: readonly {
  readonly name: string;
  readonly text: string;
  readonly at?: number;
}[] = [
  { name: 'an MP3 file', text: 'ID3' },
  { name: 'a FLAC file', text: 'fLaC' },
  { name: 'an Ogg file', text: 'OggS' },
  { name: 'an AIFF file', text: 'AIFF', at: 8 },
  { name: 'an AIFF file', text: 'AIFC', at: 8 },
  { name: 'an MP4 file', text: 'ftyp', at: 4 },
  { name: 'a Core Audio file', text: 'caff' },
  { name: 'an AU file', text: '.snd' },
  { name: 'a Wave64 file', text: 'riff' },
  { name: 'a big-endian WAV file (RIFX)', text: 'RIFX' },
  { name: 'a WavPack file', text: 'wvpk' },
  { name: "a Monkey's Audio file", text: 'MAC ' },
  { name: 'a Windows Media file', text: '\x30\x26\xb2\x75' },
  { name: 'a Matroska file', text: '\x1a\x45\xdf\xa3' },
  { name: 'a SoundFont', text: 'sfbk', at: 8 },
  { name: 'an AVI file', text: 'AVI ', at: 8 },
  { name: 'a ZIP archive', text: 'PK\x03\x04' },
  { name: 'a gzip file', text: '\x1f\x8b' },
  { name: 'a GIF picture', text: 'GIF8' },
  { name: 'a WebP picture', text: 'WEBP', at: 8 },
  { name: 'a TIFF picture', text: 'II*\0' },
  { name: 'a TIFF picture', text: 'MM\0*' },
  { name: 'a PDF file', text: '%PDF' },
  { name: 'an XML file', text: '<?xml' },
  { name: 'an HTML page', text: '<!DOCTYPE' },
  { name: 'an HTML page', text: '<html' },
];

/** The format of a file, such as "an MP3 file", by its first bytes; null if unknown. */
export function nameFormat(bytes: Uint8Array): string | null {
  const format = materialFormat(bytes);
  if (format !== null) return NAMES[format];
  if (bytes.length === 0) return 'an empty file';
  const known = SIGNATURES.find(({ text, at = 0 }) => textAt(bytes, at, text.length) === text);
  return known?.name ?? nameMpegAudio(bytes);
}

/** An MPEG frame begins with eleven set bits; layer 0 is AAC. */
function nameMpegAudio([first = 0, second = 0]: Uint8Array): string | null {
  if (first !== 0xff || second < 0xe0 || second === 0xff) return null;
  return (second & 0x06) === 0 ? 'an AAC file' : 'an MP3 file';
}

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));
