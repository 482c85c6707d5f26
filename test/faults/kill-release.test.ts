import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrackView } from '@fermata/contracts/http';
import {
  expectNothingDoubled,
  expectWithdrawnOnce,
  type ReadStats,
} from '../testing/expect-nothing-doubled.ts';
import {
  type GatedStack,
  type HeldMessage,
  SHOPS,
  startGatedStack,
} from '../testing/gated-stack.ts';

interface Killed {
  readonly title: string;
  /** The messages in which the kill finds the release. */
  readonly held: readonly HeldMessage[];
}

/**
 * The releases held at most 10 requests of Fermata in all: the slots of a worker for partners. They are all-or-nothing.
 */
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
/** Accepted by north, then rejected by south. */
const BACKWARD: readonly Killed[] = [
  { title: 'on its way to be taken down', held: [['north', 'takedown']] },
  { title: 'being taken down without an answer', held: [['north', 'takedown', 'answer']] },
  { title: 'waiting until it is taken down', held: [['north', 'verify']] },
];

let own: GatedStack;
const trackIds = new Map<string, string>();

beforeAll(async () => {
  own = await startGatedStack();
  await Promise.all([...BACKWARD, ...FORWARD].map(produce));
  const opening = [...(await rejectedBySouth()), ...(await approved(FORWARD))];
  await own.stack.service('worker').kill('SIGKILL');
  for (const hold of opening) hold.open();
}, 180_000);
afterAll(() => own.close());

let seed = 600;
async function produce({ title }: Killed): Promise<void> {
  const trackId = await own.testStack.create({
    release: { partners: [...SHOPS], onRejection: 'all-or-nothing' },
    brief: { text: 'lo-fi', title, durationSeconds: 5, seed: ++seed },
  });
  trackIds.set(title, trackId);
  await own.testStack.stage(trackId, 'review');
}

/** Approves the tracks, and waits until each release is held in its step. */
async function approved(releases: readonly Killed[]): Promise<readonly { open(): void }[]> {
  const holds = releases.map(({ title, held }) => own.hold(title, held));
  await Promise.all(
    releases.map(({ title }) => own.testStack.decide(trackIds.get(title) ?? '', 'approve')),
  );
  await Promise.all(holds.map(({ reached }) => reached));
  return holds;
}

async function rejectedBySouth(): Promise<readonly { open(): void }[]> {
  await own.shops.south.ask('POST', '/sandbox/switches', { answer: 'reject' });
  const rejections = BACKWARD.map(({ title }) => own.shops.south.hold(title, 'delivery.rejected'));
  const held = approved(BACKWARD);
  await Promise.all(
    BACKWARD.map(({ title }, index) =>
      own.testStack
        .event(
          trackIds.get(title) ?? '',
          'delivery.answered',
          ({ data }) => data['partner'] === 'north' && data['answer'] === 'accepted',
        )
        .then(() => rejections[index]?.reached)
        .then(() => rejections[index]?.open()),
    ),
  );
  const holds = await held;
  await own.shops.south.ask('DELETE', '/sandbox/switches');
  return holds;
}

const stats = (): ReadStats[] => SHOPS.map((name) => (id) => own.shops[name].stats(id));

describe.concurrent('kill -9 of the worker while a release is', () => {
  const ended = (title: string, stage: 'published' | 'archived'): Promise<TrackView> =>
    own.testStack.stage(trackIds.get(title) ?? '', stage);

  it.each(FORWARD)('$title: it is on sale at both, nothing doubled', async ({ title }) => {
    const track = await ended(title, 'published');
    expect(track.partners).toMatchObject([{ state: 'live' }, { state: 'live' }]);
    await expectNothingDoubled(own.testStack, track, stats());
  });

  it.each(BACKWARD)('$title: neither sells it, nothing doubled', async ({ title }) => {
    const track = await ended(title, 'archived');
    expect(track.partners).toMatchObject([{ state: 'taken-down' }, { state: 'taken-down' }]);
    await expectWithdrawnOnce(own.testStack, track, stats());
  });
});
