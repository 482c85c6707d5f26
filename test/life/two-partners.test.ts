import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TrackRequestInput } from '@fermata/contracts/http';
import { workflowIds } from '@fermata/contracts/values';
import { fermata } from '../testing/run-fermata.ts';
import { startWithTwoPartners, type TwoPartners } from '../testing/second-partner.ts';

const PARTNERS = ['sandbox', 'sandbox-b'];
const Answers = z.object({
  answers: z.array(z.object({ type: z.string(), code: z.string().nullable() })),
});
const Reservations = z.object({
  reservations: z.array(z.object({ title: z.string(), metadataVersion: z.number() })),
});
const Switches = z.object({ faults: z.array(z.unknown()) });
let own: TwoPartners;
beforeAll(async () => {
  own = await startWithTwoPartners();
});
afterAll(() => own.close());

let seed = 1200;
/** An approved track for both shops; sandbox-b decides as configured. */
async function approved(
  release: TrackRequestInput['release'],
  secondShop: Record<string, unknown> = {},
): Promise<string> {
  await own.second('POST', '/sandbox/switches', secondShop);
  const { testStack } = own;
  const trackId = await testStack.create({
    release: { partners: PARTNERS, takedownSeconds: 600, ...release },
    brief: { text: 'synthwave', title: 'For two shops', durationSeconds: 5, seed: ++seed },
  });
  await testStack.stage(trackId, 'review');
  await testStack.decide(trackId, 'approve');
  return trackId;
}

const complain = async (trackId: string, partner: string): Promise<unknown> => {
  const { data } = await own.testStack.event(
    trackId,
    'delivery.confirmed',
    (event) => event.data['partner'] === partner,
  );
  const path = `/sandbox/reservations/${String(data['partnerReference'])}/reject`;
  const reason = { reason: 'a listener complained' };
  return partner === 'sandbox'
    ? own.testStack.partner('POST', path, reason)
    : own.second('POST', path, reason);
};

