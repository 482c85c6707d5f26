import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { confirm } from './confirm.ts';

const never = new AbortController().signal;
const terminal = (answer: string) => {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.write(`${answer}\n`);
  return { input, output: new PassThrough() };
};

test.each([
  ['y', true],
  ['Yes', true],
  ['n', false],
  ['', false],
])('a person who answers "%s" confirms: %s', async (answer, confirmed) => {
  expect(await confirm('Send it back?', terminal(answer), never)).toBe(confirmed);
});

test('a program is not asked', async () => {
  const { output } = terminal('');
  expect(await confirm('Send it back?', { input: new PassThrough(), output }, never)).toBe(true);
  expect(output.read()).toBeNull();
});
