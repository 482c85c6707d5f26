import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { givenUp } from './partner-retries.ts';

test('a failure that is given up says after how long, and is final', () => {
  const failure = ApplicationFailure.create({ type: 'PartnerFailingError', message: 'ask: 503' });
  expect(givenUp(failure)).toMatchObject({
    ...{ type: 'PartnerFailingError', nonRetryable: true },
    message: 'ask: 503; given up after a day',
  });
  expect(givenUp(failure, 90.4).message).toBe('ask: 503; given up after 90 s');
});
