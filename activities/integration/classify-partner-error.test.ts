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
    [301, 'PartnerRedirected', true],
    [302, 'PartnerRedirected', true],
    [400, 'PartnerRefused', true],
    [401, 'PartnerKeyRefused', true],
    [403, 'PartnerKeyRefused', true],
    [404, 'PartnerRefused', true],
    [408, 'PartnerFailing', false],
    [409, 'PartnerRefused', true],
    [413, 'PartnerRefused', true],
    [422, 'PartnerRefused', true],
    [425, 'PartnerFailing', false],
    [429, 'PartnerBusy', false],
    [500, 'PartnerFailing', false],
    [503, 'PartnerFailing', false],
    [599, 'PartnerFailing', false],
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
    ['timeout', 'PartnerTimeout', false],
    ['unreachable', 'PartnerUnreachable', false],
    ['bad-answer', 'PartnerBadAnswer', true],
  ] as const)('%s is %s', (kind, type, stops) => {
    const failure = sorted(new PartnerRequestError({ kind, detail: 'why' }));
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
