import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import { PartnerRequestError } from '@fermata/partners';
import { classifyPartnerError } from './classify-partner-error.ts';

const answered = (status: number, wait: number | null = null) =>
  new PartnerRequestError({
    kind: 'answered',
    status,
    code: 'some-code',
    detail: 'Some detail.',
    retryAfterMs: wait,
  });
const sorted = (error: unknown) => {
  const failure = classifyPartnerError(error, 'reserve at sandbox');
  if (!(failure instanceof ApplicationFailure)) throw new Error('not an ApplicationFailure');
  return failure;
};

describe('the class of a partner failure', () => {
  test.each([
    [301, 'PartnerRedirectedError', true],
    [302, 'PartnerRedirectedError', true],
    [400, 'PartnerRefusedError', true],
    [401, 'PartnerKeyRefusedError', true],
    [403, 'PartnerKeyRefusedError', true],
    [404, 'PartnerRefusedError', true],
    [408, 'PartnerFailingError', false],
    [409, 'PartnerRefusedError', true],
    [413, 'PartnerRefusedError', true],
    [422, 'PartnerRefusedError', true],
    [425, 'PartnerFailingError', false],
    [429, 'PartnerBusyError', false],
    [500, 'PartnerFailingError', false],
    [503, 'PartnerFailingError', false],
    [599, 'PartnerFailingError', false],
  ])('%i is %s', (status, type, stops) => {
    const failure = sorted(answered(status));
    expect([failure.type, failure.nonRetryable, failure.nextRetryDelay]).toEqual([
      type,
      stops,
      undefined,
    ]);
    expect(failure.message).toBe(
      `reserve at sandbox: ${status} some-code: Some detail.${status < 400 ? '; redirects are not followed' : ''}`,
    );
    expect(failure.details).toEqual([{ status, code: 'some-code' }]);
  });
  test.each([
    ['timeout', 'PartnerTimeoutError', false],
    ['unreachable', 'PartnerUnreachableError', false],
    ['bad-answer', 'PartnerBadAnswerError', true],
  ] as const)('%s is %s', (kind, type, stops) => {
    const failure = sorted(new PartnerRequestError({ kind, detail: 'why', mayBeReceived: true }));
    expect([failure.type, failure.nonRetryable, failure.message]).toEqual([
      type,
      stops,
      'reserve at sandbox: why',
    ]);
  });
  test.each([429, 503])('%i with Retry-After sets the delay of the retry', (status) => {
    expect(sorted(answered(status, 7_000)).nextRetryDelay).toBe(7_000);
  });
  test('errors that do not come from the partner are returned unchanged', () => {
    for (const error of [new CancelledFailure('enough'), new Error('S3 is unavailable'), 'text'])
      expect(classifyPartnerError(error, 'x')).toBe(error);
  });
});
