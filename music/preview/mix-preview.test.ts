import { expect, test } from 'vitest';
import { recipeOf } from '../edits/testing/composed.ts';
import { mixPreview } from './mix-preview.ts';
import { absentFromPreview, previewFadeSeconds } from './preview-fade.ts';

const RATE = 8000;
const tone = Float32Array.from({ length: 2 * 4 * RATE }, (_, i) => Math.sin((i >> 1) / 6) / 2);
const peakOf = (samples: Float32Array): number =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

test('a preview fades out over its last seconds', () => {
  const { left } = mixPreview([tone], RATE, 2).audio;
  expect(peakOf(left.subarray(0, 2 * RATE))).toBeGreaterThan(
    20 * peakOf(left.subarray(left.length - RATE / 4)),
  );
});

test('only a piece that is its own preview has its fade there; of another the preview says so', () => {
  const [short, long] = [8, 40].map((durationSeconds) =>
    recipeOf({ text: 'lo-fi that fades out', durationSeconds }),
  );
  if (!short || !long) throw new Error('no recipes');
  expect([previewFadeSeconds(short), absentFromPreview(short)]).toEqual([2, []]);
  expect(previewFadeSeconds(long)).toBe(0);
  expect(absentFromPreview(long)).toEqual([
    'fade: only the track has it; the preview is 8 s of its main section',
  ]);
});
