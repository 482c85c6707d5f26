import { expect, test } from 'vitest';
import { ModelCircuit } from './model-circuit.ts';

class CallFailedError extends Error {}
class PausedError extends Error {}

const ERRORS = {
  isFailure: (error: unknown): error is Error => error instanceof CallFailedError,
  paused: (message: string) => new PausedError(message),
};

const SETTINGS = { maxFailures: 2, openMs: 1000, maxOpenMs: 10_000 };

function openCircuit() {
  const clock = { now: 0 };
  const circuit = new ModelCircuit(ERRORS, {
    settings: SETTINGS,
    now: () => clock.now,
  });
  let calls = 0;
  const ask = (outcome: 'answers' | 'fails' | 'is cancelled') =>
    circuit.through(() => {
      calls += 1;
      if (outcome === 'answers') return Promise.resolve('answer');
      return Promise.reject(
        outcome === 'fails'
          ? new CallFailedError('answered with status 503')
          : new DOMException('cancelled', 'AbortError'),
      );
    });
  return { clock, ask, calls: () => calls };
}

test('a model that fails again and again is not called any more, and the reason names its last failure', async () => {
  const { ask, calls } = openCircuit();
  for (let failure = 0; failure < SETTINGS.maxFailures; failure += 1)
    await expect(ask('fails')).rejects.toThrow(CallFailedError);
  await expect(ask('answers')).rejects.toThrow(PausedError);
  await expect(ask('answers')).rejects.toThrow(
    'is not asked for a while, as it failed 2 times in a row: it answered with status 503',
  );
  expect(calls()).toBe(2);
});

test('after the pause one call tries it, and an answer closes the circuit', async () => {
  const { ask, clock, calls } = openCircuit();
  for (let failure = 0; failure < SETTINGS.maxFailures; failure += 1)
    await expect(ask('fails')).rejects.toThrow(CallFailedError);
  clock.now += SETTINGS.openMs;
  const both = await Promise.allSettled([ask('fails'), ask('answers')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(calls()).toBe(3);
  await expect(ask('answers')).rejects.toThrow(PausedError);
  clock.now += 2 * SETTINGS.openMs;
  expect(await ask('answers')).toBe('answer');
  expect(await ask('answers')).toBe('answer');
});

test('an answer between failures, and a cancelled call, do not count', async () => {
  const { ask } = openCircuit();
  for (const outcome of ['fails', 'answers', 'fails', 'is cancelled', 'is cancelled'] as const)
    await ask(outcome).catch(() => undefined);
  expect(await ask('answers')).toBe('answer');
});
