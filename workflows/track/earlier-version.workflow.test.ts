import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import type { DecisionMessage } from '@fermata/contracts/temporal';
import { deriveId, workflowIds } from '@fermata/contracts/values';
import { runTrack } from '../testing/run-track.ts';
import { sampleIntent, sampleVersion } from '../testing/sample-track.ts';
import type { AllActivities } from '../testing/scripted-activities.ts';
import { WorkflowHarness } from '../testing/workflow-harness.ts';

let harness: WorkflowHarness;
beforeAll(async () => {
  harness = await WorkflowHarness.open();
});
afterAll(() => harness.close());

type Completed = Extract<NewEvent, { type: 'version.completed' }>['data'];

/** The catalogue's versions, from the stored events. */
const readVersion: AllActivities['readVersion'] = ({ trackId, version }) => {
  const completed = harness
    .events(workflowIds.track(trackId))
    .flatMap((event): Completed[] => (event.type === 'version.completed' ? [event.data] : []))
    .find((data) => data.version === version);
  if (!completed) return Promise.reject(new Error(`no version ${version}`));
  return Promise.resolve({
    released: { ...sampleVersion(trackId), ...completed },
    intent: sampleIntent(`version ${version}`),
  });
};

/** A track whose third version is under review. */
async function trackOfThree(
  review: Record<string, unknown> = {},
  activities: Partial<AllActivities> = {},
  release: Record<string, unknown> = { publishOn: 'request' },
) {
  const track = await runTrack(harness, { review, release }, { readVersion, ...activities });
  await track.decide('send-back', { note: 'faster' });
  await track.decide('send-back', { version: 2, note: 'and no drums' });
  await track.review(3);
  return track;
}

it('an approved earlier version is the version of the track again', async () => {
  const track = await trackOfThree();
  const { reviewId } = await track.review(3);
  const { versionSha256 } = await track.review(1);
  expect(await track.decide('approve', { version: 3, earlier: 1 })).toMatchObject({
    outcome: 'accepted',
  });
  await track.stage('approved');
  await track.status({ stage: 'approved', version: 1 });
  const events = harness.events(track.id);
  expect(events.findLast(({ type }) => type === 'review.decided')?.data).toMatchObject({
    ...{ reviewId, verdict: 'approve', version: 1, versionSha256 },
  });
  expect(events.slice(-3)).toMatchObject([
    {
      type: 'review.closed',
      data: { reviewId, outcome: 'approved', approved: { version: 1, versionSha256 } },
    },
    {
      type: 'track.version-restored',
      data: { reviewId, version: 1, versionSha256, intent: { text: 'version 1' } },
    },
    { type: 'track.stage-entered', data: { stage: 'approved', version: 1 } },
  ]);
});

it('planning, rating and enriching get the music of an intent, and not its explanations', async () => {
  const wish = { quote: 'slow', field: 'tempoBpm', value: '80', outcome: 'honoured' } as const;
  const understanding = [{ ...wish, reason: 'tempo 80 beats a minute' }];
  const track = await trackOfThree(
    {},
    {
      interpretBrief: ({ brief }) =>
        Promise.resolve({ ...sampleIntent(brief.text), understanding }),
    },
  );
  const intentsOf = (name: string) =>
    harness.calls
      .filter(({ workflowId, activity }) => workflowId === track.id && activity === name)
      .map(({ input }) => (input as { intent: Record<string, unknown> }).intent);
  const enriched = intentsOf('enrichTrack');
  expect(enriched).toHaveLength(3);
  for (const intent of [...enriched, ...intentsOf('planCandidates')]) {
    expect(intent).toMatchObject({ style: 'lo-fi', notes: [] });
    expect(intent).not.toHaveProperty('understanding');
  }
  for (const intent of intentsOf('evaluateCandidate')) {
    expect(intent).toMatchObject({ style: 'lo-fi' });
    for (const words of ['text', 'notes', 'understanding', 'interpreter', 'language'])
      expect(intent).not.toHaveProperty(words);
  }
});

it('each version says which decision asked for it', async () => {
  const track = await trackOfThree();
  const events = harness.events(track.id);
  const decided = events.flatMap((event) => (event.type === 'review.decided' ? [event.data] : []));
  const feedback = events.flatMap((event) =>
    event.type === 'intent.interpreted' ? [event.data.feedback] : [],
  );
  expect(feedback).toEqual([
    undefined,
    { decisionId: decided[0]?.decisionId, reviewer: 'act_rita', note: 'faster' },
    { decisionId: decided[1]?.decisionId, reviewer: 'act_rita', note: 'and no drums' },
  ]);
});

