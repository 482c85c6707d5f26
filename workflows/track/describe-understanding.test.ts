import { expect, test } from 'vitest';
import type { Understanding, UnderstoodWish } from '@fermata/contracts/values';
import { describeUnderstanding } from './describe-understanding.ts';

const wish = (
  quote: string,
  outcome: UnderstoodWish['outcome'],
  reason = 'so',
): UnderstoodWish => ({
  ...{ quote, outcome, reason },
  ...{ field: 'style', value: null },
});

test('wishes that are met stand together, every other with its reason', () => {
  const understanding: Understanding = [
    wish('calm', 'honoured'),
    wish('female *vocal*', 'impossible', 'there is no voice'),
    wish('lo-fi', 'honoured'),
    wish('country', 'approximated', 'acoustic-folk comes near it'),
    wish('asdf', 'ignored', 'this is not understood'),
  ];
  expect(describeUnderstanding(understanding)).toEqual([
    'Understood: “calm”, “lo-fi”',
    'Not possible: “female \\*vocal\\*”: there is no voice',
    'Nearly: “country”: acoustic-folk comes near it',
    'Ignored: “asdf”: this is not understood',
  ]);
  expect(describeUnderstanding([])).toEqual([]);
});

test('a long list says how many wishes it leaves out', () => {
  const lines = describeUnderstanding(
    Array.from({ length: 20 }, (_, i) => wish(`w${i}`, 'ignored')),
  );
  expect(lines).toHaveLength(13);
  expect(lines.at(-1)).toBe('8 more wishes are not met: `fermata track show` lists them.');
});
