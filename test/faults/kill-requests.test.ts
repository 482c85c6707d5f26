import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ReleaseAccepted, ReleaseView } from '@fermata/contracts/http';
import { workflowIds } from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import {
  type EventCounts,
  expectCounts,
  isAbout,
  SOLD,
} from '../testing/expect-nothing-doubled.ts';
import { type GatedStack, SHOPS, startGatedStack } from '../testing/gated-stack.ts';

const Answers = z.object({ answers: z.array(z.object({ type: z.string() })) });
const SOLD_BY_BOTH: EventCounts = {
  ...{ 'release.created': 1, 'release.started': 1, 'release.kept': 1, 'release.ended': 1 },
  ...{ 'offer.started': 2, 'delivery.confirmed': 2, 'offer.ended': 2 },
};

let own: GatedStack;
let trackIds: string[] = [];
let waiting = '';
let onSale = '';

beforeAll(async () => {
  own = await startGatedStack();
  const { north } = own.shops;
  trackIds = await Promise.all(['Asked for', 'Beside it'].map(approved));
  onSale = await create('An album on sale', trackIds, { onRejection: 'ask' });
  waiting = await create('An album on request', trackIds.toReversed(), { publishOn: 'request' });
  await waitsForPartner(waiting);
  await delistAtSouth(onSale);
  const held = own.hold('wish-track', [['north', 'answer']]);
  await north.ask('POST', '/sandbox/requests', {
    ...{ requestId: 'wish-track', trackId: trackIds[0] },
  });
  await held.reached;
  await own.stack.service('worker').kill('SIGKILL');
  held.open();
}, 240_000);
afterAll(() => own.close());

let seed = 760;
/** A track whose release waits for a request of the shops. */
async function approved(title: string): Promise<string> {
  const { testStack } = own;
  const trackId = await testStack.create({
    release: { partners: [...SHOPS], publishOn: 'request' },
    brief: { text: 'lo-fi', title, durationSeconds: 5, seed: ++seed },
  });
  await testStack.stage(trackId, 'review');
  await testStack.decide(trackId, 'approve');
  await testStack.stage(trackId, 'approved');
  return trackId;
}

async function create(title: string, tracks: readonly string[], terms: object): Promise<string> {
  const recordings = tracks.map((trackId) => ({ trackId, version: 1 }));
  const body = { title, recordings, terms: { partners: [...SHOPS], ...terms } };
  const { releaseId } = await own.testStack
    .as('rita')
    .post('/v1/releases', body, ReleaseAccepted, { idempotencyKey: title.replaceAll(' ', '-') });
  return releaseId;
}

const view = (releaseId: string): Promise<ReleaseView> =>
  own.testStack.as('otto').get(`/v1/releases/${releaseId}`, ReleaseView);

const releaseWhen = (releaseId: string, what: string, isSo: (release: ReleaseView) => boolean) =>
  own.testStack.until(what, async () => {
    const release = await view(releaseId);
    return isSo(release) ? release : undefined;
  });

async function waitsForPartner(releaseId: string): Promise<void> {
  const { workflow } = await own.testStack.temporal();
  const handle = workflow.getHandle(workflowIds.release(releaseId));
  await own.testStack.until('the wait for a request', async () => {
    const { typedSearchAttributes } = await handle.describe();
    return typedSearchAttributes.get(searchAttributes.awaitingRole) === 'partner' || undefined;
  });
}

/** Until the workflow that follows the sale asks a person. */
async function delistAtSouth(releaseId: string): Promise<void> {
  const { partners } = await releaseWhen(releaseId, 'its sale', ({ endedAt }) => endedAt !== null);
  const reference = partners.find(({ name }) => name === 'south')?.partnerReference ?? '';
  await own.shops.south.ask('POST', `/sandbox/reservations/${reference}/reject`, {
    reason: 'a listener complained',
  });
  await releaseWhen(releaseId, 'the question', ({ question }) => question !== null);
}

const answersAtNorth = async (requestId: string): Promise<string[]> => {
  const path = `/v1/answers?requestId=${encodeURIComponent(requestId)}`;
  return Answers.parse(await own.shops.north.ask('GET', path)).answers.map(({ type }) => type);
};

const answeredAtNorth = (requestId: string): Promise<true> =>
  own.testStack.until(`the answer to ${requestId}`, async () =>
    (await answersAtNorth(requestId)).length > 0 ? true : undefined,
  );

async function expectEventsOf(releaseId: string, expected: EventCounts): Promise<void> {
  const events = await own.testStack.events(trackIds[0] ?? '');
  expectCounts(
    events.filter((event) => isAbout(event, releaseId)),
    expected,
  );
}

describe.concurrent('kill -9 of the worker', () => {
  it('while a release waits for a request: a shop that asks afterwards gets it, once', async () => {
    const { north } = own.shops;
    const requestId = 'wish-album';
    await north.ask('POST', '/sandbox/requests', { requestId, releaseId: waiting });
    const ended = await releaseWhen(waiting, 'its end', ({ endedAt }) => endedAt !== null);
    expect(ended).toMatchObject({
      outcome: 'live',
      partners: [{ state: 'live' }, { state: 'live' }],
    });
    await answeredAtNorth(requestId);
    expect(await answersAtNorth(requestId)).toEqual(['release.accepted']);
    await expectEventsOf(waiting, {
      ...{ ...SOLD_BY_BOTH, 'release.requested': 1, 'release.request-answered': 1 },
    });
    for (const shop of SHOPS) expect(await own.shops[shop].stats(waiting)).toMatchObject(SOLD);
  });

  it('while a request of a partner is answered: the answer arrives once, and the track is sold', async () => {
    const { testStack } = own;
    const { releaseId } = await testStack.stage(trackIds[0] ?? '', 'published');
    await answeredAtNorth('wish-track');
    expect(await answersAtNorth('wish-track')).toEqual(['release.accepted']);
    const requested = (await testStack.events(trackIds[0] ?? '')).filter(
      ({ type, stream }) => type === 'release.requested' && stream.startsWith('track/'),
    );
    expect(requested).toHaveLength(1);
    for (const shop of SHOPS)
      expect(await own.shops[shop].stats(releaseId ?? '')).toMatchObject(SOLD);
  });

  it('while a person is asked about a release on sale: the answer withdraws it, once', async () => {
    const { testStack } = own;
    await testStack.until('the answer', async () => {
      if ((await view(onSale)).question === null) return true;
      // While no worker runs it is refused, or counts although no answer comes.
      await testStack
        .as('otto')
        .command(`/v1/releases/${onSale}/answer`, { answer: 'withdraw' })
        .catch(() => undefined);
      return undefined;
    });
    await releaseWhen(onSale, 'the withdrawal', ({ partners }) =>
      partners.every(({ state }) => state === 'taken-down' || state === 'rejected'),
    );
    await expectEventsOf(onSale, {
      ...{ ...SOLD_BY_BOTH, 'release.partner-delisted': 1 },
      ...{ 'release.question-asked': 1, 'release.question-answered': 1 },
    });
    const { releaseId, partners } = await view(onSale);
    expect(partners.find(({ name }) => name === 'north')).toMatchObject({ state: 'taken-down' });
    expect(await own.shops.north.stats(releaseId)).toMatchObject({
      ...SOLD,
      live: 0,
      takedowns: 1,
    });
  });
});
