import { describe, expect, it } from 'vitest';
import { deriveId, PartnerWebhook } from '@fermata/contracts/values';
import { routeWebhook } from './route-webhook.ts';

const trackId = deriveId('trk', 'sample');
const address = {
  ...{ projectId: 'default', partner: 'sandbox', partnerReference: 'prt_1' },
  ...{ workflowId: 'release/rel_1/sandbox', trackId, releaseId: 'rel_1' },
};
const facts = { address, createdByPerson: false, ageMs: 0 };
const reference = 'prt_1';

const webhookOf = (type: PartnerWebhook['type'], data: object): PartnerWebhook =>
  PartnerWebhook.parse({ type, timestamp: '2026-11-22T12:00:05.000Z', data });
const accepted = webhookOf('delivery.accepted', { reference });
const rejected = webhookOf('delivery.rejected', { reference, code: 'quality', reason: 'quiet' });
const takedown = webhookOf('takedown.requested', {
  requestId: 'r-1',
  reference,
  reason: 'a claim',
});
const line = {
  ...{ lineId: 'one', territory: 'DE', from: '2026-11-01', to: '2026-11-30' },
  ...{ units: 3, revenueMinor: 12, currency: 'EUR' },
};
const usage = webhookOf('usage.reported', { reference, lines: [line] });
const unknown = { ...facts, address: null };
const MINUTE_MS = 60_000;

describe('a request or an order', () => {
  it.each<[string, PartnerWebhook, string]>([
    ['of a release', webhookOf('release.requested', { requestId: 'r-1', trackId }), 'a release'],
    [
      'of a track',
      webhookOf('order.requested', {
        ...{ orderId: 'o-1', deadline: '2026-12-01T12:00:00.000Z' },
        brief: { text: 'a bed for a trailer' },
      }),
      'a track',
    ],
  ])('%s starts a workflow at once', (_case, webhook, asksFor) => {
    expect(routeWebhook(webhook, unknown)).toEqual({ to: 'new-workflow', asksFor });
  });

  it('of a takedown starts a workflow that also answers for a reference which stays unknown', () => {
    const route = { to: 'new-workflow', asksFor: 'a takedown' };
    expect(routeWebhook(takedown, facts)).toEqual(route);
    expect(routeWebhook(takedown, unknown)).toEqual({ to: 'later' });
    expect(routeWebhook(takedown, { ...unknown, ageMs: 10 * MINUTE_MS })).toEqual(route);
  });
});

it('a ping has no effect, and nobody waits for it', () => {
  expect(routeWebhook(webhookOf('ping', {}), unknown)).toEqual({ to: 'no-effect' });
});

describe('an unknown reference', () => {
  it.each([accepted, rejected, usage])('waits ten minutes: $type', (webhook) => {
    expect(routeWebhook(webhook, { ...unknown, ageMs: 10 * MINUTE_MS - 1 })).toEqual({
      to: 'later',
    });
    expect(routeWebhook(webhook, { ...unknown, ageMs: 10 * MINUTE_MS })).toEqual({
      to: 'operations',
      reason: 'no offer has the reference "prt_1"',
    });
  });
});

describe('a message about an offer', () => {
  it('goes to the workflow that is registered for its reference', () => {
    for (const webhook of [
      accepted,
      webhookOf('delivery.needs-fix', {
        reference,
        fields: [{ field: 'title', reason: 'misspelt' }],
      }),
    ])
      expect(routeWebhook(webhook, facts)).toEqual({
        ...{ to: 'running-workflow', address, receivers: [address.workflowId] },
        ...{ webhook, concernsSale: false },
      });
  });

  it.each([
    ['the track', false, `track/${trackId}`],
    ['the release, if a person has created it,', true, 'release/rel_1'],
  ])(
    'that may end its sale goes to %s if the offer has ended',
    (_name, createdByPerson, follower) => {
      for (const webhook of [rejected, webhookOf('takedown.confirmed', { reference })])
        expect(routeWebhook(webhook, { ...facts, createdByPerson })).toEqual({
          ...{ to: 'running-workflow', address, receivers: [address.workflowId, follower] },
          ...{ webhook, concernsSale: true },
        });
    },
  );
});

it('usage is recorded for the release of its reference', () => {
  expect(routeWebhook(usage, facts)).toEqual({ to: 'usage', address, lines: [line] });
});
