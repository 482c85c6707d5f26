import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrackView } from '@fermata/contracts/http';
import {
  type EndedSteps,
  expectNothingDoubled,
  expectWithdrawnOnce,
  type ReadStats,
} from '../testing/expect-nothing-doubled.ts';
import type { HeldPart } from '../testing/gated-shop.ts';
import {
  type GatedStack,
  type HeldMessage,
  type HeldMessages,
  type ShopName,
  SHOPS,
  startGatedStack,
} from '../testing/gated-stack.ts';
import type { ShopMessage } from '../testing/shop-messages.ts';

interface Killed {
  readonly title: string;
  /** The messages in which the kill finds the release. */
  readonly held: readonly HeldMessage[];
}

/** Each kill finds at most 10 held requests of Fermata: the slots of a worker for partners. */
const FORWARD: readonly Killed[] = [
  {
    title: 'reserved by one without an answer, uploading to the other',
    held: [
      ['north', 'reserve', 'answer'],
      ['south', 'upload'],
    ],
  },
  {
    title: 'on its way to one, delivered to the other without an answer',
    held: [
      ['north', 'deliver'],
      ['south', 'deliver', 'answer'],
    ],
  },
  {
    title: 'accepted by one, waiting for the decision of the other',
    held: [['south', 'delivery.accepted']],
  },
  {
    title: 'live at one without an answer, confirming at the other',
    held: [
      ['north', 'confirm', 'answer'],
      ['south', 'confirm'],
    ],
  },
];

interface Compensated extends Killed {
  /** Where the rejection of south finds it at north: in a message, or after an event of north. */
  readonly at: readonly [message: ShopMessage, part?: HeldPart] | 'accepted' | 'live';
  /** The steps that have ended at north. */
  readonly north: EndedSteps;
}

const NOTHING: EndedSteps = { reserved: 0, delivered: 0, answered: 0, confirmed: 0 };
const RESERVED: EndedSteps = { ...NOTHING, reserved: 1 };
const DELIVERED: EndedSteps = { ...RESERVED, delivered: 1 };
const ANSWERED: EndedSteps = { ...DELIVERED, answered: 1 };
/** Rejected by south, and withdrawn from north in the step that it has reached there. */
const BACKWARD: readonly Compensated[] = [
  {
    title: 'on its way to be taken down where its reservation has no answer',
    at: ['reserve', 'answer'],
    held: [['north', 'takedown']],
    north: NOTHING,
  },
  {
    title: 'on its way to be taken down where it is reserved',
    at: ['upload'],
    held: [['north', 'takedown']],
    north: RESERVED,
  },
  {
    title: 'being taken down without an answer where it is uploaded',
    at: ['deliver'],
    held: [['north', 'takedown', 'answer']],
    north: RESERVED,
  },
  {
    title: 'on its way to be taken down where it is delivered',
    at: ['delivery.accepted'],
    held: [['north', 'takedown']],
    north: DELIVERED,
  },
  {
    title: 'on its way to be taken down where it is accepted',
    at: 'accepted',
    held: [['north', 'takedown']],
    north: ANSWERED,
  },
  {
    title: 'being taken down without an answer where it is accepted',
    at: 'accepted',
    held: [['north', 'takedown', 'answer']],
    north: ANSWERED,
  },
  {
    title: 'waiting until it is taken down where it is accepted',
    at: 'accepted',
    held: [['north', 'verify']],
    north: ANSWERED,
  },
  {
    title: 'being taken down without an answer where it is live',
    at: 'live',
    held: [['north', 'takedown', 'answer']],
    north: { ...ANSWERED, confirmed: 1 },
  },
];

let own: GatedStack;
const trackIds = new Map<string, string>();

beforeAll(async () => {
  own = await startGatedStack();
  await Promise.all([...BACKWARD, ...FORWARD].map(produce));
  await kill(await rejectedBySouth());
  await kill(await Promise.all(FORWARD.map(approved)));
}, 240_000);
afterAll(() => own.close());

async function kill(holds: readonly HeldMessages[]): Promise<void> {
  await own.stack.service('worker').kill('SIGKILL');
  for (const hold of holds) hold.open();
}

const trackOf = (title: string): string => trackIds.get(title) ?? '';

let seed = 600;
async function produce(killed: Killed | Compensated): Promise<void> {
  const { title } = killed;
  // Only a person takes down all of a release that is live at one partner.
  const asks = 'at' in killed && killed.at === 'live';
  const trackId = await own.testStack.create({
    release: { partners: [...SHOPS], onRejection: asks ? 'ask' : 'all-or-nothing' },
    brief: { text: 'lo-fi', title, durationSeconds: 5, seed: ++seed },
  });
  trackIds.set(title, trackId);
  await own.testStack.stage(trackId, 'review');
}

/** Approves the track, and waits until its release is held in its step. */
async function approved({ title, held }: Killed): Promise<HeldMessages> {
  const hold = own.hold(title, held);
  await own.testStack.decide(trackOf(title), 'approve');
  await hold.reached;
  return hold;
}

async function rejectedBySouth(): Promise<readonly HeldMessages[]> {
  const { south } = own.shops;
  await south.ask('POST', '/sandbox/switches', { answer: 'reject' });
  const holds = await Promise.all(BACKWARD.map(rejected));
  await south.ask('DELETE', '/sandbox/switches');
  return holds;
}

/** Approves the track, has south reject it once it is in its step at north, and waits until its takedown is held. */
async function rejected({ title, at, held }: Compensated): Promise<HeldMessages> {
  const { north, south } = own.shops;
  const { testStack } = own;
  const trackId = trackOf(title);
  const rejection = south.hold(title, 'delivery.rejected');
  const step = typeof at === 'string' ? null : north.hold(title, ...at);
  await testStack.decide(trackId, 'approve');
  await Promise.all([
    rejection.reached,
    step?.reached ??
      testStack.event(
        trackId,
        at === 'live' ? 'delivery.confirmed' : 'delivery.answered',
        ({ data }) => data['partner'] === 'north',
      ),
  ]);
  const hold = own.hold(title, held);
  rejection.open();
  if (at === 'live') {
    const { data } = await testStack.event(trackId, 'release.question-asked');
    expect(data['soldBy']).toEqual(['north']);
    const { releaseId } = await testStack.track(trackId);
    await testStack.as('otto').command(`/v1/releases/${releaseId}/answer`, { answer: 'withdraw' });
  }
  await hold.reached;
  return hold;
}

const statsOf =
  (shop: ShopName): ReadStats =>
  (releaseId) =>
    own.shops[shop].stats(releaseId);

describe.concurrent('kill -9 of the worker while a release is', () => {
  const ended = (title: string, stage: 'published' | 'archived'): Promise<TrackView> =>
    own.testStack.stage(trackOf(title), stage);

  it.each(FORWARD)('$title: it is on sale at both, nothing doubled', async ({ title }) => {
    const track = await ended(title, 'published');
    expect(track.partners).toMatchObject([{ state: 'live' }, { state: 'live' }]);
    await expectNothingDoubled(own.testStack, track, SHOPS.map(statsOf));
  });

  it.each(BACKWARD)('$title: neither sells it, nothing doubled', async ({ title, north }) => {
    const track = await ended(title, 'archived');
    expect(track.partners).toMatchObject([{ state: 'taken-down' }, { state: 'taken-down' }]);
    await expectWithdrawnOnce(own.testStack, track, [
      { readStats: statsOf('north'), ended: north },
      { readStats: statsOf('south'), ended: ANSWERED },
    ]);
  });
});
