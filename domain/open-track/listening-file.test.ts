import { expect, it } from 'vitest';
import { listeningFile } from './listening-file.ts';

const mp3 = { version: 2, kind: 'delivery-mp3' as const };
const clip = { ...mp3, alternate: 'cut-30' as const };
const others = [
  { ...mp3, version: 1 },
  { ...clip, version: 1 },
  { ...clip, kind: 'delivery-flac' as const },
  { ...mp3, alternate: 'no-drums' as const },
];

it('is the clip of the version, else its whole MP3', () => {
  expect(listeningFile([...others, mp3, clip], 2)).toBe(clip);
  expect(listeningFile([...others, mp3], 2)).toBe(mp3);
  expect(listeningFile(others, 2)).toBeNull();
});
