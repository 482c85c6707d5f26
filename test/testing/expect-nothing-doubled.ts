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

/** How often each of these types occurs. */
export type EventCounts = Readonly<Record<string, number>>;

const times = (types: readonly string[], count: number): EventCounts =>
  Object.fromEntries(types.map((type) => [type, count]));

/** The events of a track that `partners` partners sell. */
export const soldEvents = (partners: number): EventCounts => ({
  ...times([...ONCE, ...ONCE_ON_SALE], 1),
  ...times([...ONCE_PER_PARTNER, 'delivery.confirmed'], partners),
});

/** The counts of one shop for a release, from its own storage. */
export type ReadStats = (releaseId: string) => Promise<z.infer<typeof PartnerStats>>;

/** Of a release that a shop sells. */
export const SOLD = { reservations: 1, deliveries: 1, confirmations: 1, live: 1, takedowns: 0 };

/**
 * Expects one event per decision and step, unique assets, and one delivery in each partner's own storage. Default: the
 * partner of the stack.
 */
export async function expectNothingDoubled(
  testStack: TestStack,
  track: TrackView,
  partners: readonly ReadStats[] = [(releaseId) => testStack.partnerStats(releaseId)],
): Promise<void> {
  await expectEvents(testStack, track, soldEvents(partners.length));
  for (const readStats of partners)
    expect(await readStats(track.releaseId ?? '')).toMatchObject(SOLD);
}

/** How often each step of the saga has ended at one partner, before the release was withdrawn there. */
export interface EndedSteps {
  readonly reserved: 0 | 1;
  readonly delivered: 0 | 1;
  readonly answered: 0 | 1;
  readonly confirmed: 0 | 1;
}

/** As above, for a release that each partner had reserved, and that was withdrawn before it was kept. */
export async function expectWithdrawnOnce(
  testStack: TestStack,
  track: TrackView,
  partners: readonly { readonly readStats: ReadStats; readonly ended: EndedSteps }[],
): Promise<void> {
  const count = (step: keyof EndedSteps): number =>
    partners.reduce((sum, { ended }) => sum + ended[step], 0);
  await expectEvents(testStack, track, {
    ...times([...ONCE, ...ONCE_WITHDRAWN], 1),
    ...times(['offer.started', 'offer.withdrawn', 'offer.ended'], partners.length),
    'delivery.reserved': count('reserved'),
    'delivery.delivered': count('delivered'),
    'delivery.answered': count('answered'),
    'delivery.confirmed': count('confirmed'),
    ...times(ONCE_ON_SALE, 0),
  });
  for (const { readStats, ended } of partners)
    expect(await readStats(track.releaseId ?? '')).toMatchObject({
      reservations: 1,
      deliveries: ended.delivered,
      confirmations: ended.confirmed,
      live: 0,
      takedowns: 1,
    });
}

/** Expects these events of a track and its own release, streams without a gap, and unique assets. */
export async function expectEvents(
  testStack: TestStack,
  track: TrackView,
  expected: EventCounts,
): Promise<void> {
  const own = (await testStack.events(track.trackId)).filter(
    (event) => !event.stream.startsWith('release/') || isAbout(event, track.releaseId ?? ''),
  );
  expectCounts(own, expected);
  const assets = track.versions.flatMap((version) =>
    version.assets.map(
      (asset) => `${version.version} ${asset.kind} ${asset.part ?? ''} ${asset.sha256}`,
    ),
  );
  expect(new Set(assets).size).toBe(assets.length);
}

/** Whether an event belongs to a release or one of its offers. A track also has those of created releases. */
export const isAbout = ({ stream }: EventView, releaseId: string): boolean =>
  stream === `release/${releaseId}` || stream.startsWith(`release/${releaseId}/`);

export function expectCounts(events: readonly EventView[], expected: EventCounts): void {
  const counts = Object.fromEntries(
    Object.keys(expected).map((type) => [
      type,
      events.filter((event) => event.type === type).length,
    ]),
  );
  expect(counts).toEqual(expected);
  for (const stream of new Set(events.map((event) => event.stream))) {
    const sequences = events
      .filter((event) => event.stream === stream)
      .map((event) => event.sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  }
}
