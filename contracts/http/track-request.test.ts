import { expect, test } from 'vitest';
import { CreateTrackRequest } from './track-request.ts';

const previewId = `prv_${'0'.repeat(24)}`;
const brief = { text: 'late night jazz' };

test('a preview is the only candidate, and a brief has three, unless a number is asked for', () => {
  expect(CreateTrackRequest.parse({ previewId }).candidates).toBe(1);
  expect(CreateTrackRequest.parse({ previewId, candidates: 4 }).candidates).toBe(4);
  expect(CreateTrackRequest.parse({ brief }).candidates).toBe(3);
  expect(CreateTrackRequest.parse({ brief, candidates: 1 }).candidates).toBe(1);
});

test('a title over two lines is one line', () => {
  expect(
    CreateTrackRequest.parse({ brief: { ...brief, title: 'Line one\nLine two' } }),
  ).toMatchObject({
    brief: { title: 'Line one Line two' },
  });
  expect(CreateTrackRequest.parse({ previewId, title: ' a\r\n b ' })).toMatchObject({
    title: 'a b',
  });
});
