import { expect } from 'vitest';
import type { z } from 'zod';
import type { EventView, TrackView } from '@fermata/contracts/http';
import type { PartnerStats, TestStack } from './test-stack.ts';

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
  'release.ended',
];
const ONCE_ON_SALE = ['release.kept', 'track.published'];
const ONCE_WITHDRAWN = ['track.archived'];
/** Events that may occur once per version and partner. */
const ONCE_PER_PARTNER = [
  'offer.started',
  'delivery.reserved',
  'delivery.delivered',
  'delivery.answered',
  'offer.ended',
];

/** The counts of one shop for a release, from its own storage. */
export type ReadStats = (releaseId: string) => Promise<z.infer<typeof PartnerStats>>;

/**
 * Expects one event per decision and step, unique assets, and one delivery in each partner's own storage. Default: the
 * partner of the stack.
 */
export async function expectNothingDoubled(
  testStack: TestStack,
  track: TrackView,
  partners: readonly ReadStats[] = [(releaseId) => testStack.partnerStats(releaseId)],
): Promise<void> {
  await expectOneOfEach(testStack, track, {
    once: [...ONCE, ...ONCE_ON_SALE],
    perPartner: [...ONCE_PER_PARTNER, 'delivery.confirmed'],
    partners: partners.length,
  });
  for (const readStats of partners)
    expect(await readStats(track.releaseId ?? '')).toMatchObject({
      reservations: 1,
      deliveries: 1,
      confirmations: 1,
      live: 1,
      takedowns: 0,
    });
}

/** As above, for a release that each partner had got and none ever sold. */
export async function expectWithdrawnOnce(
  testStack: TestStack,
  track: TrackView,
  partners: readonly ReadStats[],
): Promise<void> {
  const events = await expectOneOfEach(testStack, track, {
    once: [...ONCE, ...ONCE_WITHDRAWN],
    perPartner: [...ONCE_PER_PARTNER, 'offer.withdrawn'],
    partners: partners.length,
  });
  const types = new Set(events.map(({ type }) => type));
  for (const type of ['delivery.confirmed', ...ONCE_ON_SALE]) expect(types).not.toContain(type);
  for (const readStats of partners)
    expect(await readStats(track.releaseId ?? '')).toMatchObject({
      reservations: 1,
      deliveries: 1,
      confirmations: 0,
      live: 0,
      takedowns: 1,
    });
}

async function expectOneOfEach(
  testStack: TestStack,
  track: TrackView,
  expected: { once: readonly string[]; perPartner: readonly string[]; partners: number },
): Promise<EventView[]> {
  const events = await testStack.events(track.trackId);
  const { once, perPartner, partners } = expected;
  const counts = Object.fromEntries(
    [...once, ...perPartner].map((type) => [
      type,
      events.filter((event) => event.type === type).length,
    ]),
  );
  expect(counts).toEqual({
    ...Object.fromEntries(once.map((type) => [type, 1])),
    ...Object.fromEntries(perPartner.map((type) => [type, partners])),
  });
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
  return events;
}
