import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfferWebhook } from '@fermata/contracts/values';
import { PartnerAnswers } from './partner-answers.ts';

const timestamp = '2026-01-01T00:00:00.000Z';
const accepted: OfferWebhook = {
  type: 'delivery.accepted',
  timestamp,
  data: { reference: 'p1' },
};
const rejected: OfferWebhook = {
  type: 'delivery.rejected',
  timestamp,
  data: { reference: 'p1', code: 'duplicate', reason: 'live already' },
};
const takenDown: OfferWebhook = {
  type: 'takedown.confirmed',
  timestamp,
  data: { reference: 'p1' },
};

describe('the answers of a partner', () => {
  it('counts a repeated message once', () => {
    const answers = new PartnerAnswers();
    expect([
      answers.receive('w1', accepted),
      answers.receive('w1', accepted),
      answers.receive('w2', accepted),
    ]).toEqual(['counted', 'seen', 'ignored']);
  });

  it('prefers a rejection to an acceptance, in either order', () => {
    const after = new PartnerAnswers();
    after.receive('w1', accepted);
    expect(after.receive('w2', rejected)).toBe('counted');
    const before = new PartnerAnswers();
    before.receive('w2', rejected);
    expect(before.receive('w1', accepted)).toBe('ignored');
    expect(before.verdict).toEqual(after.verdict);
  });

  it('takes a request for a takedown as a rejection', () => {
    const answers = new PartnerAnswers();
    answers.receive('w1', accepted);
    const asked: OfferWebhook = {
      ...{ type: 'takedown.requested', timestamp },
      data: { requestId: 'a', reference: 'p1', reason: 'a claim' },
    };
    expect(answers.receive('w2', asked)).toBe('counted');
    expect(answers.verdict).toEqual({
      answer: 'rejected',
      detail: 'it asks for the takedown: a claim',
    });
    expect(answers.receive('w3', rejected)).toBe('ignored');
  });

  it('has an open request for a fix until the partner decides or gets the release again', () => {
    const answers = new PartnerAnswers();
    const fields = [{ field: 'title', reason: 'too long' }];
    const needsFix: OfferWebhook = {
      ...{ type: 'delivery.needs-fix', timestamp },
      data: { reference: 'p1', fields },
    };
    expect(answers.receive('w1', needsFix)).toBe('counted');
    expect(answers.receive('w2', needsFix)).toBe('ignored');
    expect(answers.fix).toEqual({ webhookId: 'w1', fields });
    answers.closeFix();
    expect(answers.fix).toBeNull();
    expect(answers.receive('w3', needsFix)).toBe('counted');
    answers.receive('w4', accepted);
    expect(answers.fix).toBeNull();
    expect(answers.receive('w5', needsFix)).toBe('ignored');
  });

  it('reaches the same result in every order, with any repetitions', () => {
    const messages = [
      { id: 'w1', webhook: accepted },
      { id: 'w2', webhook: rejected },
      { id: 'w3', webhook: takenDown },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...messages, ...messages], { minLength: 6 }), (order) => {
        const answers = new PartnerAnswers();
        for (const { id, webhook } of order) answers.receive(id, webhook);
        expect([answers.verdict?.answer, answers.takedownConfirmed]).toEqual(['rejected', true]);
      }),
    );
  });
});
