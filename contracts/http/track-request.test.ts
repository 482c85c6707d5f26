import { expect, test } from 'vitest';
import { CreateTrackRequest } from './track-request.ts';

const previewId = `prv_${'0'.repeat(24)}`;
const brief = { text: 'late night jazz' };

test('a preview is the only candidate, and a brief has three, unless a number is asked for', () => {
  expect(CreateTrackRequest.parse({ previewId }).request.candidates).toBe(1);
  expect(CreateTrackRequest.parse({ previewId, candidates: 4 }).request.candidates).toBe(4);
  expect(CreateTrackRequest.parse({ brief }).request.candidates).toBe(3);
  expect(CreateTrackRequest.parse({ brief, candidates: 1 }).request.candidates).toBe(1);
});

test('a title over two lines is one line', () => {
  expect(
    CreateTrackRequest.parse({ brief: { ...brief, title: 'Line one\nLine two' } }).request,
  ).toMatchObject({
    brief: { title: 'Line one Line two' },
  });
  expect(CreateTrackRequest.parse({ previewId, title: ' a\r\n b ' }).request).toMatchObject({
    title: 'a b',
  });
});

test('a request that is strict is the same request', () => {
  const { strict, request } = CreateTrackRequest.parse({ brief, strict: true });
  expect(strict).toBe(true);
  expect(request).toEqual(CreateTrackRequest.parse({ brief }).request);
});

test('key and style may be spelled as people spell them', () => {
  const spelled = { ...brief, key: 'fis-Moll', style: 'D&B' };
  expect(CreateTrackRequest.parse({ brief: spelled }).request).toMatchObject({
    brief: { key: { tonic: 'Gb', mode: 'minor' }, style: 'drum-and-bass' },
  });
  const wrong = CreateTrackRequest.safeParse({ brief: { ...brief, key: 'Q', style: 'polka' } });
  expect(wrong.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['brief.style', expect.stringMatching(/^must be one of lo-fi, /) as string],
    ['brief.key', 'must be a key such as "F# minor", "Am" or "fis-Moll"'],
  ]);
});