describe('a release to two shops', () => {
  beforeEach(() => own.second('DELETE', '/sandbox/switches'));

  it('best-effort: is published at the first although the second rejects it', async () => {
    const trackId = await approved({ onRejection: 'best-effort' }, { answer: 'reject' });
    const { partners, releaseId } = await own.testStack.stage(trackId, 'published');
    expect(partners).toMatchObject([
      { name: 'sandbox', state: 'live' },
      {
        name: 'sandbox-b',
        state: 'taken-down',
        detail: expect.stringMatching(/^rejected: /) as unknown,
      },
    ]);
    expect(await own.testStack.partnerStats(releaseId ?? '')).toMatchObject({ live: 1 });
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ live: 0, confirmations: 0 });
  });

  it('all-or-nothing: is sold nowhere when the second rejects it, and never was', async () => {
    const trackId = await approved(
      { onRejection: 'all-or-nothing' },
      { answer: 'reject', answerDelayMs: 2_000 },
    );
    const { partners, releaseId } = await own.testStack.stage(trackId, 'archived');
    expect(partners).toMatchObject([{ state: 'taken-down' }, { state: 'taken-down' }]);
    expect(await own.testStack.partnerStats(releaseId ?? '')).toMatchObject({
      deliveries: 1,
      confirmations: 0,
      live: 0,
    });
  });

  it('all-or-nothing: is sold by both once both have accepted', async () => {
    const trackId = await approved({ onRejection: 'all-or-nothing' }, { answerDelayMs: 2_000 });
    const { partners, releaseId } = await own.testStack.stage(trackId, 'published');
    expect(partners).toMatchObject([{ state: 'live' }, { state: 'live' }]);
    expect(await own.testStack.partnerStats(releaseId ?? '')).toMatchObject({ confirmations: 1 });
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ confirmations: 1, live: 1 });
  });

  it('is withdrawn from both when it is cancelled while one is live and the other waits', async () => {
    const trackId = await approved({}, { answer: 'never' });
    await own.testStack.event(trackId, 'delivery.confirmed');
    await own.testStack.as('ada').command(`/v1/tracks/${trackId}/cancel`, {});
    const { partners, releaseId } = await own.testStack.stage(trackId, 'cancelled');
    expect(partners).toMatchObject([{ state: 'taken-down' }, { state: 'taken-down' }]);
    expect(await own.testStack.partnerStats(releaseId ?? '')).toMatchObject({ live: 0 });
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ live: 0 });
  });

  it('is delisted only when the last one delists it, and then withdrawn from both', async () => {
    const trackId = await approved({});
    await own.testStack.stage(trackId, 'published');
    await complain(trackId, 'sandbox-b');
    const { data } = await own.testStack.event(trackId, 'track.partner-delisted');
    expect(data).toMatchObject({ partner: 'sandbox-b', stillSoldBy: ['sandbox'] });
    expect(await own.testStack.track(trackId)).toMatchObject({
      stage: 'published',
      partners: [{ state: 'live' }, { state: 'rejected' }],
    });
    await complain(trackId, 'sandbox');
    await own.testStack.stage(trackId, 'delisted');
    await own.testStack.withdraw(trackId, 'delisted by both');
    const { partners, releaseId } = await own.testStack.stage(trackId, 'withdrawn');
    expect(partners).toMatchObject([{ state: 'taken-down' }, { state: 'taken-down' }]);
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ live: 0, takedowns: 1 });
  });

  it('is withdrawn from one, and stays on sale at the other', async () => {
    const trackId = await approved({ onRejection: 'all-or-nothing' });
    await own.testStack.stage(trackId, 'published');
    const { env } = own.testStack;
    const withdraw = (partner: string) =>
      fermata(['track', 'withdraw', trackId, '--reason', 'moved', '--partner', partner], env);
    const first = await withdraw('sandbox');
    expect(first.code, first.stderr).toBe(0);
    const { data } = await own.testStack.event(trackId, 'withdrawal.ended');
    expect(data).toMatchObject({ outcome: 'withdrawn', stillOfferedTo: ['sandbox-b'] });
    const { releaseId, ...track } = await own.testStack.track(trackId);
    expect(track).toMatchObject({
      ...{ stage: 'published', detail: 'withdrawn from sandbox: moved' },
      partners: [{ state: 'taken-down' }, { state: 'live' }],
    });
    expect(await own.testStack.partnerStats(releaseId ?? '')).toMatchObject({ live: 0 });
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ live: 1, takedowns: 0 });
    const again = await withdraw('sandbox');
    expect(again).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(`sandbox does not have ${trackId}`) as unknown,
    });
    const second = await withdraw('sandbox-b');
    expect(second.code, second.stderr).toBe(0);
    await own.testStack.stage(trackId, 'withdrawn');
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ live: 0, takedowns: 1 });
  });

  it('is gone from the one whose takedown fails twice once the shop confirms the third', async () => {
    const trackId = await approved({});
    await own.testStack.stage(trackId, 'published');
    const fault = { on: 'takedown', kind: 'error', times: 2 };
    await own.second('POST', '/sandbox/switches', { faults: [fault] });
    await own.testStack.withdraw(trackId, 'rights unclear');
    const { partners, releaseId } = await own.testStack.stage(trackId, 'withdrawn');
    expect(partners).toMatchObject([{ state: 'taken-down' }, { state: 'taken-down' }]);
    expect(Switches.parse(await own.second('GET', '/sandbox/switches'))).toEqual({ faults: [] });
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ live: 0, takedowns: 1 });
    const { data } = await own.testStack.event(
      trackId,
      'takedown.confirmed',
      (event) => event.data['partner'] === 'sandbox-b',
    );
    expect(data).toMatchObject({ verifiedState: 'taken-down' });
  });

  it('waits at the configured shop that the project has paused, until it is resumed', async () => {
    const { env } = own.testStack;
    const partner = (command: string) => fermata(['partner', command, 'sandbox'], env);
    expect((await partner('pause')).stdout).toContain('paused: new offers wait');
    const trackId = await approved({ partners: ['sandbox'] });
    const { releaseId } = await own.testStack.until('the start of the release', async () => {
      const track = await own.testStack.track(trackId);
      return track.releaseId === null ? undefined : track;
    });
    const { workflow } = await own.testStack.temporal();
    const offer = workflow.getHandle(workflowIds.offer(releaseId ?? '', 'sandbox'));
    await own.testStack.until('a waiting reservation', async () => {
      // It may not have begun.
      const description = await offer.describe().catch(() => null);
      const calls = description?.raw.pendingActivities ?? [];
      const failures = calls.map(({ lastFailure }) => lastFailure?.message ?? '');
      return failures.some((message) => message.includes('sandbox is paused')) || undefined;
    });
    expect((await partner('resume')).code).toBe(0);
    await own.testStack.stage(trackId, 'published');
  });

  it('is withdrawn from the one that asks for it, and stays on sale at the other', async () => {
    const trackId = await approved({});
    await own.testStack.stage(trackId, 'published');
    await askForTakedown(trackId, 'sandbox-b', 'claim-1');
    await own.testStack.until('the answer', async () =>
      (await answersOf('sandbox-b', 'claim-1')).includes('takedown.accepted') ? true : undefined,
    );
    await own.testStack.event(trackId, 'withdrawal.ended');
    expect(await own.testStack.track(trackId)).toMatchObject({
      stage: 'published',
      partners: [{ state: 'live' }, { state: 'taken-down' }],
    });
  });

  it('is amended at both: they show the new title, and no longer sell it in one territory', async () => {
    const trackId = await approved({ territories: ['AT', 'DE'] });
    const { releaseId } = await own.testStack.stage(trackId, 'published');
    const { code, stderr } = await amend(trackId, '--title', 'Late Rain', '--without-territory=DE');
    expect(code, stderr).toBe(0);
    const { data } = await own.testStack.event(trackId, 'amendment.ended');
    expect(data).toMatchObject({ outcome: 'shown', detail: 'shown by sandbox, sandbox-b' });
    for (const partner of PARTNERS)
      expect(await shownBy(partner, releaseId)).toEqual([
        { title: 'Late Rain', metadataVersion: 2 },
      ]);
    const page = await fetch(own.testStack.variable('PARTNER_SANDBOX_URL'));
    expect(await page.text()).toMatch(/Late Rain[^]*sold in AT · metadata version 2/);
    // Within the approved terms only.
    expect(await amend(trackId, '--territories', 'AT,FR')).toMatchObject({
      ...{ code: 4, stderr: expect.stringContaining('do not include FR') as unknown },
    });
  });

  it('is amended at the one that takes it; the other keeps the old metadata until it is sent again', async () => {
    const trackId = await approved({});
    const { releaseId } = await own.testStack.stage(trackId, 'published');
    await own.second('POST', '/sandbox/switches', { answer: 'reject' });
    expect((await amend(trackId, '--title', 'Late Rain')).code).toBe(0);
    const { data } = await own.testStack.event(trackId, 'amendment.ended');
    expect(data).toMatchObject({
      ...{ outcome: 'partly-shown', detail: 'sandbox-b keeps metadata version 1' },
    });
    const show = async () =>
      (await fermata(['release', 'show', trackId, '--as', 'operations'], own.testStack.env)).stdout;
    const shown = await show();
    expect(shown).toMatch(/^sandbox +live +version 2 /m);
    expect(shown).toMatch(/^sandbox-b +live +version 1 .*editorial/m);
    expect(shown).toContain(`fermata release amend ${releaseId ?? ''}`);
    expect(await shownBy('sandbox-b', releaseId)).toEqual([
      { title: 'For two shops', metadataVersion: 1 },
    ]);
    await own.second('DELETE', '/sandbox/switches');
    expect((await amend(trackId)).code).toBe(0);
    await own.testStack.event(
      trackId,
      'amendment.ended',
      (event) => event.data['outcome'] === 'shown',
    );
    expect(await shownBy('sandbox-b', releaseId)).toEqual([
      { title: 'Late Rain', metadataVersion: 3 },
    ]);
  });

  it('is amended while it asks, and the partner that rejected it then gets the amended metadata', async () => {
    const trackId = await approved({ onRejection: 'ask' }, { answer: 'reject' });
    await own.testStack.event(trackId, 'release.question-asked');
    const { releaseId } = await own.testStack.track(trackId);
    expect((await amend(trackId, '--title', 'Late Rain')).code).toBe(0);
    await own.testStack.event(trackId, 'amendment.ended');
    await own.second('DELETE', '/sandbox/switches');
    expect((await redeliver(trackId, '--partner', 'sandbox-b')).code).toBe(0);
    await own.testStack.stage(trackId, 'published');
    for (const partner of PARTNERS)
      expect((await shownBy(partner, releaseId)).at(-1)).toMatchObject({ title: 'Late Rain' });
    const shown = await fermata(
      ['release', 'show', trackId, '--as', 'operations'],
      own.testStack.env,
    );
    expect(shown.stdout).toMatch(/^sandbox-b +live, attempt 2 +version 2 /m);
  });

  it('is redelivered to the one that delisted it, and can be withdrawn from it again', async () => {
    const trackId = await approved({});
    await own.testStack.stage(trackId, 'published');
    await complain(trackId, 'sandbox-b');
    await own.testStack.event(trackId, 'track.partner-delisted');
    const refused = await redeliver(trackId, '--partner', 'sandbox');
    expect(refused).toMatchObject({
      ...{ code: 4, stderr: expect.stringContaining('sandbox sells rel_') as unknown },
    });
    const again = await redeliver(trackId, '--partner', 'sandbox-b');
    expect(again.code, again.stderr).toBe(0);
    const soldByBoth = () =>
      own.testStack.until('a sale at both', async () => {
        const { partners } = await own.testStack.track(trackId);
        return partners.every(({ state }) => state === 'live') ? partners : undefined;
      });
    expect(await soldByBoth()).toMatchObject([{}, { redelivery: { attempt: 2 } }]);
    const { releaseId } = await own.testStack.track(trackId);
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ reservations: 2, live: 1 });
    const ended = await own.testStack.event(
      trackId,
      'offer.ended',
      ({ data }) => data['redelivery'] === true,
    );
    expect(ended.data).toMatchObject({ partner: 'sandbox-b', outcome: 'live' });
    const withdrawn = await fermata(
      ['track', 'withdraw', trackId, '--reason', 'moved', '--partner', 'sandbox-b'],
      own.testStack.env,
    );
    expect(withdrawn.code, withdrawn.stderr).toBe(0);
    await own.testStack.event(trackId, 'withdrawal.ended');
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ live: 0 });
    // A partner that no longer has it may get it again.
    expect((await redeliver(trackId, '--partner', 'sandbox-b')).code).toBe(0);
    await soldByBoth();
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ reservations: 3, live: 1 });
  });

  it('goes to the second shop later, when its terms name the first one only', async () => {
    const trackId = await approved({ partners: ['sandbox'] });
    await own.testStack.stage(trackId, 'published');
    const added = await redeliver(trackId, '--partner', 'sandbox-b');
    expect(added.code, added.stderr).toBe(0);
    const { data } = await own.testStack.event(
      trackId,
      'delivery.confirmed',
      (event) => event.data['partner'] === 'sandbox-b',
    );
    expect(data).toMatchObject({ partner: 'sandbox-b' });
    await own.testStack.event(trackId, 'offer.ended', (event) => event.data['redelivery'] === true);
    await complain(trackId, 'sandbox-b');
    const delisted = await own.testStack.event(trackId, 'track.partner-delisted');
    expect(delisted.data).toMatchObject({ partner: 'sandbox-b', stillSoldBy: ['sandbox'] });
  });

  it('ends at a partner that asks for a takedown before it is published, and answers when it is gone', async () => {
    const trackId = await approved({ onRejection: 'ask' }, { answer: 'reject' });
    await own.testStack.event(trackId, 'release.question-asked');
    await askForTakedown(trackId, 'sandbox', 'claim-2');
    await own.testStack.until('the last answer', async () =>
      (await answersOf('sandbox', 'claim-2')).at(-1) === 'takedown.accepted' ? true : undefined,
    );
    expect(await answersOf('sandbox', 'claim-2')).toEqual([
      'takedown.remembered',
      'takedown.accepted',
    ]);
    const { partners } = await own.testStack.track(trackId);
    expect(partners[0]).toMatchObject({ name: 'sandbox', state: 'taken-down' });
  });
});

