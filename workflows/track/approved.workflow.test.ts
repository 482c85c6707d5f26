import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { SIGNALS } from '@fermata/contracts/temporal';
import { deriveId, workflowIds } from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { ACCEPTING_PARTNER } from '../testing/accepting-partner.ts';
import { detailsOf } from '../testing/details-of.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { runApprovedTrack, runTrack } from '../testing/run-track.ts';
import { startRelease } from '../testing/sample-release.ts';

const harness = await harnessOfFile();

const onRequest = { publishOn: 'request', answerSeconds: 1 };
const onDate = (publishesAt: number, localDateTime = '2027-03-01T09:00') => ({
  release: {
    publishOn: 'date',
    publishAt: { localDateTime, timeZone: 'Europe/Berlin' },
    answerSeconds: 1,
  },
  publishesAt: new Date(publishesAt).toISOString(),
});

const acceptAtShop = (trackId: string): void =>
  harness.script(workflowIds.offer(deriveId('rel', trackId, 1), 'sandbox'), ACCEPTING_PARTNER);

const RECALLED = 'the model theory@2 is recalled (rcl_1): not licensed';

/** A recall that is in effect until it is lifted. */
function recall() {
  let isLifted = false;
  const inEffect = () => Promise.resolve(isLifted ? null : RECALLED);
  const awaitRecallLifted = (): Promise<void> =>
    isLifted
      ? Promise.resolve()
      : Promise.reject(ApplicationFailure.create({ message: RECALLED, nextRetryDelay: 50 }));
  return {
    lift: (): void => {
      isLifted = true;
    },
    activities: { recallInEffect: inEffect, awaitRecallLifted },
    ofRelease: { authoriseRelease: inEffect, awaitRecallLifted },
  };
}

/** Waits until a track or release has asked several times for the end of a recall. */
const untilItAsks = (workflowId: string): Promise<boolean> =>
  harness.until('questions for the end of a recall', () =>
    harness.calls.filter(
      (call) => call.workflowId === workflowId && call.activity === 'awaitRecallLifted',
    ).length > 2
      ? true
      : undefined,
  );

/** A track whose partner accepts what it gets. */
async function startTrack(
  changes: Record<string, unknown>,
  activities?: Parameters<typeof runTrack>[2],
) {
  const track = await runTrack(harness, changes, activities);
  acceptAtShop(track.trackId);
  return track;
}

async function approved(
  changes: Record<string, unknown>,
  held = false,
  activities?: Parameters<typeof runApprovedTrack>[3],
) {
  const track = await runApprovedTrack(harness, changes, held, activities);
  acceptAtShop(track.trackId);
  return track;
}

const stagesOf = (stream: string): string[] =>
  harness
    .events(stream)
    .flatMap((event) => (event.type === 'track.stage-entered' ? [event.data.stage] : []));

