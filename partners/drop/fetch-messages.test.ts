import { expect, test } from 'vitest';
import { parseJson, PartnerWebhook } from '@fermata/contracts/values';
import { PartnerRequestError } from '../partner-request-error.ts';
import type { DropFolder } from './drop-folder.ts';
import { fetchMessages } from './fetch-messages.ts';

const reference = `rel_${'a'.repeat(24)}-${'b'.repeat(12)}`;
const at = '2027-03-01T08:00:00.000Z';
const fix = { field: 'title', reason: 'It is too long.' };

/** The bodies for acknowledgements with this content, in their order. */
async function bodiesOf(...contents: readonly object[]): Promise<(string | null)[]> {
  const texts = contents.map((content, index) =>
    JSON.stringify({ reference, sequence: index + 1, at, ...content }),
  );
  const nameOf = (index: number): string => `${reference}.00000${index + 1}.json`;
  const folder: DropFolder = {
    list: (subfolder) =>
      Promise.resolve(
        subfolder === 'acknowledgements'
          ? texts.map((text, index) => ({ name: nameOf(index), bytes: text.length }))
          : [],
      ),
    read: (path) =>
      Promise.resolve(
        new TextEncoder().encode(texts.find((_, index) => path.endsWith(nameOf(index)))),
      ),
    put: () => Promise.reject(new Error('only read')),
    close: () => Promise.resolve(),
  };
  const bodies: (string | null)[] = [];
  await fetchMessages(folder, {
    knownOf: () => Promise.resolve(new Set<string>()),
    receive({ body }) {
      bodies.push(body);
      return Promise.resolve();
    },
  });
  return bodies;
}

test('the acknowledgement that asks for a fix is the webhook that says the same', async () => {
  const [received, needsFix, accepted] = await bodiesOf(
    { status: 'received' },
    { status: 'needs-fix', fields: [{ ...fix, isNew: true }], schemaVersion: '2' },
    { status: 'accepted' },
  );
  expect(received).toBeNull();
  const webhook = {
    type: 'delivery.needs-fix',
    timestamp: at,
    data: { reference, fields: [fix] },
  };
  expect(parseJson(needsFix ?? '')).toEqual(webhook);
  expect(PartnerWebhook.parse(webhook)).toEqual(webhook);
  expect(accepted).toContain('"delivery.accepted"');
});

test.each([
  ['no fields', {}],
  ['an empty list of fields', { fields: [] }],
  ['more than 20 fields', { fields: Array.from({ length: 21 }, () => fix) }],
  ['a field without its reason', { fields: [{ field: 'title' }] }],
  ['a reason that is too long', { fields: [{ ...fix, reason: 'x'.repeat(501) }] }],
])('one with %s is no webhook, and is shown as it is', async (_mistake, content) => {
  const [body] = await bodiesOf({ status: 'needs-fix', ...content });
  expect(parseJson(body ?? '')).toEqual({
    ...{ reference, sequence: 1, at, status: 'needs-fix' },
    ...content,
  });
});

/** Reads requests of which these cannot be read. Returns the names of those that were handed over, and the failure. */
async function handedOver(names: readonly string[], broken: readonly string[]) {
  const nameOf = (path: string): string => path.replace(/^requests\/|\.json$/g, '');
  const folder: DropFolder = {
    list: (subfolder) =>
      Promise.resolve(
        subfolder === 'requests' ? names.map((name) => ({ name: `${name}.json`, bytes: 2 })) : [],
      ),
    read: (path) =>
      broken.includes(nameOf(path))
        ? Promise.reject(new PartnerRequestError({ kind: 'timeout', detail: `no ${path}` }))
        : Promise.resolve(new TextEncoder().encode('{}')),
    put: () => Promise.reject(new Error('only read')),
    close: () => Promise.resolve(),
  };
  const handed: string[] = [];
  const done = fetchMessages(folder, {
    knownOf: () => Promise.resolve(new Set<string>()),
    receive({ request }) {
      handed.push(nameOf(request ?? ''));
      return Promise.resolve();
    },
  });
  const failure = await done.then(() => null, String);
  return { handed, failure };
}

test('an unreadable file does not block later ones, and is reported at the end', async () => {
  const { handed, failure } = await handedOver(['a', 'b', 'c', 'd'], ['a', 'c']);
  expect(handed).toEqual(['b', 'd']);
  expect(failure).toContain('no requests/a.json');
});

test('a folder that gives none of three files in a row is left until the next look', async () => {
  const { handed, failure } = await handedOver(['a', 'b', 'c', 'd'], ['a', 'b', 'c']);
  expect(handed).toEqual([]);
  expect(failure).toContain('no requests/c.json');
});
