import { expect, test } from 'vitest';
import { z } from 'zod';
import { formatIssues, plainErrorMap } from './validation-messages.ts';

const Song = z.strictObject({
  name: z.string('must be a text'),
  parts: z.array(z.object({ notes: z.number('must be a number') })),
});

test('each issue has its path, except one of the whole value', () => {
  const wrong = Song.safeParse({ name: 1, parts: [{ notes: 2 }, { notes: 'two' }], tempo: 3 });
  expect(wrong.error && formatIssues(wrong.error)).toBe(
    'name must be a text; parts.1.notes must be a number; Unrecognized key: "tempo"',
  );
});

const Tune = z.strictObject({
  name: z.string().min(1).max(3),
  bpm: z.number().min(40).max(200),
  share: z.number().gt(0),
  bars: z.int(),
  mood: z.enum(['calm', 'dark']),
  parts: z.array(z.string()).min(1),
  own: z.string('has its own message'),
  pick: z.discriminatedUnion('by', [
    z.object({ by: z.literal('rating') }),
    z.object({ by: z.literal('person') }),
  ]),
  kinds: z.union([z.string(), z.array(z.string())]),
  at: z.iso.datetime(),
  code: z.string().regex(/^[A-Z]{2}$/),
  even: z.number().multipleOf(2),
});
const good = {
  name: 'a',
  bpm: 90,
  share: 1,
  bars: 4,
  mood: 'calm',
  parts: ['lead'],
  own: 'x',
  pick: { by: 'rating' },
  kinds: 'midi',
  at: '2026-11-22T12:00:00Z',
  code: 'DE',
  even: 2,
};

test.each<[object, string]>([
  [{ name: '' }, 'name must have at least 1 character'],
  [{ name: 'abcd' }, 'name must have at most 3 characters'],
  [{ name: 5 }, 'name must be a text'],
  [{ name: undefined }, 'name is missing: must be a text'],
  [{ bpm: 20 }, 'bpm must be at least 40'],
  [{ bpm: 999 }, 'bpm must be at most 200'],
  [{ bpm: Number.NaN }, 'bpm must be a number'],
  [{ share: 0 }, 'share must be more than 0'],
  [{ bars: 1.5 }, 'bars must be a whole number'],
  [{ mood: 'angry' }, 'mood must be one of calm, dark'],
  [{ parts: [] }, 'parts must have at least 1 entry'],
  [{ tempo: 3 }, ' must not have "tempo"'],
  [
    Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`${index}${'x'.repeat(50)}`, 0])),
    ` must not have ${Array.from({ length: 5 }, (_, index) => `"${index}${'x'.repeat(39)}"`).join(', ')} and 4 more`,
  ],
  [{ own: 3 }, 'own has its own message'],
  [{ pick: { by: 'me' } }, 'pick.by must be one of rating, person'],
  [{ kinds: 3 }, 'kinds must be a text, or must be a list'],
  [{ at: 'today' }, 'at must be a time such as 2026-11-22T12:00:00Z'],
  [{ code: 'de' }, 'code must match /^[A-Z]{2}$/'],
  [{ even: 3 }, 'even must be a multiple of 2'],
])('%j', (wrong, expected) => {
  const { error } = Tune.safeParse({ ...good, ...wrong }, { error: plainErrorMap });
  expect(error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
    expected,
  ]);
});
