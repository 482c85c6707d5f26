import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  AmendmentAccepted,
  ReleaseAccepted,
  ReleaseView,
  type TrackRequestInput,
} from '@fermata/contracts/http';
import { type QuestionAnswer, type Stage, workflowIds } from '@fermata/contracts/values';
import {
  type EventCounts,
  expectCounts,
  expectEvents,
  isAbout,
  SOLD,
  soldEvents,
} from '../testing/expect-nothing-doubled.ts';
import {
  type GatedStack,
  type HeldMessage,
  type ShopName,
  SHOPS,
  startGatedStack,
} from '../testing/gated-stack.ts';
import type { PartnerStats } from '../testing/test-stack.ts';

type Terms = NonNullable<TrackRequestInput['release']>;

interface Killed {
  readonly title: string;
  /** Default: best-effort, at both shops. */
  readonly terms?: Terms;
  /** Whether south rejects it first. */
  readonly rejected?: true;
  /** The event that it has reached before the request and the kill. */
  readonly reached: string;
  /** The request of a person before the kill. */
  readonly request?: (track: Own) => Promise<unknown>;
  /** The messages in which the kill finds it: of the request, or of the release. */
  readonly held?: readonly HeldMessage[];
  /** An act of a person after the kill, until there is this event. */
  readonly resumed?: readonly [event: string, act: (track: Own) => Promise<unknown>];
  /** Default: published. */
  readonly stage?: Stage;
  readonly events: EventCounts;
  readonly shops: Partial<Record<ShopName, Partial<z.infer<typeof PartnerStats>>>>;
}
interface Own {
  readonly trackId: string;
  readonly releaseId: string;
}

const answer =
  (given: QuestionAnswer, partner?: ShopName) =>
  ({ releaseId }: Own): Promise<unknown> =>
    own.testStack
      .as('otto')
      .command(`/v1/releases/${releaseId}/answer`, { answer: given, partner });
const withdraw = ({ trackId }: Own): Promise<unknown> => own.testStack.withdraw(trackId, 'a test');
const inUtc = (milliseconds: number): Terms => ({
  publishOn: 'date',
  publishAt: {
    localDateTime: new Date(Date.now() + milliseconds).toISOString().slice(0, 19),
    timeZone: 'UTC',
  },
});

const DELIVERED_TWICE: EventCounts = {
  ...soldEvents(1),
  'delivery.delivered': 2,
  'delivery.fix-requested': 1,
  'delivery.fix-answered': 1,
};
const REJECTED: EventCounts = {
  'offer.withdrawn': 1,
  'release.question-asked': 1,
  'release.question-answered': 1,
};
const WITHDRAWN: EventCounts = {
  'withdrawal.requested': 1,
  'withdrawal.started': 1,
  'withdrawal.ended': 1,
};
const NO_LONGER_SOLD = { ...SOLD, live: 0, takedowns: 1 };
const BOTH_SELL = { north: SOLD, south: SOLD };

