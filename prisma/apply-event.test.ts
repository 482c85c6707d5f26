import { expect, test } from 'vitest';
import { EVENT_TYPES } from '@fermata/contracts/events';
import { applyEvent, PROJECTIONS } from './apply-event.ts';
import { subjectOf } from './projection/subject.ts';
import { sampleTrack } from './testing/sample-track.ts';

test('every change names a whole row of a projection', () => {
  const { events } = sampleTrack('rows');
  const keys = new Map<string, readonly string[]>(
    PROJECTIONS.map(({ table, key }) => [table, key]),
  );
  for (const event of events) {
    const opening = events.find(({ stream }) => stream === event.stream) ?? event;
    for (const change of applyEvent(event, subjectOf(opening))) {
      expect(Object.keys(change.key), `${event.type} on ${change.table}`).toEqual(
        expect.arrayContaining([...(keys.get(change.table) ?? [])]),
      );
      expect(
        Object.values({ ...change.key, ...change.set }),
        `${event.type} on ${change.table}`,
      ).not.toContain(undefined);
      expect(Object.keys(change.set).length, `${event.type} on ${change.table}`).toBeGreaterThan(0);
    }
  }
});

test('the sample track has every event type that a published track can have', () => {
  const present = new Set(sampleTrack('all').events.map(({ type }) => type));
  const absent = EVENT_TYPES.filter((type) => !present.has(type));
  expect(absent.sort()).toEqual([
    'access.denied',
    'amendment.not-shown',
    'amendment.refused',
    'budget.cleared',
    'budget.exhausted',
    'budget.set',
    'configured-partner.paused',
    'configured-partner.resumed',
    'delivery.fix-answered',
    'delivery.fix-requested',
    'delivery.not-updated',
    'delivery.timed-out',
    'delivery.updated',
    'late-command.refused',
    'material.added',
    'material.reread',
    'model.activated',
    'model.canary-started',
    'model.deprecated',
    'offer.declared-gone',
    'offer.restarted',
    'offer.withdrawn',
    'order.answered',
    'order.requested',
    'partner-key.created',
    'partner-key.revoked',
    'partner.added',
    'partner.changed',
    'partner.circuit-closed',
    'partner.circuit-opened',
    'partner.orders-set',
    'partner.paused',
    'partner.pinged',
    'partner.resumed',
    'partner.secret-rotated',
    'partner.usage-fetched',
    'profile.set',
    'project.held',
    'project.resumed',
    'recall.completed',
    'recall.lifted',
    'recall.started',
    'redelivery.requested',
    'release.answer-ignored',
    'release.cancel-requested',
    'release.created',
    'release.partner-delisted',
    'release.question-answered',
    'release.question-asked',
    'release.refused',
    'release.request-answered',
    'release.requested',
    'release.start-requested',
    'remote-models.set',
    'review-minimum.set',
    'subscription.changed',
    'subscription.created',
    'subscription.disabled',
    'subscription.ended',
    'subscription.paused',
    'subscription.replayed',
    'subscription.resumed',
    'subscription.secret-rotated',
    'takedown-request.declined',
    'takedown-request.received',
    'track.answer-ignored',
    'track.archived',
    'track.cancel-requested',
    'track.cancelled',
    'track.delisted',
    'track.failed',
    'track.partner-delisted',
    'track.question-answered',
    'track.question-asked',
    'track.refused',
    'track.start-requested',
    'track.version-restored',
    'usage.reported',
    'webhook.replayed',
    'withdrawal.refused',
  ]);
});
