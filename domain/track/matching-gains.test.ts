import { expect, it } from 'vitest';
import { matchingGains } from './matching-gains.ts';

it('attenuates the louder recording to the quieter one', () => {
  expect(matchingGains([-14, -18.234])).toEqual([-4.23, 0]);
  expect(matchingGains([-14.1, -14.1])).toEqual([0, 0]);
});
