import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import {
  AmendmentAccepted,
  ReleaseAccepted,
  ReleaseView,
  type TrackRequestInput,
} from '@fermata/contracts/http';
import { workflowIds } from '@fermata/contracts/values';
import { repositoryRoot } from '@fermata/stack';
import { startOwnStack } from '../testing/own-stack.ts';

// Records all golden histories on a separate stack: `npm run build && node
// test/dist/histories/record.js`.
const folder = join(repositoryRoot, 'test', 'histories');
// Nine tracks are read at once; more often would exceed the limit of reads a minute.
const ownStack = await startOwnStack({ pollMs: 500 });
const { testStack } = ownStack;
const client = await testStack.temporal();

/** Writes the history of each run of a workflow, oldest first, under one of the names. */
async function record(workflowId: string, ...names: string[]): Promise<void> {
  const runs = await testStack.until(`${names.length} runs of ${workflowId}`, async () => {
    const found = [];
    for await (const run of client.workflow.list({ query: `WorkflowId = '${workflowId}'` }))
      found.push(run);
    return found.length >= names.length ? found : undefined;
  });
  runs.sort((a, b) => a.startTime.getTime() - b.startTime.getTime());
  for (const [index, name] of names.entries()) {
    const history = await client.workflow.getHandle(workflowId, runs[index]?.runId).fetchHistory();
    await writeFile(
      join(folder, `${name}.json`),
      `${JSON.stringify(JSON.parse(historyToJSON(history)))}\n`,
    );
    process.stderr.write(`${name}: ${history.events?.length ?? 0} events\n`);
  }
}

async function inReview(request: Parameters<typeof testStack.create>[0]): Promise<string> {
  const trackId = await testStack.create(request);
  await testStack.stage(trackId, 'review');
  return trackId;
}

const brief = (title: string, seed: number): TrackRequestInput['brief'] => ({
  text: 'slow lo-fi',
  title,
  durationSeconds: 5,
  seed,
});

async function live(): Promise<void> {
  const trackId = await inReview({ brief: brief('Live', 1) });
  const { releaseId } = await testStack.approve(trackId);
  const { workflowId: amendment } = await testStack
    .as('otto')
    .post(
      `/v1/releases/${releaseId ?? ''}/amendments`,
      { title: 'Amended', reason: 'golden' },
      AmendmentAccepted,
    );
  await testStack.event(trackId, 'amendment.ended');
  const { withdrawalId } = await testStack.withdraw(trackId, 'golden');
  await testStack.stage(trackId, 'withdrawn');
  await record(workflowIds.track(trackId), 'track-published', 'track-withdrawn');
  await record(workflowIds.release(releaseId ?? ''), 'release-live');
  await record(workflowIds.offer(releaseId ?? '', 'sandbox'), 'offer-live');
  await record(amendment, 'amendment');
  await record(workflowIds.withdrawal(withdrawalId), 'withdrawal');
}

async function delisted(): Promise<void> {
  const trackId = await inReview({ brief: brief('Delisted [changes-mind 30]', 7) });
  await testStack.approve(trackId);
  await testStack.stage(trackId, 'delisted');
  await record(workflowIds.track(trackId), 'track-published-and-delisted', 'track-delisted');
}

async function sentBack(): Promise<void> {
  const trackId = await inReview({
    candidates: 2,
    brief: brief('Sent back', 2),
    alternates: ['no-drums'],
  });
  await testStack.decide(trackId, 'send-back', { note: 'faster please, and no drums' });
  await testStack.event(trackId, 'review.opened', (event) => event.data['version'] === 2);
  await testStack.approve(trackId);
  await record(workflowIds.track(trackId), 'track-sent-back', 'track-next-version-published');
}

async function expired(): Promise<void> {
  const trackId = await testStack.create({
    brief: brief('Expired', 3),
    review: { expirySeconds: 3, reminderSeconds: 0.2, escalationSeconds: 0.5 },
  });
  await testStack.stage(trackId, 'archived');
  await record(workflowIds.track(trackId), 'track-expired');
}

