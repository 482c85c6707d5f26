import { Webhook } from 'standardwebhooks';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { InboxPage } from '@fermata/contracts/http';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

let seed = 400;
async function toPartner(
  title: string,
  answerSeconds = 60,
  takedownSeconds = 600,
): Promise<string> {
  const trackId = await testStack.create({
    release: { answerSeconds, takedownSeconds },
    brief: { text: 'synthwave', title, durationSeconds: 8, seed: ++seed },
  });
  await testStack.stage(trackId, 'review');
  await testStack.decide(trackId, 'approve');
  return trackId;
}

async function sendWebhook(
  id: string,
  body: string,
  options: { at?: Date; secret?: string } = {},
): Promise<number> {
  const at = options.at ?? new Date();
  const signature = new Webhook(
    options.secret ?? testStack.variable('PARTNER_SANDBOX_WEBHOOK_SECRET'),
  ).sign(id, at, body);
  const response = await fetch(
    `${testStack.variable('FERMATA_API_URL')}/v1/partners/sandbox/webhooks`,
    {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signature,
      },
    },
  );
  return response.status;
}

describe.concurrent('a partner’s answers', () => {
  it.each(['[twice]', '[reorder]', '[error]', '[lost]', '[hang-up]', '[busy]', '[slow]'])(
    '%s: the track is on sale, delivered once',
    async (marker) => {
      const trackId = await toPartner(`On sale ${marker}`);
      const track = await testStack.stage(trackId, 'published');
      expect(await testStack.partnerStats(track.releaseId ?? '')).toMatchObject({
        reservations: 1,
        deliveries: 1,
        confirmations: 1,
        live: 1,
      });
      expect(
        (await testStack.events(trackId)).filter((event) => event.type === 'delivery.answered'),
      ).toHaveLength(1);
    },
  );

  it('[mute]: no webhook comes, so the partner is asked before the release times out', async () => {
    const trackId = await toPartner('Lost on the way [mute]', 3);
    await testStack.stage(trackId, 'published');
  });

  it('a rejection after the acceptance, before the track is on sale, withdraws it', async () => {
    const trackId = await toPartner('Second thoughts [slow 3] [changes-mind 1]');
    await testStack.event(trackId, 'delivery.delivered');
    // A held release does not confirm, so the partner has time to reject it.
    expect(await testStack.as('otto').command(`/v1/tracks/${trackId}/hold`, {})).toMatchObject({
      outcome: 'accepted',
    });
    await testStack.event(
      trackId,
      'delivery.answered',
      (event) => event.data['answer'] === 'accepted',
    );
    await testStack.event(
      trackId,
      'delivery.answered',
      (event) => event.data['answer'] === 'rejected',
    );
    await testStack.as('otto').command(`/v1/tracks/${trackId}/resume`, {});
    const archived = await testStack.stage(trackId, 'archived');
    expect((await testStack.event(trackId, 'track.archived')).data).toMatchObject({
      reason: 'release-rejected',
    });
    expect((await testStack.event(trackId, 'offer.withdrawn')).data).toMatchObject({
      verifiedState: 'taken-down',
    });
    expect(await testStack.partnerStats(archived.releaseId ?? '')).toMatchObject({
      deliveries: 1,
      confirmations: 0,
      live: 0,
    });
  });

  it('an undeliverable webhook is stored and shown to operations', async () => {
    const trackId = await toPartner('Accepted twice');
    await testStack.stage(trackId, 'published');
    const reference = String(
      (await testStack.event(trackId, 'delivery.confirmed')).data['partnerReference'],
    );
    const body = JSON.stringify({
      type: 'delivery.accepted',
      timestamp: new Date().toISOString(),
      data: { reference },
    });
    expect(await sendWebhook(`late-${reference}`, body)).toBeLessThan(300);
    const shown = await testStack.until('the late answer', async () => {
      const { items } = await testStack
        .as('otto')
        .get('/v1/inbox', InboxPage, { state: 'undeliverable', limit: 100 });
      return items.find(
        ({ webhook }) =>
          webhook?.type === 'delivery.accepted' && webhook.data.reference === reference,
      );
    });
    expect(shown.reason).toMatch(/^release\/.*\/sandbox has ended$/);
    expect((await testStack.track(trackId)).stage).toBe('published');
  });

  it('an acceptance after the deadline has no effect on the withdrawal', async () => {
    // A takedown that does not end, so that the answer comes before the end of the release.
    const trackId = await toPartner('Too late [silent] [stuck]', 2);
    await testStack.event(trackId, 'delivery.timed-out');
    const { data } = await testStack.event(trackId, 'delivery.reserved');
    const reference = String(data['partnerReference']);
    const stats = async () =>
      testStack.partnerStats((await testStack.track(trackId)).releaseId ?? '');
    await testStack.until('the takedown', async () =>
      (await stats()).takedowns === 1 ? true : undefined,
    );
    const body = JSON.stringify({
      type: 'delivery.accepted',
      timestamp: new Date().toISOString(),
      data: { reference },
    });
    expect(await sendWebhook(`too-late-${reference}`, body)).toBeLessThan(300);
    expect((await testStack.event(trackId, 'delivery.answer-ignored')).data).toMatchObject({
      answer: 'accepted',
      detail: 'the outcome of the offer was already decided',
    });
    expect(await stats()).toMatchObject({ confirmations: 0, live: 0, takedowns: 1 });
  });

  it.each(['a\\u0000b', 'a\\ud800b'])(
    'a reason with a forbidden character (%s) is cleaned: the track is rejected and withdrawn',
    async (reason) => {
      const trackId = await toPartner('Odd reason [silent]');
      const { data } = await testStack.event(trackId, 'delivery.delivered');
      const reference = String(data['partnerReference']);
      const body =
        `{"type":"delivery.rejected","timestamp":"${new Date().toISOString()}",` +
        `"data":{"reference":"${reference}","code":"editorial","reason":"${reason}"}}`;
      expect(await sendWebhook(`odd-${reference}`, body)).toBeLessThan(300);
      expect(await testStack.stage(trackId, 'archived')).toMatchObject({
        partners: [{ state: 'taken-down' }],
      });
      expect((await testStack.event(trackId, 'delivery.answered')).data['detail']).toBe(
        'editorial: a\ufffdb',
      );
    },
  );

  it('[stuck]: a takedown that the partner never completes is shown to a person', async () => {
    const trackId = await toPartner('Stuck [silent] [stuck]', 2, 3);
    await testStack.stage(trackId, 'failed');
    expect((await testStack.event(trackId, 'release.ended')).data).toMatchObject({
      outcome: 'failed',
    });
    expect((await testStack.event(trackId, 'track.failed')).data['detail']).toMatch(/still has/);
  });

  it('forged, stale and repeated webhooks have no effect', async () => {
    const trackId = await toPartner('Waiting [silent]', 60);
    const reserved = await testStack.event(trackId, 'delivery.delivered');
    const reference = String(reserved.data['partnerReference']);
    const body = JSON.stringify({
      type: 'delivery.accepted',
      timestamp: new Date().toISOString(),
      data: { reference },
    });
    expect(
      await sendWebhook(`forged-${reference}`, body, {
        secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
      }),
    ).toBe(401);
    expect(
      await sendWebhook(`stale-${reference}`, body, { at: new Date(Date.now() - 3_600_000) }),
    ).toBe(400);
    const rejected = JSON.stringify({
      type: 'delivery.rejected',
      timestamp: new Date().toISOString(),
      data: { reference, code: 'editorial', reason: 'no' },
    });
    expect(await sendWebhook(`true-${reference}`, rejected)).toBeLessThan(300);
    expect(await sendWebhook(`true-${reference}`, rejected)).toBeLessThan(300);
    await testStack.stage(trackId, 'archived');
    const answers = (await testStack.events(trackId)).filter(
      (event) => event.type === 'delivery.answered' || event.type === 'delivery.answer-ignored',
    );
    expect(answers.map((event) => [event.type, event.data['answer']])).toEqual([
      ['delivery.answered', 'rejected'],
    ]);
  });
});
