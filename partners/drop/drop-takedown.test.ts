import { expect, test } from 'vitest';
import type { PartnerCallContext } from '../partner-adapter.ts';
import { PartnerRequestError } from '../partner-request-error.ts';
import { openDropAdapter } from './drop-adapter.ts';
import { answered, unreachable } from './drop-request.ts';

const context: PartnerCallContext = {
  signal: new AbortController().signal,
  onProgress: () => undefined,
};
const RELEASE = `rel_${'a'.repeat(24)}`;
const REFERENCE = `${RELEASE}-${'b'.repeat(12)}`;

/** A folder in memory. Its first `failures` writes fail. */
function openFolder(failures = 0) {
  const files = new Map<string, string>();
  let left = failures;
  const adapter = openDropAdapter(() =>
    Promise.resolve({
      list: (subfolder, prefix = '') =>
        Promise.resolve(
          [...files.keys()]
            .filter((path) => path.startsWith(`${subfolder}/${prefix}`))
            .map((path) => ({ name: path.slice(subfolder.length + 1), bytes: 100 }))
            .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
        ),
      read: (path) => {
        const text = files.get(path);
        return text === undefined
          ? Promise.reject(new PartnerRequestError(answered(404, 'NoSuchKey', path)))
          : Promise.resolve(new TextEncoder().encode(text));
      },
      put: (path, bytes) => {
        if (left-- > 0)
          return Promise.reject(
            new PartnerRequestError(unreachable(new Error('connection reset'))),
          );
        files.set(path, new TextDecoder().decode(bytes));
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    }),
  );
  return {
    files,
    adapter,
    acknowledge: (sequence: number, status: string, rest: object = {}) =>
      files.set(
        `acknowledgements/${REFERENCE}.00000${sequence}.json`,
        JSON.stringify({
          ...{ reference: REFERENCE, sequence, at: '2027-03-01T08:00:00.000Z', status },
          ...rest,
        }),
      ),
    messages: () => [...files.keys()].filter((path) => path.startsWith('messages/')),
    takeDown: (idempotencyKey = 'down') =>
      adapter.sendTakedown(
        { partnerReference: REFERENCE, reason: 'rights unclear', idempotencyKey },
        context,
      ),
    listed: async () =>
      (await adapter.findReservations(RELEASE, context)).map(({ state }) => state),
  };
}

test('a takedown that fails twice is written despite a broken acknowledgement, then confirmed', async () => {
  const folder = openFolder(2);
  const { takeDown, listed, acknowledge } = folder;
  folder.files.set(`messages/${REFERENCE}.reserve.${'c'.repeat(24)}.json`, '{}');
  acknowledge(1, 'lives');
  expect(await listed()).toEqual(['unknown']);
  for (let attempt = 1; attempt <= 2; attempt++)
    await expect(takeDown()).rejects.toThrow('connection reset');
  expect(await takeDown()).toEqual({ state: 'taking-down' });
  expect(folder.messages()).toContainEqual(expect.stringContaining('.takedown.'));
  // Another acknowledgement that breaks the contract shows nothing either.
  acknowledge(2, 'taken down');
  expect(await listed()).toEqual(['unknown']);
  acknowledge(3, 'taken-down');
  expect(await takeDown()).toEqual({ state: 'taken-down' });
  expect(await listed()).toEqual(['taken-down']);
});

test('other steps end at an acknowledgement that breaks the contract', async () => {
  const { files, adapter, acknowledge } = openFolder();
  files.set(`messages/${REFERENCE}.reserve.${'c'.repeat(24)}.json`, '{}');
  acknowledge(1, 'lives');
  const confirm = { partnerReference: REFERENCE, idempotencyKey: 'confirm' };
  await expect(adapter.confirm(confirm, context)).rejects.toThrow('does not match the contract');
  await expect(adapter.ask(REFERENCE, context)).rejects.toThrow('does not match the contract');
});

test('a reservation whose messages were deleted is still listed, and taken down', async () => {
  const { takeDown, listed, acknowledge, messages } = openFolder();
  acknowledge(3, 'live');
  expect(await listed()).toEqual(['live']);
  await takeDown();
  expect(messages()).toHaveLength(1);
  expect(await listed()).toEqual(['live']);
});

test('a release that stays on sale is shown as live, and each key writes its own takedown once', async () => {
  const { takeDown, listed, acknowledge, messages } = openFolder();
  acknowledge(3, 'live');
  for (const key of ['first day', 'first day', 'second day', 'second day']) {
    expect(await takeDown(key)).toEqual({ state: 'taking-down' });
    expect(await listed()).toEqual(['live']);
  }
  expect(messages()).toHaveLength(2);
  acknowledge(4, 'taken-down');
  expect(await listed()).toEqual(['taken-down']);
});

test('each acknowledgement that shows a release on sale after its takedown gets another takedown', async () => {
  const { takeDown, acknowledge, messages } = openFolder();
  acknowledge(3, 'live');
  for (const [sequence, status, sent] of [
    ...[[3, 'live', 1] as const, [4, 'live', 2] as const, [5, 'updated', 3] as const],
  ]) {
    acknowledge(sequence, status, { metadataVersion: 2 });
    for (let look = 1; look <= 2; look++)
      expect(await takeDown()).toEqual({ state: 'taking-down' });
    expect(messages()).toHaveLength(sent);
  }
});

test('a partner that acknowledges each message as received gets no further takedown of the same key', async () => {
  const { takeDown, acknowledge, messages } = openFolder();
  for (let sequence = 3; sequence <= 6; sequence++) {
    acknowledge(sequence, 'received');
    await takeDown();
  }
  expect(messages()).toHaveLength(1);
});

test('a late confirmation or update puts nothing on sale that is being taken down', async () => {
  const { adapter, takeDown, acknowledge, messages } = openFolder();
  acknowledge(3, 'accepted');
  await takeDown();
  const confirm = { partnerReference: REFERENCE, idempotencyKey: 'confirm' };
  await expect(adapter.confirm(confirm, context)).rejects.toThrow('the takedown of');
  expect(messages()).toHaveLength(1);
});

test('without any file the state is unknown, never gone, and the takedown is written', async () => {
  const { adapter, takeDown, listed } = openFolder();
  expect(await listed()).toEqual([]);
  expect(await adapter.ask(REFERENCE, context)).toMatchObject({ state: 'unknown' });
  expect(await takeDown()).toEqual({ state: 'taking-down' });
  expect(await listed()).toEqual(['reserved']);
});