describe.concurrent('an approved track', () => {
  it('waits for a request, and a person may start its release', async () => {
    const track = await startTrack({ release: onRequest });
    await track.decide('approve');
    await track.stage('approved');
    const { typedSearchAttributes } = await track.handle.describe();
    expect(typedSearchAttributes.get(searchAttributes.trackStage)).toBe('approved');
    expect(typedSearchAttributes.get(searchAttributes.awaitingRole)).toBe('partner');
    const answer = await track.command('start', 'act_rita');
    expect(answer).toEqual({
      outcome: 'accepted',
      detail: `the release ${deriveId('rel', track.trackId, 1)} starts`,
    });
    await track.stage('published');
    expect(stagesOf(track.id).slice(-4)).toEqual(['review', 'approved', 'publishing', 'published']);
    const requested = await harness.event(track.id, 'track.start-requested');
    expect(requested).toMatchObject({ actor: 'act_rita', data: { version: 1 } });
    expect(await track.command('start', 'act_rita')).toMatchObject({
      outcome: 'refused',
      reason: 'late',
    });
  });

  it('is released at its date', async () => {
    const date = Date.now() + 1_500;
    const track = await approved(onDate(date));
    await track.stage('published');
    const started = await track.stage('publishing');
    expect(Date.parse(started.occurredAt)).toBeGreaterThanOrEqual(date);
  });

  it('is released at once when its date has passed', async () => {
    const terms = onDate(Date.now() - 1_000);
    const track = await startTrack(terms);
    expect(await harness.event(workflowIds.track(track.trackId), 'track.accepted')).toMatchObject({
      data: terms,
    });
    await track.decide('approve');
    await track.stage('published');
    expect(stagesOf(track.id)).not.toContain('approved');
  });

  it('is released before its date when a person requests it', async () => {
    const track = await approved(onDate(Date.now() + 300 * 86_400_000));
    await track.command('start', 'act_otto');
    await track.stage('published');
  });

  it('starts no release while it is held, not even at its date', async () => {
    const date = Date.now() + 500;
    const track = await approved(onDate(date), true);
    expect(await track.command('start', 'act_rita')).toEqual({
      outcome: 'refused',
      reason: 'not-now',
      detail: 'the track is held: resume it first',
    });
    await harness.until('the date', () => (Date.now() > date ? true : undefined));
    await track.status({ stage: 'approved', held: true });
    await track.command('resume', 'act_otto');
    await track.stage('published');
  });

  it('notifies the offers of other releases with its recording when it is resumed', async () => {
    const waiting = await startRelease(harness, { recordings: 2 });
    await waiting.delivered();
    waiting.holdTrack(true);
    await waiting.answer({ type: 'delivery.accepted' });
    await harness.until('the wait for the track', async () =>
      (await detailsOf(waiting.offer())).includes('the track is held') ? true : undefined,
    );
    const track = await approved(onDate(Date.now() + 3_600_000), true, {
      runningOffers: () => Promise.resolve([waiting.offerId()]),
    });
    waiting.holdTrack(false);
    await track.command('resume', 'act_otto');
    expect(await waiting.result()).toMatchObject({ outcome: 'live' });
    const { events = [] } = await track.handle.fetchHistory();
    const notified = events?.map(
      ({ signalExternalWorkflowExecutionInitiatedEventAttributes: signal }) =>
        signal?.signalName === SIGNALS.releaseChanged && signal.workflowExecution?.workflowId,
    );
    expect(notified).toContain(waiting.offerId());
  });

  it('waits at its date while it is recalled, and is released once the recall is lifted', async () => {
    const { lift, activities } = recall();
    const track = await approved(onDate(Date.now() + 500), false, activities);
    await untilItAsks(track.id);
    expect(await track.handle.query('status')).toMatchObject({
      ...{ stage: 'approved', awaitingRole: 'operations' },
      now: `Approved, not released yet, ${RECALLED}`,
    });
    expect(await detailsOf(track.handle)).toContain(
      'The release is due and waits until a recall is lifted: the model theory@2',
    );
    lift();
    await track.stage('published');
    expect(stagesOf(track.id)).toEqual(['publishing', 'published']);
  });

  it('waits after its approval while it is recalled', async () => {
    const { lift, activities } = recall();
    const track = await startTrack({ release: { answerSeconds: 1 } }, activities);
    await track.decide('approve');
    await untilItAsks(track.id);
    expect(stagesOf(track.id).at(-1)).toBe('approved');
    lift();
    await track.stage('published');
  });

  it('waits if the recall begins after its last question, and is released once it is lifted', async () => {
    const { lift, ofRelease } = recall();
    const track = await startTrack({ release: { answerSeconds: 1 } });
    const release = workflowIds.release(deriveId('rel', track.trackId, 1));
    harness.script(release, ofRelease);
    await track.decide('approve');
    await untilItAsks(release);
    expect(stagesOf(track.id).at(-1)).toBe('publishing');
    expect(harness.events(release)).toEqual([]);
    expect(await detailsOf(harness.client.workflow.getHandle(release))).toContain(
      `end this release with: fermata track cancel ${track.trackId}`,
    );
    lift();
    await track.stage('published');
  });

  it('is cancelled while its release waits for the end of a recall', async () => {
    const { ofRelease } = recall();
    const track = await startTrack({ release: { answerSeconds: 1 } });
    const release = workflowIds.release(deriveId('rel', track.trackId, 1));
    harness.script(release, ofRelease);
    await track.decide('approve');
    await untilItAsks(release);
    await track.command('cancel', 'act_ada', { reason: 'not now' });
    expect(await track.handle.result()).toMatchObject({ stage: 'cancelled' });
    expect(harness.events(release)).toEqual([]);
  });

  it('is cancelled while a recall keeps its release', async () => {
    const track = await approved(onDate(Date.now()), false, recall().activities);
    await untilItAsks(track.id);
    await track.command('cancel', 'act_ada', { reason: 'not now' });
    expect(await track.handle.result()).toMatchObject({ stage: 'cancelled' });
    expect(harness.events(workflowIds.release(deriveId('rel', track.trackId, 1)))).toEqual([]);
  });

  it('starts no release after a recall while it is held', async () => {
    const { lift, activities } = recall();
    const track = await approved(onDate(Date.now()), false, activities);
    await untilItAsks(track.id);
    await track.command('hold', 'act_otto');
    lift();
    expect(await track.handle.query('status')).toMatchObject({ stage: 'approved', held: true });
    await track.command('resume', 'act_otto');
    await track.stage('published');
  });

  it('is cancelled while it waits, and no release starts', async () => {
    const track = await approved({ release: onRequest });
    await track.command('cancel', 'act_ada', { reason: 'not now' });
    expect(await track.handle.result()).toMatchObject({ stage: 'cancelled' });
    expect(harness.events(workflowIds.release(deriveId('rel', track.trackId, 1)))).toEqual([]);
  });

  it('continues as new while it waits', async () => {
    const track = await approved({
      release: onRequest,
      commandLimits: { continueAfter: 2, refuseAfter: 100 },
    });
    await track.command('hold', 'act_otto');
    for (let refused = 0; refused < 4; refused++)
      expect(await track.command('start', 'act_rita')).toMatchObject({ reason: 'not-now' });
    expect((await harness.runs(track.id)).length).toBeGreaterThan(1);
    await track.command('resume', 'act_otto');
    await track.command('start', 'act_rita');
    await track.stage('published');
    expect(stagesOf(track.id)).toEqual(['publishing', 'published']);
  });
});

it('a track in another stage is not released', async () => {
  const track = await startTrack({ release: onRequest });
  await track.review();
  expect(await track.command('start', 'act_rita')).toEqual({
    outcome: 'refused',
    reason: 'not-now',
    detail: 'only an approved track can be released, the track is in review',
  });
  await track.command('cancel', 'act_ada');
  expect(await track.handle.result()).toMatchObject({ stage: 'cancelled' });
});