async function askForTakedown(trackId: string, partner: string, requestId: string): Promise<void> {
  const { data } = await own.testStack.event(
    trackId,
    'delivery.confirmed',
    (event) => event.data['partner'] === partner,
  );
  const path = `/sandbox/reservations/${String(data['partnerReference'])}/request-takedown`;
  await shop(partner)('POST', path, { requestId, reason: 'a label claims it' });
}

/** The answers that the shop has got: the code of a refusal, or the type. */
async function answersOf(partner: string, requestId: string): Promise<string[]> {
  const body = await shop(partner)('GET', `/v1/answers?requestId=${requestId}`);
  return Answers.parse(body).answers.map(({ type, code }) => code ?? type);
}

const redeliver = (trackId: string, ...options: string[]) =>
  fermata(['release', 'redeliver', trackId, ...options], own.testStack.env);

const amend = (trackId: string, ...options: string[]) =>
  fermata(['release', 'amend', trackId, '--reason', 'renamed', ...options], own.testStack.env);

/** The metadata of a release that a shop shows. */
async function shownBy(
  partner: string,
  releaseId: string | null,
): Promise<z.infer<typeof Reservations>['reservations']> {
  const body = await shop(partner)('GET', `/v1/reservations?releaseId=${releaseId ?? ''}`);
  return Reservations.parse(body).reservations;
}

const shop = (partner: string) => (method: string, path: string, body?: object) =>
  partner === 'sandbox'
    ? own.testStack.partner(method, path, body)
    : own.second(method, path, body);
