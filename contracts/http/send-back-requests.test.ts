import { expect, test } from 'vitest';
import { SendBackRequest, SignalTicketRequest } from './review.ts';

test('a send-back needs a note or edits, as a request and as a ticket', () => {
  const edits = [{ op: 'remake', part: 'bass' }];
  const ticket = (fields: object) =>
    SignalTicketRequest.safeParse({ verdict: 'send-back', ...fields }).success;
  const request = (fields: object) => SendBackRequest.safeParse(fields).success;
  for (const accepts of [ticket, request])
    expect([{}, { note: 'slower' }, { edits }, { note: 'slower', edits }].map(accepts)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  expect(SignalTicketRequest.safeParse({ verdict: 'approve' }).success).toBe(true);
});