it('approvals count for their own version only', async () => {
  const track = await trackOfThree({ quorum: 2 });
  await track.decide('approve', { version: 3 });
  expect(
    await track.decide('approve', { version: 3, earlier: 2, reviewer: 'act_rolf' }),
  ).toMatchObject({ detail: 'approve is counted; more approvals are needed' });
  await track.status({ stage: 'review', version: 3 });
  await track.decide('approve', { version: 3, earlier: 2, reviewer: 'act_tim' });
  await track.status({ stage: 'approved', version: 2 });
});

it('refuses a version that it never had, and leaves the review open', async () => {
  const track = await trackOfThree();
  const content = { version: 7 };
  const token = await track.tokenFor('approve', { version: 3 }, content);
  expect(await track.update('decide', { token, ...content })).toMatchObject({
    outcome: 'refused',
    reason: 'unknown',
  });
  await track.status({ stage: 'review', version: 3 });
});

it('an approval that is undone leaves the reviewer free to approve another version', async () => {
  const track = await trackOfThree({ quorum: 2 });
  await track.decide('approve', { version: 3, earlier: 1, updateId: 'first' });
  const { reviewId, decisionId } = (
    await harness.event(track.id, 'review.decided', ({ data }) => data.verdict === 'approve')
  ).data;
  const claims = JSON.parse(await track.tokenFor('undo', { version: 3 })) as object;
  const token = JSON.stringify({ ...claims, reviewId, decisionId });
  expect(await track.update('undo', { token })).toMatchObject({ outcome: 'accepted' });
  const content = { note: 'the third after all' };
  const approval = JSON.parse(await track.tokenFor('approve', { version: 3 }, content)) as object;
  const again = JSON.stringify({ ...approval, decisionId: deriveId('dec', track.id, 'again') });
  expect(await track.update('decide', { token: again, ...content })).toMatchObject({
    outcome: 'accepted',
  });
  await track.decide('approve', { version: 3, reviewer: 'act_rolf' });
  await track.status({ stage: 'approved', version: 3 });
});

describe('a review that has approved an earlier version is closed', () => {
  const approveFirst = async (read: AllActivities['readVersion']) => {
    const track = await trackOfThree({}, { readVersion: read }, { publishOn: 'approval' });
    const { reviewId } = await track.review(3);
    const { versionSha256 } = await track.review(1);
    await track.decide('approve', { version: 3, earlier: 1 });
    const approved = { version: 1, versionSha256 };
    return {
      track,
      closed: { type: 'review.closed', data: { reviewId, outcome: 'approved', approved } },
    };
  };

  it('although the track is cancelled while that version is read', async () => {
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const { track, closed } = await approveFirst(async (key) => {
      asked.resolve();
      await answered.promise;
      return readVersion(key);
    });
    await asked.promise;
    await track.command('cancel', 'act_ada', { reason: 'not now' });
    answered.resolve();
    expect(await track.handle.result()).toMatchObject({ stage: 'cancelled' });
    const events = harness.events(track.id);
    expect(events.findLast(({ type }) => type === 'review.closed')).toMatchObject(closed);
    expect(events.slice(-2)).toMatchObject([
      { type: 'track.stage-entered', data: { stage: 'cancelled' } },
      { type: 'track.cancelled', data: { reason: 'not now' } },
    ]);
  });

  it('although the track fails, as that version has changed', async () => {
    const { track, closed } = await approveFirst(async (key) => {
      const { released, intent } = await readVersion(key);
      return { released: { ...released, versionSha256: 'f'.repeat(64) }, intent };
    });
    await expect(track.handle.result()).rejects.toMatchObject({
      cause: { type: 'TrackFailedError' },
    });
    expect(harness.events(track.id).slice(-3)).toMatchObject([
      closed,
      { type: 'track.stage-entered', data: { stage: 'failed', version: 3 } },
      { type: 'track.failed' },
    ]);
  });
});

it('the next version gets the decided edits with the understanding and the readers that were signed', async () => {
  const track = await runTrack(harness, { release: { publishOn: 'request' } });
  const content: Omit<DecisionMessage, 'token'> = {
    note: 'zorblify, slower',
    edits: [{ op: 'tempo', bpm: 70 }],
    understanding: [
      {
        quote: 'zorblify',
        field: 'text',
        value: null,
        outcome: 'ignored',
        reason: 'this is not understood as an edit',
      },
      {
        quote: 'slower',
        field: 'tempoBpm',
        value: '70',
        outcome: 'honoured',
        reason: 'tempo 70 beats a minute',
      },
    ],
    readers: { models: [{ name: 'tiny', version: 'openai' }] },
  };
  const token = await track.tokenFor('send-back', {}, content);
  await track.update('decide', { token, ...content });
  await track.review(2);
  const revised = harness.calls.find(
    ({ workflowId, activity }) => workflowId === track.id && activity === 'reviseIntent',
  );
  expect(revised?.input).toMatchObject(content);
  expect((await harness.event(track.id, 'review.decided')).data).toMatchObject(content);
});
