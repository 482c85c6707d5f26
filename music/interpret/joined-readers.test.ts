import { expect, test } from 'vitest';
import { MAX_READERS } from '@fermata/contracts/values';
import { joinedReaders } from './joined-readers.ts';

const encoder = { name: 'encoder', version: '1', sha256: 'a'.repeat(64) };
const tiny = { name: 'tiny', version: 'openai' };
const chosen = { ...tiny, state: 'active', used: true, reason: 'is active' } as const;

test('a text and its note have the readers of both, each once', () => {
  expect(
    joinedReaders(
      { models: [encoder, tiny], choices: [chosen] },
      { models: [tiny], choices: [chosen] },
    ),
  ).toEqual({ models: [encoder, tiny], choices: [chosen] });
  expect(joinedReaders({ models: [encoder] }, { models: [tiny] })).toEqual({
    models: [encoder, tiny],
  });
});

test('the grammar alone is no reader', () => {
  expect(joinedReaders({}, {})).toEqual({});
});

test('of too many readers the last ones remain', () => {
  const many = Array.from({ length: MAX_READERS }, (_, at) => ({ ...tiny, version: `${at}` }));
  expect(joinedReaders({ models: many }, { models: [encoder] }).models).toEqual([
    ...many.slice(1),
    encoder,
  ]);
});
