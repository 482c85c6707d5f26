import { describe, expect, it } from 'vitest';
import { SIGNALS } from '@fermata/contracts/temporal';
import { deriveId, type RequestAnswer, sha256Hex, workflowIds } from '@fermata/contracts/values';
import { ACCEPTING_PARTNER } from '../testing/accepting-partner.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { runApprovedTrack, runTrack } from '../testing/run-track.ts';

const harness = await harnessOfFile();

type Track = Awaited<ReturnType<typeof runTrack>>;

const release = { publishOn: 'request', answerSeconds: 1 };
/** The inbox has these requests, by their webhook ids. */
const inbox =
  (requests: Readonly<Record<string, { requestId?: string; versionSha256?: string }>>) =>
  ({ webhookId }: { webhookId: string }) => {
    const found = requests[webhookId];
    return Promise.resolve(
      found
        ? { requestId: found.requestId ?? webhookId, versionSha256: found.versionSha256 ?? null }
        : null,
    );
  };

function prepare(track: Track, requests: Parameters<typeof inbox>[0]): Track {
  harness.script(track.id, { verifyReleaseRequest: inbox(requests) });
  harness.script(
    workflowIds.offer(deriveId('rel', track.trackId, 1), 'sandbox'),
    ACCEPTING_PARTNER,
  );
  return track;
}

const ask = (track: Track, webhookId: string, partner = 'sandbox'): Promise<void> =>
  harness.client.workflow
    .getHandle(track.id)
    .signal(SIGNALS.releaseRequested, { partner, webhookId });

const answersTo = (track: Track, requestId: string): string[] =>
  harness
    .events(track.id)
    .flatMap((event) =>
      event.type === 'release.request-answered' && event.data.requestId === requestId
        ? [event.data.code ?? event.data.answer]
        : [],
    );

const answered = (track: Track, requestId: string, answer: RequestAnswer['answer']) =>
  harness.event(
    track.id,
    'release.request-answered',
    ({ data }) => data.requestId === requestId && data.answer === answer,
  );

describe.concurrent('a request of a partner', () => {
  it('starts the release of an approved track', async () => {
    const track = prepare(await runApprovedTrack(harness, { release }), { wish: {} });
    await ask(track, 'wish');
    await track.stage('published');
    expect(answersTo(track, 'wish')).toEqual(['accepted']);
    expect(await harness.event(track.id, 'release.requested')).toMatchObject({
      data: { partner: 'sandbox', requestId: 'wish', webhookId: 'wish' },
    });
  });

  it('is remembered in production, over a send-back, and goes with the approval', async () => {
    const track = prepare(await runTrack(harness, { release }), { early: {} });
    harness.script(
      workflowIds.offer(deriveId('rel', track.trackId, 2), 'sandbox'),
      ACCEPTING_PARTNER,
    );
    await track.stage('interpreting');
    await ask(track, 'early');
    await answered(track, 'early', 'remembered');
    await track.decide('send-back', { note: 'slower' });
    await track.decide('approve', { version: 2 });
    await track.stage('published');
    expect(answersTo(track, 'early')).toEqual(['remembered', 'accepted']);
  });

  it('counts once, by its own id, however often it arrives', async () => {
    const requests = { one: { requestId: 'wish' }, two: { requestId: 'wish' } };
    const track = prepare(await runTrack(harness, { release }), requests);
    await track.review();
    await Promise.all([ask(track, 'one'), ask(track, 'two'), ask(track, 'one')]);
    await answered(track, 'wish', 'remembered');
    await track.decide('approve');
    await track.stage('published');
    expect(answersTo(track, 'wish')).toEqual(['remembered', 'accepted']);
    expect(harness.types(track.id).filter((type) => type === 'release.requested')).toHaveLength(1);
  });

  it('is refused when the release has started', async () => {
    const track = prepare(await runApprovedTrack(harness, { release }), { first: {}, late: {} });
    await ask(track, 'first');
    await track.stage('published');
    await ask(track, 'late');
    await answered(track, 'late', 'refused');
    expect(answersTo(track, 'late')).toEqual(['already-released']);
  });

  it('is refused when the track that remembered it ends', async () => {
    const track = prepare(await runTrack(harness, { release }), { wish: {} });
    await track.review();
    await ask(track, 'wish');
    await answered(track, 'wish', 'remembered');
    await track.decide('reject');
    await track.handle.result();
    expect(answersTo(track, 'wish')).toEqual(['remembered', 'ended']);
  });

  it('waits for the end of a hold', async () => {
    const track = prepare(await runApprovedTrack(harness, { release }, true), { wish: {} });
    await ask(track, 'wish');
    await answered(track, 'wish', 'remembered');
    await track.status({ stage: 'approved', held: true });
    await track.command('resume', 'act_otto');
    await track.stage('published');
    expect(answersTo(track, 'wish')).toEqual(['remembered', 'accepted']);
  });

  it('before the date of the release is remembered, and accepted at the date', async () => {
    const date = Date.now() + 6_000;
    const terms = {
      release: {
        ...{ publishOn: 'date', answerSeconds: 1 },
        publishAt: { localDateTime: '2027-03-01T09:00', timeZone: 'UTC' },
      },
      publishesAt: new Date(date).toISOString(),
    };
    const track = prepare(await runTrack(harness, terms), { early: {}, wish: {} });
    await track.review();
    await ask(track, 'early');
    await answered(track, 'early', 'remembered');
    await track.decide('approve');
    await track.stage('approved');
    await ask(track, 'wish');
    await answered(track, 'wish', 'remembered');
    const started = await track.stage('publishing');
    expect(Date.parse(started.occurredAt)).toBeGreaterThanOrEqual(date);
    await track.stage('published');
    for (const requestId of ['early', 'wish'])
      expect(answersTo(track, requestId)).toEqual(['remembered', 'accepted']);
  });

  it('for a version that was replaced is refused, and starts nothing', async () => {
    const versionSha256 = sha256Hex('an earlier version');
    const track = prepare(await runApprovedTrack(harness, { release }), { old: { versionSha256 } });
    await ask(track, 'old');
    await answered(track, 'old', 'refused');
    expect(answersTo(track, 'old')).toEqual(['replaced']);
    await track.status({ stage: 'approved' });
    await track.command('cancel', 'act_ada');
  });

  it('that is not in the inbox changes nothing', async () => {
    const track = prepare(await runApprovedTrack(harness, { release }), {});
    await ask(track, 'forged');
    const { calls } = harness;
    await harness.until('the check', () =>
      calls.find((one) => one.activity === 'verifyReleaseRequest' && one.workflowId === track.id),
    );
    await track.command('cancel', 'act_ada');
    expect(await track.handle.result()).toMatchObject({ stage: 'cancelled' });
    expect(harness.types(track.id)).toEqual([
      'track.accepted',
      'track.cancel-requested',
      'track.stage-entered',
      'track.cancelled',
    ]);
  });
});
