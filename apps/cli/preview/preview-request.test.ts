import { expect, test } from 'vitest';
import { PreviewOptions, previewRequest, variationRequest } from './preview-request.ts';

const options = (given: Record<string, unknown> = {}) => PreviewOptions.parse(given);

test('options become the fields of the request', () => {
  expect(
    previewRequest(
      'warm lo-fi',
      options({
        key: 'Eb dorian',
        tempo: '82',
        without: ['drums'],
        deadline: '300',
        fallback: false,
      }),
    ),
  ).toEqual({
    text: 'warm lo-fi',
    key: { tonic: 'Eb', mode: 'dorian' },
    tempoBpm: 82,
    withoutParts: ['drums'],
    deadlineMs: 300,
    fallback: false,
    strict: false,
  });
  expect(variationRequest(options({ part: 'bass' }))).toEqual({
    part: 'bass',
    deadlineMs: 500,
    fallback: true,
  });
});

test('the error names each invalid option', () => {
  expect(() => previewRequest(undefined, options())).toThrow(
    'a preview needs a text, a style, or both',
  );
  expect(() => previewRequest('x', options({ style: 'polka' }))).toThrow(
    '--style: must be one of lo-fi',
  );
  expect(() => previewRequest('x', options({ deadline: '20' }))).toThrow(
    '--deadline: must be at least 50 ms',
  );
  expect(() => variationRequest(options({ part: 'bass', tempo: '90' }))).toThrow(
    'Change exactly one of --style, --mood, --tempo, --key, --energy, --seed, --without, --part.',
  );
});
