import { expect, test } from 'vitest';
import type { ModelChoice } from '@fermata/contracts/values';
import { chooserAmong } from './choose-model.ts';

const choice: ModelChoice = {
  ...{ name: 'reader', version: '1', state: 'active', used: true, reason: 'is active' },
};

test('a choice is found by name and version; another version is not used', () => {
  const choose = chooserAmong([choice]);
  expect(choose?.({ name: 'reader', version: '1' })).toBe(choice);
  expect(choose?.({ name: 'reader', version: '2' })).toEqual({
    ...{ name: 'reader', version: '2', used: false, reason: 'is not registered' },
  });
});

test('without choices nothing is decided', () => {
  expect(chooserAmong([])).toBeUndefined();
});
