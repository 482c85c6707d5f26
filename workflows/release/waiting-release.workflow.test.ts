import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import {
  NOT_AUTHORISED,
  type RequestState,
  SIGNALS,
  UPDATES,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { type CommandResult, type RequestAnswer, workflowIds } from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { detailsOf } from '../testing/details-of.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';
import { startRelease } from '../testing/sample-release.ts';
import { signedMessage } from '../testing/signed-message.ts';

const harness = await harnessOfFile();

type Release = Awaited<ReturnType<typeof startRelease>>;

const PARTNERS = ['shop-a', 'shop-b'];
/** The inbox has the requests whose webhook ids begin with `wish`. */
const inbox = {
  verifyReleaseRequest: ({ webhookId }: { webhookId: string }) =>
    Promise.resolve(
      webhookId.startsWith('wish') ? { requestId: webhookId, versionSha256: null } : null,
    ),
};

/** A release of two recordings that waits for a request. */
async function waiting(script: Parameters<typeof startRelease>[1] = {}): Promise<Release> {
  const { activities = {}, terms = {}, ...rest } = script;
  const publishOn = script.publishesAt === undefined ? { publishOn: 'request' } : {};
  const release = await startRelease(harness, {
    ...{ recordings: 2, ...rest },
    terms: { partners: PARTNERS, ...publishOn, ...terms },
    activities: { ...inbox, ...activities },
  });
  await harness.until('its wait', async () =>
    (await detailsOf(release.handle)).includes('fermata release start') ? true : undefined,
  );
  return release;
}

const ask = (release: Release, webhookId: string, partner = 'shop-a'): Promise<void> =>
  release.handle.signal(SIGNALS.releaseRequested, { partner, webhookId });

const start = (release: Release, actor = 'act_rita'): Promise<CommandResult> =>
  // Also of a workflow that was started again.
  harness.client.workflow
    .getHandle(release.id)
    .executeUpdate<CommandResult, [object]>(UPDATES.start, {
      args: [signedMessage(release.id, 'start', actor, {})],
    });

const cancel = async (release: Release): Promise<void> => {
  await release.handle.cancel();
  expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
};

describe.concurrent('a release that waits for a request', () => {
  it('says so, and starts at every partner of its terms once one of them asks', async () => {
    const release = await waiting();
    const details = await detailsOf(release.handle);
    expect(details).toContain('Waiting for a request of shop-a or shop-b');
    expect(details).toContain(`\`fermata release start ${release.releaseId}\``);
    const { typedSearchAttributes } = await release.handle.describe();
    expect(typedSearchAttributes.get(searchAttributes.awaitingRole)).toBe('partner');
    await ask(release, 'wish-1');
    await Promise.all(PARTNERS.map((partner) => release.delivered(partner)));
    expect(harness.events(release.id)).toMatchObject([
      { type: 'release.created' },
      {
        type: 'release.requested',
        data: { partner: 'shop-a', requestId: 'wish-1', webhookId: 'wish-1' },
      },
      {
        type: 'release.request-answered',
        data: { partner: 'shop-a', requestId: 'wish-1', answer: 'accepted' },
      },
      { type: 'release.started', data: { partners: PARTNERS } },
    ]);
    // It must still be approved.
    const asked = release.calls(release.id).filter((name) => name === 'authoriseRelease');
    expect(asked).toHaveLength(2);
    const started = await release.handle.describe();
    expect(started.typedSearchAttributes.get(searchAttributes.awaitingRole)).toBeUndefined();
    await cancel(release);
  });

  it('does not start by a signal that the inbox does not prove, and counts each request once', async () => {
    const release = await waiting();
    await ask(release, 'forged');
    await release.handle.signal(SIGNALS.releaseRequested, { partner: 7 });
    await harness.until('the question about the forged one', () =>
      release.calls(release.id).includes('verifyReleaseRequest') ? true : undefined,
    );
    expect(harness.types(release.id)).toEqual(['release.created']);
    await Promise.all([ask(release, 'wish-1'), ask(release, 'wish-1'), ask(release, 'wish-1')]);
    await release.delivered('shop-a');
    await ask(release, 'wish-2');
    expect(harness.types(release.id)).toEqual([
      ...['release.created', 'release.requested', 'release.request-answered', 'release.started'],
    ]);
    await cancel(release);
  });

  it('is started by a person, once', async () => {
    const release = await waiting({
      activities: { authoriseRelease: () => Promise.resolve('recalled'), awaitRecallLifted: held },
    });
    expect(await start(release)).toEqual({
      ...{ outcome: 'accepted', detail: `the release ${release.releaseId} starts` },
    });
    expect(await start(release)).toMatchObject({ outcome: 'refused', reason: 'twice' });
    expect(await harness.event(release.id, 'release.start-requested')).toMatchObject({
      actor: 'act_rita',
    });
    const forged = signedMessage(release.id, 'cancel', 'act_ada', {});
    expect(await release.handle.executeUpdate(UPDATES.start, { args: [forged] })).toMatchObject({
      outcome: 'refused',
      reason: 'bad-token',
    });
    await cancel(release);
  });

  it('is not started by a person once it has started', async () => {
    const release = await waiting();
    await start(release);
    await release.delivered('shop-a');
    expect(await start(release, 'act_otto')).toMatchObject({
      ...{ outcome: 'refused', reason: 'late' },
      detail: `${release.releaseId} has already started`,
    });
    await cancel(release);
  });

  it('is cancelled while it waits, and no partner gets anything', async () => {
    const release = await waiting();
    const answer = await release.handle.executeUpdate(UPDATES.cancel, {
      args: [signedMessage(release.id, 'cancel', 'act_ada', {})],
    });
    expect(answer).toMatchObject({ outcome: 'accepted' });
    expect(await release.result()).toEqual({
      ...{ outcome: 'cancelled', detail: 'nothing was offered' },
    });
    expect(PARTNERS.flatMap((partner) => release.calls(release.offerId(partner)))).toEqual([]);
  });

  it('waits for the end of a recall after the request', async () => {
    let isLifted = false;
    const release = await waiting({
      activities: {
        authoriseRelease: () => Promise.resolve(isLifted ? null : 'theory@2 is recalled'),
        awaitRecallLifted: () => (isLifted ? Promise.resolve() : held()),
      },
    });
    await ask(release, 'wish-1');
    await harness.until('the wait for the end of the recall', async () =>
      (await detailsOf(release.handle)).includes('until a recall is lifted') ? true : undefined,
    );
    expect(harness.types(release.id)).not.toContain('release.started');
    isLifted = true;
    await release.delivered('shop-b');
    await cancel(release);
  });
});

describe.concurrent('a release that waits for its date', () => {
  const inMs = (milliseconds: number): { publishesAt: string } => ({
    publishesAt: new Date(Date.now() + milliseconds).toISOString(),
  });
  const answered = (release: Release, answer: RequestAnswer['answer']) =>
    harness.event(release.id, 'release.request-answered', ({ data }) => data.answer === answer);

  it('remembers the request of a partner, starts at the date, and accepts it then', async () => {
    const { publishesAt } = inMs(4_000);
    const release = await waiting({ publishesAt });
    expect(await detailsOf(release.handle)).toContain(`Waiting for its date, ${publishesAt}`);
    await ask(release, 'wish-1', 'shop-b');
    await ask(release, 'wish-1', 'shop-b');
    expect((await answered(release, 'remembered')).data.reason).toMatch(/^the release starts at/);
    const started = await harness.event(release.id, 'release.started');
    expect(Date.parse(started.occurredAt)).toBeGreaterThanOrEqual(Date.parse(publishesAt));
    await answered(release, 'accepted');
    expect(harness.types(release.id)).toEqual([
      ...['release.created', 'release.requested', 'release.request-answered'],
      ...['release.started', 'release.request-answered'],
    ]);
    await cancel(release);
  });

  it('accepts the remembered requests once a person starts it earlier', async () => {
    const release = await waiting(inMs(3_600_000));
    await ask(release, 'wish-1', 'shop-b');
    await answered(release, 'remembered');
    expect(harness.types(release.id)).not.toContain('release.started');
    expect(await start(release)).toMatchObject({ outcome: 'accepted' });
    await answered(release, 'accepted');
    await release.delivered('shop-a');
    await cancel(release);
  });

  it('refuses the remembered requests if it ends before', async () => {
    const release = await waiting(inMs(3_600_000));
    await ask(release, 'wish-1', 'shop-b');
    await answered(release, 'remembered');
    await cancel(release);
    expect((await answered(release, 'refused')).data).toMatchObject({
      ...{ partner: 'shop-b', requestId: 'wish-1', code: 'ended' },
      reason: 'the release has ended (cancelled)',
    });
  });
});

describe.concurrent('a release whose workflow was terminated', () => {
  const later = () => ({ publishesAt: new Date(Date.now() + 3_600_000).toISOString() });

  it('goes on with the requests that it remembers', async () => {
    const release = await waiting(later());
    await ask(release, 'wish-1', 'shop-b');
    const answered = (answer: RequestAnswer['answer']) =>
      harness.event(release.id, 'release.request-answered', ({ data }) => data.answer === answer);
    await answered('remembered');
    await release.handle.terminate();
    const again = await release.startAgain();
    await harness.until('its wait', async () =>
      (await detailsOf(again)).includes('fermata release start') ? true : undefined,
    );
    // The request asks again: it is the same one.
    await again.signal(SIGNALS.releaseRequested, { partner: 'shop-b', webhookId: 'wish-1' });
    expect(await start(release)).toMatchObject({ outcome: 'accepted' });
    await release.delivered('shop-a');
    expect((await answered('accepted')).data).toMatchObject({ requestId: 'wish-1' });
    expect(harness.events(release.id).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    await again.cancel();
    expect(await again.result()).toMatchObject({ outcome: 'cancelled' });
  });

  it('starts if a person had started it, and ends if a person had cancelled it', async () => {
    const isRecalled = {
      authoriseRelease: () => Promise.resolve('recalled'),
      awaitRecallLifted: held,
    };
    const [started, cancelled] = [
      await waiting({ ...later(), activities: isRecalled }),
      await waiting({ ...later(), activities: isRecalled }),
    ];
    await start(started);
    await started.handle.terminate();
    const again = await started.startAgain();
    await harness.until('the wait for the end of the recall', async () =>
      (await detailsOf(again)).includes('until a recall is lifted') ? true : undefined,
    );
    await again.cancel();
    expect(await again.result()).toMatchObject({ outcome: 'cancelled' });

    await cancelled.handle.terminate();
    harness.store([
      {
        ...{ projectId: PROJECT_ID, stream: cancelled.id, sequence: 2, actor: 'act_rita' },
        ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
        type: 'release.cancel-requested',
        data: { reason: 'a mistake' },
      },
    ]);
    const ended = await cancelled.startAgain();
    expect(await ended.result()).toEqual({
      ...{ outcome: 'cancelled', detail: 'a mistake; nothing was offered' },
    });
  });

  it('ends if it had started: its partners are asked for the takedown', async () => {
    const release = await waiting(later());
    await start(release);
    await Promise.all(PARTNERS.map((partner) => release.delivered(partner)));
    await release.handle.terminate();
    const again = await release.startAgain();
    expect(await again.result()).toEqual({
      ...{ outcome: 'failed', detail: 'its workflow was terminated' },
    });
    expect(harness.types(release.id).filter((type) => type === 'release.started')).toHaveLength(1);
    const [request] = harness.calls.filter(
      ({ workflowId, activity }) =>
        workflowId === release.id && activity === 'requestFailedOfferWithdrawal',
    );
    expect(request?.input).toMatchObject({ partners: PARTNERS });
  });
});

describe.concurrent('a release that can no longer be made when its workflow first asks', () => {
  const reason = 'not authorised: a person has cancelled trk_1';
  const refusing = {
    authoriseRelease: () => Promise.reject(ApplicationFailure.nonRetryable(reason, NOT_AUTHORISED)),
  };

  it('ends on record with the reason', async () => {
    const release = await startRelease(harness, {
      recordings: 2,
      terms: { partners: PARTNERS, publishOn: 'request' },
      activities: { ...refusing, isCreatedRelease: () => Promise.resolve(true) },
    });
    expect(await release.result()).toEqual({ outcome: 'failed', detail: reason });
    expect(harness.events(release.id)).toMatchObject([
      { type: 'release.created' },
      { type: 'release.ended', data: { outcome: 'failed', detail: reason } },
    ]);
    const details = await detailsOf(release.handle);
    expect(details).toContain('Ended: failed');
    expect(details).not.toContain('takes it down at partners that may have it');
  });

  it('leaves no trace in the release if no person has created exactly this one', async () => {
    const release = await startRelease(harness, {
      ...{ recordings: 2, terms: { partners: PARTNERS, publishOn: 'request' } },
      activities: refusing,
    });
    await expect(release.result()).rejects.toThrow();
    expect(harness.types(release.id)).toEqual(['release.created']);
  });
});

it('the release of a track takes no request: the track does', async () => {
  const release = await startRelease(harness, { terms: { publishOn: 'request' } });
  await release.delivered();
  await ask(release, 'wish-1', 'sandbox');
  expect(await start(release)).toMatchObject({ outcome: 'refused', reason: 'not-allowed' });
  expect(harness.types(release.id)).toEqual(['release.started']);
  await cancel(release);
});

it('a request is answered by the release that it names', async () => {
  const release = await waiting();
  const webhookId = `wish-${release.releaseId}`;
  const id = workflowIds.partnerMessage('shop-a', webhookId);
  const answers: string[] = [];
  const decided = (): RequestAnswer | null => {
    const answered = harness
      .events(release.id)
      .find((event) => event.type === 'release.request-answered');
    return answered?.type === 'release.request-answered' ? answered.data : null;
  };
  harness.script(id, {
    considerRequest: (): Promise<RequestState> => {
      const answer = decided();
      return Promise.resolve({
        ...{ requestId: webhookId, named: release.releaseId, answer, final: answer !== null },
        ...{ workflowId: release.id, withdrawal: null, awaits: null, sale: null },
      });
    },
    answerRequest: () => {
      answers.push(decided()?.answer ?? 'nothing');
      return Promise.resolve({ answer: 'accepted' });
    },
  });
  const request = { partner: 'shop-a', webhookId };
  const handle = await harness.start(WORKFLOWS.partnerRequest, id, request);
  expect(await handle.result()).toMatchObject({ answer: 'accepted' });
  expect(answers).toEqual(['accepted']);
  await release.delivered('shop-b');
  await cancel(release);
});

/** The answer of the catalogue while the recall is in effect. */
function held(): Promise<void> {
  return Promise.reject(ApplicationFailure.create({ message: 'recalled', nextRetryDelay: 50 }));
}
