import { expect, test } from 'vitest';
import { z } from 'zod';
import { formatIssues } from './validation-messages.ts';

const Song = z.strictObject({
  name: z.string('must be a text'),
  parts: z.array(z.object({ notes: z.number('must be a number') })),
});

test('each fault is named by where it is; one of the whole value by itself', () => {
  const wrong = Song.safeParse({ name: 1, parts: [{ notes: 2 }, { notes: 'two' }], tempo: 3 });
  expect(wrong.error && formatIssues(wrong.error)).toBe(
    'name must be a text; parts.1.notes must be a number; Unrecognized key: "tempo"',
  );
});
