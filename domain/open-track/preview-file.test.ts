import { expect, it } from 'vitest';
import { previewFile } from './preview-file.ts';

const mp3 = { version: 2, kind: 'delivery-mp3' as const };
const excerpt = { ...mp3, alternate: 'cut-30' as const };
const others = [
  { ...mp3, version: 1 },
  { ...excerpt, version: 1 },
  { ...excerpt, kind: 'delivery-flac' as const },
  { ...mp3, alternate: 'no-drums' as const },
];

it('is the excerpt of the version, else its whole MP3', () => {
  expect(previewFile([...others, mp3, excerpt], 2)).toBe(excerpt);
  expect(previewFile([...others, mp3], 2)).toBe(mp3);
  expect(previewFile(others, 2)).toBeNull();
});
