import { expect, test } from 'vitest';
import { readBounded } from './read-bounded.ts';

test('readBounded joins the chunks, and gives up on a longer body', async () => {
  const chunks = [new Uint8Array([1, 2]), new Uint8Array([3])];
  expect(await readBounded(chunks, 3)).toEqual(new Uint8Array([1, 2, 3]));
  expect(await readBounded(chunks, 2)).toBeNull();
});