/** At most 9 of them and the album hold a request of Fermata: a worker has 10 slots for partners. */
const KILLED: readonly Killed[] = [
  {
    title: 'waiting for its date, before which a person starts it',
    terms: inUtc(3_600_000),
    reached: 'review.closed',
    resumed: [
      'track.start-requested',
      ({ trackId }) => own.testStack.as('rita').command(`/v1/tracks/${trackId}/start`, {}),
    ],
    events: soldEvents(2),
    shops: BOTH_SELL,
  },
  {
    title: 'live at one, kept once the other has answered',
    reached: 'delivery.confirmed',
    held: [['south', 'delivery.accepted']],
    events: soldEvents(2),
    shops: BOTH_SELL,
  },
  {
    title: 'waiting for a person, as a shop asks for a fix [needs-fix]',
    terms: { partners: ['south'] },
    reached: 'delivery.fix-requested',
    resumed: ['delivery.fix-answered', answer('redeliver', 'south')],
    events: DELIVERED_TWICE,
    shops: { south: { ...SOLD, deliveries: 2 } },
  },
  {
    title: 'redelivered after a fix [needs-fix]',
    terms: { partners: ['south'] },
    reached: 'delivery.fix-requested',
    request: answer('redeliver', 'south'),
    held: [['south', 'deliver']],
    events: DELIVERED_TWICE,
    shops: { south: { ...SOLD, deliveries: 2 } },
  },
  {
    title: 'waiting for a person, as one shop has rejected it',
    terms: { onRejection: 'ask' },
    rejected: true,
    reached: 'release.question-asked',
    resumed: ['release.question-answered', answer('keep')],
    events: { ...soldEvents(2), ...REJECTED, 'delivery.confirmed': 1 },
    shops: { north: SOLD, south: { ...NO_LONGER_SOLD, confirmations: 0 } },
  },
  {
    title: 'offered again to the shop that has rejected it',
    terms: { onRejection: 'ask' },
    rejected: true,
    reached: 'release.question-asked',
    request: answer('redeliver'),
    held: [['south', 'reserve']],
    events: {
      ...{ ...soldEvents(2), ...REJECTED, 'offer.restarted': 1, 'offer.ended': 3 },
      ...{ 'delivery.reserved': 3, 'delivery.delivered': 3, 'delivery.answered': 3 },
    },
    shops: {
      north: SOLD,
      south: { ...SOLD, reservations: 2, deliveries: 2, takedowns: 1 },
    },
  },
  {
    title: 'amended at one without an answer, waiting until the other shows it',
    reached: 'track.published',
    request: ({ releaseId }) =>
      own.testStack
        .as('otto')
        .post(
          `/v1/releases/${releaseId}/amendments`,
          { title: 'Amended', reason: 'a test' },
          AmendmentAccepted,
        ),
    held: [
      ['north', 'update', 'answer'],
      ['south', 'ask'],
    ],
    resumed: ['amendment.ended', () => Promise.resolve()],
    events: {
      ...{ ...soldEvents(2), 'amendment.requested': 1, 'amendment.ended': 1 },
      ...{ 'amendment.sent': 2, 'amendment.shown': 2 },
    },
    shops: BOTH_SELL,
  },
  {
    title: 'withdrawn: on its way to one, at the other without an answer',
    reached: 'track.published',
    request: withdraw,
    held: [
      ['north', 'takedown'],
      ['south', 'takedown', 'answer'],
    ],
    stage: 'withdrawn',
    events: { ...soldEvents(2), ...WITHDRAWN, 'takedown.requested': 2, 'takedown.confirmed': 2 },
    shops: { north: NO_LONGER_SOLD, south: NO_LONGER_SOLD },
  },
  {
    title: 'withdrawn, asked for until it is gone',
    terms: { partners: ['north'] },
    reached: 'track.published',
    request: withdraw,
    held: [['north', 'verify']],
    stage: 'withdrawn',
    events: { ...soldEvents(1), ...WITHDRAWN, 'takedown.requested': 1, 'takedown.confirmed': 1 },
    shops: { north: NO_LONGER_SOLD },
  },
];

/** Long enough for all that comes before the kill. */
const ALBUM_DATE_MS = 30_000;
const ALBUM = 'An album on its way to both';
const DATED_ALBUM = 'An album that waits for its date';
const ALBUM_EVENTS: EventCounts = {
  ...{ 'release.created': 1, 'release.started': 1, 'release.kept': 1, 'release.ended': 1 },
  ...{ 'offer.started': 2, 'delivery.reserved': 2, 'delivery.delivered': 2 },
  ...{ 'delivery.answered': 2, 'delivery.confirmed': 2, 'offer.ended': 2 },
};

let own: GatedStack;
const tracks = new Map<string, Own>();
const albums = new Map<string, string>();
/** The updates that the shops have got. */
const updates: ShopName[] = [];

beforeAll(async () => {
  own = await startGatedStack((shop, { message }) => {
    if (message === 'update') updates.push(shop);
  });
  const { south } = own.shops;
  await Promise.all(KILLED.map(produce));
  await south.ask('POST', '/sandbox/switches', { answer: 'reject' });
  await Promise.all(KILLED.filter(({ rejected }) => rejected).map(release));
  await south.ask('DELETE', '/sandbox/switches');
  const holds = await Promise.all(KILLED.filter(({ rejected }) => !rejected).map(release));
  const ofAlbum = own.hold(ALBUM, [
    ['north', 'deliver', 'answer'],
    ['south', 'confirm'],
  ]);
  await createAlbum(ALBUM);
  await ofAlbum.reached;
  const requested = await Promise.all(KILLED.map(request));
  await createAlbum(DATED_ALBUM, inUtc(ALBUM_DATE_MS));
  await waitsForDate(albums.get(DATED_ALBUM) ?? '');
  await own.stack.service('worker').kill('SIGKILL');
  for (const held of [...holds, ofAlbum, ...requested]) held.open();
}, 240_000);
afterAll(() => own.close());

