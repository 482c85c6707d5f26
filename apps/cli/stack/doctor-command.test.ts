import { expect, it } from 'vitest';
import { summary } from './doctor-command.ts';

it.each([
  [0, 0, 'Nothing is in the way.'],
  [0, 1, 'Nothing is in the way; 1 warning: see "!" above.'],
  [1, 2, '1 thing is in the way; 2 warnings: see "!" above.'],
  [2, 0, '2 things are in the way.'],
])('%i faults and %i warnings: %s', (faults, warnings, text) =>
  expect(summary(faults, warnings)).toBe(text),
);
