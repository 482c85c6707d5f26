import { expect, test } from 'vitest';
import { prefersAudio } from './prefers-audio.ts';

test.each([
  [undefined, false],
  ['', false],
  ['*/*', false],
  ['application/json', false],
  ['text/html', false],
  ['audio/mpeg', false],
  ['audio/wave', false],
  ['audio/wav', true],
  ['AUDIO/WAV', true],
  ['audio/*', true],
  ['audio/wav, */*', true],
  ['audio/wav;q=0.5', true],
  ['audio/wav, application/json', true],
  ['audio/wav, application/problem+json', true],
  ['audio/wav;q=0', false],
  ['audio/*, audio/wav;q=0', false],
  ['application/json, audio/wav;q=0.9', false],
  ['application/*, audio/*;q=0.9', false],
  ['*/*, audio/wav;q=0.9', false],
  ['audio/wav ; q=1.0 , application/json ; q=0.9', true],
  [';;;,,q=1', false],
  ['audio/wav;q=nonsense', true],
])('Accept: %s asks for the WAV itself: %s', (accept, expected) =>
  expect(prefersAudio(accept)).toBe(expected),
);
