import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { type PartnerFailure, PartnerRequestError } from '@fermata/partners';
import { memoryCalls } from '../testing/memory-calls.ts';
import { RATE_LIMITED } from './call-through-circuit.ts';
import { sendOnce } from './send-once.ts';

const step = { partner: 'shop', idempotencyKey: 'rel_1/shop/reserve' };

/** A partner that fails each request so, and shows `shown` when it is asked. */
function openStep(shown: string | null = null) {
  const deps = { calls: memoryCalls() };
  const log: string[] = [];
  const run = (failure?: Error): Promise<string> =>
    sendOnce(deps, step, {
      ask() {
        log.push('asked');
        return Promise.resolve(shown);
      },
      send() {
        log.push('sent');
        return failure ? Promise.reject(failure) : Promise.resolve('answer');
      },
    });
  return { log, run };
}
const partnerError = (failure: PartnerFailure): Error => new PartnerRequestError(failure);
const lost = partnerError({ kind: 'unreachable', detail: 'reset', mayBeReceived: true });

test.each<[string, Error]>([
  ['whose connection was reset', lost],
  ['that was not answered in time', partnerError({ kind: 'timeout', detail: 'no answer' })],
  ['whose answer could not be read', partnerError({ kind: 'bad-answer', detail: 'no JSON' })],
  ['whose worker failed', new Error('killed')],
])('after a request %s, a later activity of the step asks first', async (_name, failure) => {
  const { log, run } = openStep('shown');
  await expect(run(failure)).rejects.toBe(failure);
  expect(await run()).toBe('shown');
  expect(log).toEqual(['sent', 'asked']);
});

test('a request without effect is sent again', async () => {
  const { log, run } = openStep(null);
  await expect(run(lost)).rejects.toBe(lost);
  expect(await run()).toBe('answer');
  expect(log).toEqual(['sent', 'asked', 'sent']);
});

test.each<[string, Error]>([
  ['no connection', partnerError({ kind: 'unreachable', detail: '', mayBeReceived: false })],
  ['the rate limit', ApplicationFailure.create({ type: RATE_LIMITED, message: 'later' })],
])('a request that %s kept from the partner is no earlier call', async (_name, failure) => {
  const { log, run } = openStep();
  await expect(run(failure)).rejects.toBe(failure);
  expect(await run()).toBe('answer');
  expect(log).toEqual(['sent', 'sent']);
});

test('a request that may have been received counts, also if a later one finds no connection', async () => {
  const { log, run } = openStep();
  const refused = partnerError({ kind: 'unreachable', detail: '', mayBeReceived: false });
  await expect(run(lost)).rejects.toBe(lost);
  await expect(run(refused)).rejects.toBe(refused);
  expect(await run()).toBe('answer');
  expect(log).toEqual(['sent', 'asked', 'sent', 'asked', 'sent']);
});