let seed = 640;
async function produce({ title, terms }: Killed): Promise<void> {
  const trackId = await own.testStack.create({
    release: { partners: [...SHOPS], ...terms },
    brief: { text: 'lo-fi', title, durationSeconds: 5, seed: ++seed },
  });
  tracks.set(title, { trackId, releaseId: '' });
  await own.testStack.stage(trackId, 'review');
}

/** Approves a track, and waits until its release is where the kill or the request has to find it. */
async function release({ title, reached, request: later, held }: Killed) {
  const { testStack } = own;
  const { trackId } = ofTitle(title);
  const holds = own.hold(title, later ? [] : held);
  await testStack.decide(trackId, 'approve');
  await Promise.all([testStack.event(trackId, reached), holds.reached]);
  tracks.set(title, { trackId, releaseId: (await testStack.track(trackId)).releaseId ?? '' });
  return holds;
}

async function request({ title, request: give, held }: Killed) {
  const holds = own.hold(title, give ? held : []);
  await give?.(ofTitle(title));
  await holds.reached;
  return holds;
}

/** Of the first two tracks, in an order of its own: a shop refuses the same recordings twice. */
async function createAlbum(title: string, terms: Terms = {}): Promise<void> {
  const titles = KILLED.slice(0, 2).map((killed) => killed.title);
  const recordings = (albums.size === 0 ? titles : titles.toReversed()).map((recording) => ({
    ...{ trackId: ofTitle(recording).trackId, version: 1 },
  }));
  const { releaseId } = await own.testStack
    .as('rita')
    .post(
      '/v1/releases',
      { title, recordings, terms: { partners: [...SHOPS], ...terms } },
      ReleaseAccepted,
      { idempotencyKey: `album-${albums.size}` },
    );
  albums.set(title, releaseId);
}

async function waitsForDate(releaseId: string): Promise<void> {
  const { workflow } = await own.testStack.temporal();
  const handle = workflow.getHandle(workflowIds.release(releaseId));
  await own.testStack.until('the timer of a date', async () =>
    (await handle.fetchHistory()).events?.find((event) => event.timerStartedEventAttributes),
  );
}

function ofTitle(title: string): Own {
  const track = tracks.get(title);
  if (!track) throw new Error(`${title}: not produced`);
  return track;
}

const expectAtShops = async (releaseId: string, expected: Killed['shops']): Promise<void> => {
  for (const partner of SHOPS)
    if (expected[partner])
      expect(await own.shops[partner].stats(releaseId), partner).toMatchObject(expected[partner]);
};

describe.concurrent('kill -9 of the worker while a release is', () => {
  it.each(KILLED)('$title: it ends as requested, nothing doubled', async (killed) => {
    const { testStack } = own;
    const { title, resumed, stage = 'published', events } = killed;
    const { trackId } = ofTitle(title);
    if (resumed) {
      const [type, act] = resumed;
      await testStack.until(`${type} of ${title}`, async () => {
        if ((await testStack.events(trackId)).some((event) => event.type === type)) return true;
        // While no worker runs it is refused, or counts although no answer comes.
        await act(ofTitle(title)).catch(() => undefined);
        return undefined;
      });
    }
    const track = await testStack.stage(trackId, stage);
    await expectEvents(testStack, track, events);
    await expectAtShops(track.releaseId ?? '', killed.shops);
  });

  it.each([ALBUM, DATED_ALBUM])('%s: both sell it, nothing doubled', async (title) => {
    const { testStack } = own;
    const releaseId = albums.get(title) ?? '';
    const album = await testStack.until(`the end of ${title}`, async () => {
      const view = await testStack.as('otto').get(`/v1/releases/${releaseId}`, ReleaseView);
      return view.endedAt === null ? undefined : view;
    });
    expect(album).toMatchObject({
      outcome: 'live',
      partners: [{ state: 'live' }, { state: 'live' }],
    });
    const events = await testStack.events(album.trackId);
    expectCounts(
      events.filter((event) => isAbout(event, releaseId)),
      ALBUM_EVENTS,
    );
    await expectAtShops(releaseId, BOTH_SELL);
  });
});

it('each shop has got the amended metadata once', () => {
  expect(updates.toSorted()).toEqual([...SHOPS]);
});
