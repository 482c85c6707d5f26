import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrackView } from '@fermata/contracts/http';
import type { Stage } from '@fermata/contracts/values';
import { expectEvents, SOLD, soldEvents } from '../testing/expect-nothing-doubled.ts';
import { fermata } from '../testing/run-fermata.ts';
import { startWithTwoPartners, type TwoPartners } from '../testing/second-partner.ts';

const PARTNERS = ['sandbox', 'sandbox-b'];
const NO_LONGER_SOLD = { ...SOLD, live: 0, takedowns: 1 };
const ANSWERS = ['keep', 'withdraw', 'redeliver'] as const;
type Answer = (typeof ANSWERS)[number];

let own: TwoPartners;
const trackIds = new Map<Answer, string>();

beforeAll(async () => {
  own = await startWithTwoPartners();
  await own.second('POST', '/sandbox/switches', { answer: 'reject' });
  await Promise.all(ANSWERS.map(rejectedByOne));
  await own.second('DELETE', '/sandbox/switches');
}, 240_000);
afterAll(() => own.close());

/** A track that sandbox sells, and that sandbox-b has rejected. */
async function rejectedByOne(answer: Answer, index: number): Promise<void> {
  const { testStack } = own;
  const trackId = await testStack.create({
    release: { partners: PARTNERS, onRejection: 'ask' },
    brief: { text: 'synthwave', title: `To ${answer}`, durationSeconds: 5, seed: 1300 + index },
  });
  trackIds.set(answer, trackId);
  await testStack.stage(trackId, 'review');
  await testStack.decide(trackId, 'approve');
  await testStack.event(trackId, 'release.question-asked');
}

/** Gives the command, which must succeed. */
async function release(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await fermata(
    ['release', ...args, '--as', 'operations'],
    own.testStack.env,
  );
  expect(code, stderr).toBe(0);
  return stdout;
}

/** The track in its next stage; the question is answered by a person, once. */
async function answered(answer: Answer, stage: Stage): Promise<TrackView> {
  const { testStack } = own;
  const trackId = trackIds.get(answer) ?? '';
  const track = await testStack.stage(trackId, stage);
  const { data, actor } = await testStack.event(trackId, 'release.question-answered');
  expect({ ...data, actor }).toMatchObject({ answer, via: 'person', actor: 'act_otto' });
  return track;
}

async function expectStats(
  { releaseId }: TrackView,
  first: typeof SOLD,
  second: typeof SOLD,
): Promise<void> {
  expect(await own.testStack.partnerStats(releaseId ?? '')).toMatchObject(first);
  expect(await own.secondStats(releaseId ?? '')).toMatchObject(second);
}

describe('a release that asks, as one shop has rejected it and the other sells it', () => {
  it('shows the question, the reason of the shop and the command', async () => {
    const shown = await release('show', trackIds.get('keep') ?? '');
    expect(shown).toMatch(/not taken +sandbox-b: rejected, editorial/);
    expect(shown).toMatch(/You may: fermata release answer rel_\w+ keep\|withdraw\|redeliver/);
  });

  it('keep: stays on sale at the one', async () => {
    await release('answer', trackIds.get('keep') ?? '', 'keep');
    const track = await answered('keep', 'published');
    expect(track.partners).toMatchObject([{ state: 'live' }, { state: 'taken-down' }]);
    await expectStats(track, SOLD, { ...NO_LONGER_SOLD, confirmations: 0 });
    await expectEvents(own.testStack, track, {
      ...{ ...soldEvents(2), 'delivery.confirmed': 1, 'offer.withdrawn': 1 },
      ...{ 'release.question-asked': 1, 'release.question-answered': 1 },
    });
  });

  it('withdraw: is sold by none', async () => {
    await release('answer', trackIds.get('withdraw') ?? '', 'withdraw');
    const track = await answered('withdraw', 'archived');
    expect(track.partners).toMatchObject([{ state: 'taken-down' }, { state: 'taken-down' }]);
    await expectStats(track, NO_LONGER_SOLD, { ...NO_LONGER_SOLD, confirmations: 0 });
    await expectEvents(own.testStack, track, {
      ...{ 'release.kept': 0, 'track.published': 0, 'track.archived': 1, 'offer.withdrawn': 2 },
      ...{ 'release.question-asked': 1, 'release.question-answered': 1, 'release.ended': 1 },
    });
  });

  it('redeliver: is offered again to the one that has rejected it, and sold by both', async () => {
    await release('redeliver', trackIds.get('redeliver') ?? '');
    const track = await answered('redeliver', 'published');
    expect(track.partners).toMatchObject([{ state: 'live' }, { state: 'live' }]);
    await expectStats(track, SOLD, { ...SOLD, reservations: 2, deliveries: 2, takedowns: 1 });
    await expectEvents(own.testStack, track, {
      ...{ ...soldEvents(2), 'offer.restarted': 1, 'offer.withdrawn': 1, 'offer.ended': 3 },
      ...{ 'delivery.reserved': 3, 'delivery.delivered': 3, 'delivery.answered': 3 },
      ...{ 'release.question-asked': 1, 'release.question-answered': 1 },
    });
  });
});
