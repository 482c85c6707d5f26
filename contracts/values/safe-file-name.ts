/** Bytes in UTF-8. File systems allow 255; the rest is for additions such as a hash. */
const MAX_BYTES = 200;
const MAX_EXTENSION_BYTES = 12;

// Characters that a shell, a header, a path or Windows interprets, and those that cannot be seen.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}"\\/:*?<>|%;]+/gu;
// Names of devices on Windows, with any extension.
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)/iu;

/** The text as a file name for every system, in its own script: no path, at most 200 bytes. */
export function safeFileName(text: string): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(UNSAFE, '_')
    .replace(/^[.\s]+|[.\s]+$/gu, '')
    .replace(DEVICE, '_$&');
  const [stem, extension] = splitExtension(plain);
  return `${cutToBytes(stem, MAX_BYTES - byteLength(extension))}${extension}` || 'file';
}

/** `master.wav`, `ab12cd34` → `master-ab12cd34.wav` */
export function withSuffix(fileName: string, suffix: string): string {
  const [stem, extension] = splitExtension(fileName);
  return `${stem}-${suffix}${extension}`;
}

/** The text up to `max` bytes in UTF-8, cut between characters as people see them. */
export function cutToBytes(text: string, max: number): string {
  if (byteLength(text) <= max) return text;
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += byteLength(segment);
    if (bytes > max) break;
    kept += segment;
  }
  return kept;
}

function splitExtension(fileName: string): [stem: string, extension: string] {
  const dot = fileName.lastIndexOf('.');
  const extension = dot > 0 ? fileName.slice(dot) : '';
  return byteLength(extension) > MAX_EXTENSION_BYTES
    ? [fileName, '']
    : [fileName.slice(0, fileName.length - extension.length), extension];
}

const byteLength = (text: string): number => new TextEncoder().encode(text).byteLength;