async function waiting(): Promise<void> {
  const trackId = await testStack.create({
    candidates: 2,
    brief: brief('Picked, held, undone', 4),
    pick: { by: 'person', limitSeconds: 600 },
    review: { graceSeconds: 600 },
  });
  const { candidates } = await testStack.stage(trackId, 'picking');
  const commands = `/v1/tracks/${trackId}`;
  await testStack
    .as('ada')
    .command(`${commands}/pick`, { candidateId: candidates[0]?.candidateId });
  await testStack.stage(trackId, 'review');
  await testStack.as('otto').command(`${commands}/hold`, {});
  await testStack.as('otto').command(`${commands}/resume`, {});
  await testStack.decide(trackId, 'approve');
  const { reviewId } = await testStack.review(trackId);
  await testStack.as('rita').command(`/v1/reviews/${reviewId}/undo`, {});
  await testStack.event(trackId, 'review.undone');
  await record(workflowIds.track(trackId), 'track-picked-held-undone-and-waiting');
}

async function cancelled(): Promise<void> {
  const trackId = await inReview({ brief: brief('Cancelled [silent]', 5) });
  await testStack.decide(trackId, 'approve');
  await testStack.event(trackId, 'delivery.delivered');
  await testStack.as('ada').command(`/v1/tracks/${trackId}/cancel`, {});
  const { releaseId } = await testStack.stage(trackId, 'cancelled');
  await record(workflowIds.track(trackId), 'track-cancelled-while-publishing');
  await record(workflowIds.release(releaseId ?? ''), 'release-cancelled-and-withdrawn');
  await record(workflowIds.offer(releaseId ?? '', 'sandbox'), 'offer-cancelled-and-withdrawn');
}

async function rejected(): Promise<void> {
  const trackId = await inReview({ brief: brief('Not wanted [reject]', 6) });
  await testStack.decide(trackId, 'approve');
  const { releaseId } = await testStack.stage(trackId, 'archived');
  await record(workflowIds.track(trackId), 'track-rejected-by-the-partner');
  await record(workflowIds.release(releaseId ?? ''), 'release-rejected-and-withdrawn');
  await record(workflowIds.offer(releaseId ?? '', 'sandbox'), 'offer-rejected-and-withdrawn');
}

/** Two releases of the same recordings, each in an order of its own: a shop refuses the same ones twice. */
async function albums(): Promise<void> {
  const recordings = await Promise.all(
    [8, 9].map(async (seed) => {
      const trackId = await inReview({
        brief: brief(`Recording ${seed}`, seed),
        release: { publishOn: 'request' },
      });
      await testStack.decide(trackId, 'approve');
      await testStack.stage(trackId, 'approved');
      return { trackId, version: 1 };
    }),
  );
  await Promise.all([
    album('Live together', recordings, 'album-live'),
    album('Not wanted together [reject]', recordings.toReversed(), 'album-rejected-and-withdrawn'),
  ]);
}

async function album(
  title: string,
  recordings: readonly { trackId: string; version: number }[],
  name: string,
): Promise<void> {
  const { releaseId } = await testStack
    .as('rita')
    .post('/v1/releases', { title, recordings }, ReleaseAccepted, { idempotencyKey: name });
  await testStack.until(`the end of ${name}`, async () => {
    const view = await testStack.as('otto').get(`/v1/releases/${releaseId}`, ReleaseView);
    return view.endedAt ?? undefined;
  });
  await record(workflowIds.release(releaseId), name);
}

try {
  for (const name of await readdir(folder))
    if (name.endsWith('.json')) await rm(join(folder, name));
  await Promise.all([
    ...[live(), delisted(), sentBack(), expired(), waiting(), cancelled(), rejected()],
    albums(),
  ]);
  await record('admission', 'admission');
} finally {
  await ownStack.close();
}
