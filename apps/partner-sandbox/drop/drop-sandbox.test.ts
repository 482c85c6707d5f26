import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createDropSandbox } from './drop-sandbox.ts';
import type { Store } from './store.ts';

const REFERENCE = `rel_${'a'.repeat(24)}-${'b'.repeat(12)}`;
const FILE = `files/${REFERENCE}/0123456789abcdef-master.flac`;
const HASH = createHash('sha256').update('a file').digest('hex');

let files: Map<string, string>;
let store: Store;
beforeEach(() => {
  files = new Map([[FILE, 'a file']]);
  store = {
    list: (subfolder) =>
      Promise.resolve(
        [...files.keys()]
          .filter((path) => path.startsWith(`${subfolder}/`))
          .map((path) => path.slice(subfolder.length + 1)),
      ),
    read: (path) => {
      const text = files.get(path);
      return Promise.resolve(text === undefined ? null : Buffer.from(text));
    },
    write(path, text) {
      files.set(path, text);
      return Promise.resolve();
    },
  };
});

const RELEASED = { releaseDate: '2026-11-30', year: 2026 };
const about = { aiDisclosure: 'all', recipeId: HASH, artist: 'Ada' };
/** `digit`: the id of the message is 24 times this digit. */
function send(type: string, digit: string, content: object): void {
  const messageId = digit.repeat(24);
  const message = { schemaVersion: '2', messageId, type, reference: REFERENCE, ...content };
  files.set(`messages/${REFERENCE}.${type}.${messageId}.json`, JSON.stringify(message));
}
const reserve = (title: string): void =>
  send('reserve', '0', {
    ...{ ...about, title, releaseId: 'rel_1', durationSeconds: 30 },
    ...{ versionSha256: HASH, pcmSha256: HASH },
  });
const deliver = (digit: string, title: string, date: object = RELEASED): void =>
  send('deliver', digit, {
    metadata: { ...about, ...date, title, artists: [], credits: [], tags: [] },
    files: [{ path: FILE, name: 'master.flac', sha256: HASH, bytes: 6, mediaType: 'audio/flac' }],
  });

const Acknowledgement = z.object({ status: z.string(), messageId: z.string() });
/** The status of each acknowledgement, with the first digit of the message that it answers. */
const answers = (): string[] =>
  [...files.keys()]
    .filter((path) => path.startsWith('acknowledgements/'))
    .toSorted()
    .map((path) => Acknowledgement.parse(JSON.parse(files.get(path) ?? '')))
    .map(({ status, messageId }) => `${messageId.slice(0, 1)} ${status}`);

/** The answers to a release with this title, which is delivered as each of these messages. */
async function answersTo(title: string, ...digits: readonly string[]): Promise<string[]> {
  reserve(title);
  await createDropSandbox(store).pass();
  for (const digit of digits) {
    deliver(digit, title);
    // A new sandbox knows only the folder.
    await createDropSandbox(store).pass();
  }
  return answers();
}

test('[needs-fix] asks for a fix at the first delivery, and accepts the next one', async () => {
  const title = 'Unfinished [Needs-Fix]';
  expect(await answersTo(title, '2', '1')).toEqual(['0 received', '2 needs-fix', '1 accepted']);
  expect(await createDropSandbox(store).pass()).toBe(0);
});

test('a delivery after the decision gets the same answer', async () => {
  const title = 'Slow Light';
  expect(await answersTo(title, '1', '2')).toEqual(['0 received', '1 accepted', '2 accepted']);
  await createDropSandbox(store).reject(REFERENCE, 'a listener complained');
  deliver('3', title);
  await createDropSandbox(store).pass();
  expect(answers().at(-1)).toBe('3 rejected');
});

test.each([
  { year: 2026 },
  { ...RELEASED, releaseDate: '2026-02-30' },
  { ...RELEASED, year: '26' },
])('a delivery with the date %j is rejected', async (date) => {
  reserve('Slow Light');
  await createDropSandbox(store).pass();
  deliver('1', 'Slow Light', date);
  await createDropSandbox(store).pass();
  expect(answers()).toEqual(['0 received', '1 rejected']);
});

test('a title that is rejected is not asked for a fix', async () => {
  const title = 'Not wanted [reject] [needs-fix]';
  expect(await answersTo(title, '1')).toEqual(['0 received', '1 rejected']);
});
