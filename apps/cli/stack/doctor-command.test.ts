import { expect, it } from 'vitest';
import { summary } from './doctor-command.ts';

it.each([
  [0, 0, 'No problems.'],
  [0, 1, 'No problems; 1 warning: see "!" above.'],
  [1, 2, '1 problem; 2 warnings: see "!" above.'],
  [2, 0, '2 problems.'],
])('%i errors and %i warnings: %s', (errors, warnings, text) =>
  expect(summary(errors, warnings)).toBe(text),
);
