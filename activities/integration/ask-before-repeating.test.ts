import { expect, test } from 'vitest';
import { type PartnerAdapter, type PartnerFailure, PartnerRequestError } from '@fermata/partners';
import { askBeforeRepeating } from './ask-before-repeating.ts';

const repeat = { signal: new AbortController().signal, onProgress: () => undefined };
const partnerThat = (ask: PartnerAdapter['ask']): PartnerAdapter => ({ ask }) as PartnerAdapter;
const partnerThatFails = (failure: PartnerFailure): PartnerAdapter =>
  partnerThat(() => Promise.reject(new PartnerRequestError(failure)));

test.each<[string, PartnerFailure]>([
  ['whose answer cannot be read', { kind: 'bad-answer', detail: 'no state' }],
  [
    'that does not know the reservation',
    {
      ...{ kind: 'answered' as const, status: 404, code: 'unknown-reservation' },
      ...{ detail: 'none', retryAfterMs: null },
    },
  ],
])('a takedown is sent again to a partner %s', async (_name, failure) => {
  const asked = askBeforeRepeating(partnerThatFails(failure), repeat);
  expect(await asked.takenDown('prt_1')).toBeNull();
});

test('a takedown waits for a partner that is out of reach, and is not sent twice', async () => {
  const down = askBeforeRepeating(
    partnerThatFails({ kind: 'unreachable', detail: 'no route', mayBeReceived: false }),
    repeat,
  );
  await expect(down.takenDown('prt_1')).rejects.toThrow('no route');
  const taken = askBeforeRepeating(
    partnerThat((partnerReference) =>
      Promise.resolve({ partnerReference, state: 'taking-down', detail: null }),
    ),
    repeat,
  );
  expect(await taken.takenDown('prt_1')).toEqual({ state: 'taking-down' });
});
