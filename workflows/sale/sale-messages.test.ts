import { expect, it } from 'vitest';
import type { PartnerAnswerMessage } from '@fermata/contracts/temporal';
import { SaleMessages } from './sale-messages.ts';

const answer = (webhookId: string): PartnerAnswerMessage => ({
  ...{ webhookId, partner: 'shop' },
  webhook: {
    type: 'delivery.rejected',
    timestamp: '2026-11-30T12:00:05.000Z',
    data: { reference: 'prt', code: 'editorial', reason: 'a complaint' },
  },
});
const asideOf = (number: number) => ({
  ...{ partner: 'shop', webhookId: `aside-${number}`, reason: 'too many' },
});

/** With all answers and messages for the inbox that may wait. */
function full(): SaleMessages {
  return new SaleMessages({
    answers: Array.from({ length: 100 }, (_, number) => answer(`waiting-${number}`)),
    setAside: Array.from({ length: 1000 }, (_, number) => asideOf(number)),
    ...{ withdrawalPending: false, delisted: [], termsDue: false, question: null, given: null },
  });
}

it('a message beyond every limit goes to the inbox at once', () => {
  const reason = '100 messages about the release wait before it';
  expect(full().receiveAnswer(answer('late'))).toEqual({
    ...{ partner: 'shop', webhookId: 'late', reason },
  });
  expect(full().receiveAnswer(answer('waiting-7')), 'a repeat').toBeNull();
});

it('a message that cannot be handled stays while no more can be set aside', () => {
  const messages = full();
  const work = { kind: 'answer', message: answer('waiting-0') } as const;
  messages.failed(work, { reason: 'no', failure: 'final' });
  const { answers, setAside } = messages.snapshot();
  expect([answers.length, setAside.length]).toEqual([100, 1000]);
  expect(messages.nextAttemptInMs).toBeGreaterThan(0);
});
