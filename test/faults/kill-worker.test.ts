import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Stage } from '@fermata/contracts/values';
import { closeReplayed } from '../testing/close-replayed.ts';
import { expectNothingDoubled } from '../testing/expect-nothing-doubled.ts';
import { type FollowedStages, followStages } from '../testing/follow-stages.ts';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';

/** Stages of milliseconds, each of which needs a kill of its own. */
const SHORT: readonly Stage[] = ['interpreting', 'planning', 'evaluating', 'picking', 'policy'];
/** Stages in which such a kill finds other tracks. */
const LONG: readonly Stage[] = [
  'generating',
  'stems',
  'mixing',
  'mastering',
  'enriching',
  'review',
  'publishing',
];
const WORKERS = ['worker', 'worker-audio'] as const;
/** More than are needed if every kill hits its stage. */
const MAX_KILLS = 30;

let own: OwnStack;
let stages: FollowedStages;
beforeAll(async () => {
  own = await startOwnStack({
    // Started by the test at once: the pauses of a supervisor grow with each crash.
    serviceOptions: { worker: { restart: false }, 'worker-audio': { restart: false } },
    pollMs: 500,
  });
  stages = await followStages(own);
});
afterAll(() => closeReplayed(own));
afterAll(() => stages.close());

/** In which no track has been killed yet. */
const missing = new Set([...SHORT, ...LONG]);
const trackIds: string[] = [];
const approvals: Promise<void>[] = [];

async function requestTrack(): Promise<void> {
  const seed = 100 + trackIds.length;
  const trackId = await own.testStack.create({
    brief: { text: 'lo-fi', durationSeconds: 5, seed },
  });
  trackIds.push(trackId);
  approvals.push(approve(trackId));
}

/** Approves the track once a kill has hit a review. */
async function approve(trackId: string): Promise<void> {
  const isInReview = (): boolean => stages.of.get(trackId) === 'review';
  await stages.until(() => isInReview() && !missing.has('review'));
  await own.testStack.until(`the approval of ${trackId}`, async () => {
    const { review } = await own.testStack.track(trackId);
    // Without a worker the answer is a 503, although the decision may count later.
    await own.testStack
      .as('rita')
      .command(`/v1/reviews/${review?.reviewId ?? ''}/approve`, {})
      .catch(() => undefined);
    return isInReview() ? undefined : true;
  });
}

/** Kills both workers as soon as a track is in one of these stages. */
async function killIn(wanted: readonly Stage[]): Promise<void> {
  await stages.until((now) => [...now.values()].some((stage) => wanted.includes(stage)));
  await Promise.all(WORKERS.map((name) => own.stack.service(name).kill('SIGKILL')));
  await stages.refresh();
  for (const stage of stages.of.values()) missing.delete(stage);
  await stages.refresh();
}

it('kill -9 of both workers in every stage: all tracks end published, nothing doubled', async () => {
  await requestTrack();
  await requestTrack();
  for (let kills = 0; missing.size > 0 && kills < MAX_KILLS; kills++) {
    const short = SHORT.filter((stage) => missing.has(stage));
    await killIn(short.length > 0 ? short : [...missing]);
    // A track that waits for no timeout of the dead workers.
    await requestTrack();
    await Promise.all(WORKERS.map((name) => own.stack.service(name).start()));
  }
  expect([...missing]).toEqual([]);
  await Promise.all(approvals);
  for (const trackId of trackIds)
    await expectNothingDoubled(own.testStack, await own.testStack.stage(trackId, 'published'));
}, 300_000);
