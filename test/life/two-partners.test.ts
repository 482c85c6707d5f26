import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TrackRequestInput } from '@fermata/contracts/http';
import { fermata } from '../testing/run-fermata.ts';
import { startWithTwoPartners, type TwoPartners } from '../testing/second-partner.ts';

const PARTNERS = ['sandbox', 'sandbox-b'];
const Answers = z.object({
  answers: z.array(z.object({ type: z.string(), code: z.string().nullable() })),
});
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
    release: { partners: PARTNERS, takeBackSeconds: 600, ...release },
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

  it('is taken back from both when it is cancelled while one is live and the other waits', async () => {
    const trackId = await approved({}, { answer: 'never' });
    await own.testStack.event(trackId, 'delivery.confirmed');
    await own.testStack.as('ada').command(`/v1/tracks/${trackId}/cancel`, {});
    const { partners, releaseId } = await own.testStack.stage(trackId, 'cancelled');
    expect(partners).toMatchObject([{ state: 'taken-down' }, { state: 'taken-down' }]);
    expect(await own.testStack.partnerStats(releaseId ?? '')).toMatchObject({ live: 0 });
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ live: 0 });
  });

  it('is dropped only when the last one drops it, and then withdrawn from both', async () => {
    const trackId = await approved({});
    await own.testStack.stage(trackId, 'published');
    await complain(trackId, 'sandbox-b');
    const { data } = await own.testStack.event(trackId, 'track.partner-dropped');
    expect(data).toMatchObject({ partner: 'sandbox-b', stillSoldBy: ['sandbox'] });
    expect(await own.testStack.track(trackId)).toMatchObject({
      stage: 'published',
      partners: [{ state: 'live' }, { state: 'rejected' }],
    });
    await complain(trackId, 'sandbox');
    await own.testStack.stage(trackId, 'dropped');
    await own.testStack.withdraw(trackId, 'dropped by both');
    const { partners, releaseId } = await own.testStack.stage(trackId, 'withdrawn');
    expect(partners).toMatchObject([{ state: 'taken-down' }, { state: 'taken-down' }]);
    expect(await own.secondStats(releaseId ?? '')).toMatchObject({ live: 0, takedowns: 1 });
  });

  it('stays on sale when one asks for a takedown, until a person decides; declined, it stays', async () => {
    const trackId = await approved({});
    await own.testStack.stage(trackId, 'published');
    const { data } = await own.testStack.event(
      trackId,
      'delivery.confirmed',
      (event) => event.data['partner'] === 'sandbox-b',
    );
    const path = `/sandbox/reservations/${String(data['partnerReference'])}/request-takedown`;
    await own.second('POST', path, { requestId: 'claim-1', reason: 'a label claims it' });
    const answers = async (): Promise<string[]> =>
      Answers.parse(await own.second('GET', '/v1/answers?requestId=claim-1')).answers.map(
        ({ type, code }) => code ?? type,
      );
    const answered = (last: string): Promise<true> =>
      own.testStack.until(last, async () => ((await answers()).at(-1) === last ? true : undefined));
    await answered('takedown.remembered');
    const { workflow } = await own.testStack.temporal();
    const [waiting] = await own.testStack.until('a request that awaits operations', async () => {
      const ids: string[] = [];
      const query = "AwaitingRole = 'operations' AND Partner = 'sandbox-b'";
      for await (const { workflowId } of workflow.list({ query }))
        if (workflowId.startsWith('request/')) ids.push(workflowId);
      return ids.length > 0 ? ids : undefined;
    });
    const [, partner = '', webhookId = ''] = waiting?.split('/') ?? [];
    const declined = await fermata(
      ['inbox', 'decline', partner, webhookId, '--reason', 'we hold the rights'],
      own.testStack.env,
    );
    expect(declined.code, declined.stderr).toBe(0);
    await answered('declined');
    expect(await own.testStack.track(trackId)).toMatchObject({
      stage: 'published',
      partners: [{ state: 'live' }, { state: 'live' }],
    });
  });
});
