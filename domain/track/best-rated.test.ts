import { expect, test } from 'vitest';
import { bestRated } from './best-rated.ts';

const candidates = (...ratings: number[]) =>
  ratings.map((rating, index) => ({ number: index + 1, evaluation: { rating } }));

test('the candidate with the best rating is picked', () => {
  expect(bestRated(candidates(0.2, 0.9, 0.4)).number).toBe(2);
});

test('the first of equally good candidates is picked', () => {
  expect(bestRated(candidates(0.2, 0.7, 0.7)).number).toBe(2);
});
