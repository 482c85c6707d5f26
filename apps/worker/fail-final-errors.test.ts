import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { failFinalErrors } from './fail-final-errors.ts';

const failureOf = (error: Error): Promise<unknown> =>
  new MockActivityEnvironment({}, { interceptors: [failFinalErrors] })
    .run(() => Promise.reject(error))
    .then(
      () => 'no failure',
      (failure: unknown) => failure,
    );

/** As a repository throws it. */
function storedDataError(): Error {
  try {
    z.string().parse(1);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('the value was accepted');
}

it('ends an activity at an error that a retry would repeat', async () => {
  const unstorable = Object.assign(new Error('invalid byte \u0000'), { code: '22021' });
  expect(await failureOf(unstorable)).toMatchObject({
    nonRetryable: true,
    type: 'Error',
    message: 'invalid byte \ufffd',
  });
  expect(await failureOf(storedDataError())).toMatchObject({
    nonRetryable: true,
    type: 'ZodError',
  });
});

it('leaves other errors to the retry class, and failures as the activity classified them', async () => {
  for (const error of [
    Object.assign(new Error('terminating connection'), { code: '57P01' }),
    new Error('disk full'),
    ApplicationFailure.retryable('the partner answered nonsense', 'ZodError'),
  ])
    expect(await failureOf(error)).toBe(error);
});
