import { expect } from 'vitest';
import type { TrackView } from '@fermata/contracts/http';
import type { TestStack } from './test-stack.ts';

/** Events that may occur once per version. A second one is a doubled effect. */
const ONCE = [
  'track.accepted',
  'intent.interpreted',
  'plan.made',
  'candidate.picked',
  'stems.rendered',
  'mix.made',
  'master.made',
  'track.enriched',
  'version.completed',
  'policy.decided',
  'review.opened',
  'review.decided',
  'review.closed',
  'release.started',
  'offer.started',
  'delivery.reserved',
  'delivery.delivered',
  'delivery.answered',
  'delivery.confirmed',
  'release.kept',
  'offer.ended',
  'release.ended',
  'track.published',
];

/** Expects one event per decision and step, unique assets, and one delivery in the partner's own storage. */
export async function expectNothingDoubled(testStack: TestStack, track: TrackView): Promise<void> {
  const events = await testStack.events(track.trackId);
  const counts = Object.fromEntries(
    ONCE.map((type) => [type, events.filter((event) => event.type === type).length]),
  );
  expect(counts).toEqual(Object.fromEntries(ONCE.map((type) => [type, 1])));
  for (const stream of new Set(events.map((event) => event.stream))) {
    const sequences = events
      .filter((event) => event.stream === stream)
      .map((event) => event.sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  }
  const assets = track.versions.flatMap((version) =>
    version.assets.map(
      (asset) => `${version.version} ${asset.kind} ${asset.part ?? ''} ${asset.sha256}`,
    ),
  );
  expect(new Set(assets).size).toBe(assets.length);
  expect(await testStack.partnerStats(track.releaseId ?? '')).toMatchObject({
    reservations: 1,
    deliveries: 1,
    confirmations: 1,
    live: 1,
    takedowns: 0,
  });
}
