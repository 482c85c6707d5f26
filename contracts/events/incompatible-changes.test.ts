import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { eventSchemas, publishedSchema } from './event-schemas.ts';
import { incompatibleChanges } from './incompatible-changes.ts';

const published = z
  .record(z.string(), z.record(z.string(), z.unknown()))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'published-schemas.json'), 'utf8')));

it('no event schema has changed in a way that breaks subscribers or stored events', () => {
  expect(incompatibleChanges(published, eventSchemas())).toEqual([]);
});

it('the published schemas are those of the code; after a change run "npm run event-schemas"', () => {
  expect(eventSchemas()).toEqual(published);
});

const base = {
  partner: z.string(),
  answer: z.enum(['accepted', 'rejected']),
  detail: z.string().optional(),
  places: z.array(z.object({ territory: z.string().min(2) })),
  note: z.union([z.object({ text: z.string() }), z.null()]),
};
const typed = (shape: z.ZodRawShape, version = 1) => ({
  'delivery.answered': {
    $id: `urn:fermata:event:delivery.answered:${version}`,
    ...publishedSchema(z.object(shape)),
  },
});
const { partner: _partner, ...withoutPartner } = base;

it.each<[string, z.ZodRawShape]>([
  ['nothing', base],
  ['a new optional field', { ...base, url: z.string().optional() }],
  ['another order of words', { ...base, answer: z.enum(['rejected', 'accepted']) }],
])('%s is a compatible change', (_, shape) => {
  expect(incompatibleChanges(typed(base), typed(shape))).toEqual([]);
});

it.each<[string, z.ZodRawShape, string]>([
  ['a removed field', withoutPartner, 'data.partner is gone'],
  ['a field that may be absent', { ...base, partner: z.string().optional() }, 'may be absent now'],
  [
    'a new word',
    { ...base, answer: z.enum(['accepted', 'rejected', 'later']) },
    'data.answer got "later"',
  ],
  ['a text without words', { ...base, answer: z.string() }, 'data.answer allows other values'],
  [
    'a looser bound',
    { ...base, places: z.array(z.object({ territory: z.string() })) },
    'data.places[].territory has minLength none, not 2',
  ],
  [
    'a further alternative',
    { ...base, note: z.union([z.object({ text: z.string() }), z.null(), z.number()]) },
    'data.note may now be {"type":"number"}',
  ],
])('%s needs a higher version', (_, shape, sentence) => {
  const [issue, ...others] = incompatibleChanges(typed(base), typed(shape));
  expect(issue).toContain(sentence);
  expect(issue).toContain("set 'delivery.answered': 2 in contracts/events/schema-versions.ts");
  expect(others).toEqual([]);
  expect(incompatibleChanges(typed(base), typed(shape, 2))).toEqual([]);
});

it.each<[string, z.ZodRawShape, string]>([
  ['a new required field', { ...base, url: z.string() }, 'data.url is new and required'],
  ['a field that is required now', { ...base, detail: z.string() }, 'data.detail is required now'],
  ['another type', { ...base, partner: z.number() }, 'data.partner is number, not string'],
  ['a lost word', { ...base, answer: z.enum(['accepted']) }, 'data.answer lost "rejected"'],
  [
    'a tighter bound',
    { ...base, places: z.array(z.object({ territory: z.string().min(3) })) },
    'data.places[].territory has minLength 3, not 2',
  ],
  ['a lost alternative', { ...base, note: z.object({ text: z.string() }) }, 'no longer allows'],
])('%s is refused, whatever the version', (_, shape, sentence) => {
  const issues = incompatibleChanges(typed(base), typed(shape, 2));
  expect(issues.join('\n')).toContain(sentence);
  expect(issues.join('\n')).toContain('stored events could no longer be read');
});

it('an event type is never removed', () => {
  expect(incompatibleChanges(typed(base), {})).toEqual([
    'delivery.answered is gone: events of this type are in the log for good, so keep its schema',
  ]);
});
