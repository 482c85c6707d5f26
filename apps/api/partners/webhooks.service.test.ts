import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Problem, TrackAccepted } from '@fermata/contracts/http';
import { deriveId } from '@fermata/contracts/values';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import { storeCreatedRelease } from '../../../prisma/testing/store-created-release.ts';
import { LIMITS } from '../config.ts';
import { type ApiHarness, KEYS, startApiHarness, WEBHOOK_SECRET } from '../testing/api-harness.ts';
import { signWebhook } from '../testing/sign-webhook.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

const seconds = () => Math.floor(Date.now() / 1000);
type Sent = {
  id: string;
  reference?: string;
  body?: string;
  timestamp?: number;
  secret?: string;
  partner?: string;
  /** The header, from the right signature. */
  signature?: (right: string) => string;
  contentType?: string;
};

function send({
  id,
  reference = 'prt_1',
  body = message(reference),
  timestamp = seconds(),
  secret = WEBHOOK_SECRET,
  partner = 'sandbox',
  signature = (right) => right,
  contentType = 'application/json',
}: Sent) {
  const signed = signWebhook(id, body, secret, timestamp);
  return harness.ask('POST', `/v1/partners/${partner}/webhooks`, {
    body,
    headers: {
      ...signed,
      'webhook-signature': signature(signed['webhook-signature']),
      'content-type': contentType,
    },
  });
}
const message = (reference: string) =>
  JSON.stringify({
    type: 'delivery.accepted',
    timestamp: '2026-11-22T12:00:05.000Z',
    data: { reference },
  });

/** A running workflow of a pending offer. No worker runs, so its signals stay in its history. */
async function offer(reference: string): Promise<string> {
  const answer = await harness.ask('POST', '/v1/tracks', {
    key: KEYS.ada,
    body: { brief: { text: 'night bus' } },
    headers: { 'idempotency-key': reference },
  });
  const { trackId, workflowId } = TrackAccepted.parse(answer.body);
  await harness.catalogue.offerAddresses.register({
    projectId: 'default',
    partner: 'sandbox',
    partnerReference: reference,
    workflowId,
    trackId,
    releaseId: deriveId('rel', trackId),
  });
  return workflowId;
}

/** How many webhooks no workflow got, as the worker counts them. */
async function undeliverable(): Promise<number> {
  const count = /^fermata_inbox_undeliverable_total\{partner="sandbox"\} (\d+)$/m;
  return Number(count.exec(await harness.backgroundMetrics())?.[1] ?? 0);
}

const Page = z.object({ items: z.array(z.unknown()), nextCursor: z.string().nullable() });
const Signal = z.object({
  webhookId: z.string(),
  partner: z.string(),
  webhook: z.unknown().optional(),
});
async function signalsOf(workflowId: string): Promise<z.infer<typeof Signal>[]> {
  const { events } = await harness.client.workflow.getHandle(workflowId).fetchHistory();
  const signals = (events ?? []).flatMap(
    (event) => event.workflowExecutionSignaledEventAttributes ?? [],
  );
  return signals.map((signal) => {
    expect(signal.signalName).toBe('partnerAnswer');
    const [payload] = signal.input?.payloads ?? [];
    return Signal.parse(payload && defaultPayloadConverter.fromPayload(payload));
  });
}

describe('an invalid message', () => {
  it('a forged signature is a 401 and leaves no row', async () => {
    const answer = await send({
      id: 'forged',
      secret: `whsec_${Buffer.alloc(32, 8).toString('base64')}`,
    });
    expect(Problem.parse(answer.body)).toMatchObject({
      status: 401,
      type: 'urn:fermata:problem:forged-webhook',
    });
    expect(await harness.catalogue.inbox.nextDueIn()).toBeNull();
  });

  it('no signature at all is a 401', async () => {
    expect(
      (await harness.ask('POST', '/v1/partners/sandbox/webhooks', { body: message('prt_1') }))
        .status,
    ).toBe(401);
  });

  it.each([301, -301])('one that is %s seconds off is a 400', async (difference) => {
    const answer = await send({ id: 'stale', timestamp: seconds() + difference });
    expect(Problem.parse(answer.body)).toMatchObject({
      status: 400,
      type: 'urn:fermata:problem:stale-webhook',
    });
    expect(await harness.catalogue.inbox.nextDueIn()).toBeNull();
  });

  it('an unknown partner is a 404, too large a body a 413, a malformed id a 401', async () => {
    expect((await send({ id: 'w1', partner: 'unknown' })).status).toBe(404);
    expect(
      (await send({ id: 'w2', body: JSON.stringify({ type: 'x'.repeat(LIMITS.bodyBytes) }) }))
        .status,
    ).toBe(413);
    expect((await send({ id: 'with space' })).status).toBe(401);
    expect(await harness.catalogue.inbox.nextDueIn()).toBeNull();
  });
});

describe('a signed message in another form', () => {
  it.each<[string, number, Omit<Sent, 'id'>]>([
    ['with an asymmetric scheme', 401, { signature: (right) => right.replace('v1,', 'v1a,') }],
    ['without its scheme', 401, { signature: (right) => right.replace('v1,', '') }],
    ['signed in the sixth place', 401, { signature: (right) => `${'v1,x '.repeat(5)}${right}` }],
    ['to an upper-case partner', 400, { partner: 'SANDBOX' }],
    ['to a prototype', 400, { partner: '__proto__' }],
    ['to a constructor', 404, { partner: 'constructor' }],
    ['as text', 415, { contentType: 'text/plain' }],
    ['as a form', 415, { contentType: 'application/x-www-form-urlencoded' }],
  ])('%s is refused', async (_name, status, sent) => {
    expect((await send({ id: 'other-form', ...sent })).status).toBe(status);
    expect(await harness.catalogue.inbox.nextDueIn()).toBeNull();
  });
});

describe('a signed message that does not match the contract', () => {
  const entryOf = async (id: string) =>
    (await harness.ask('GET', `/v1/inbox/sandbox/${id}`, { key: KEYS.otto })).body;

  it.each([
    ['no JSON', '{"type":', 'the body is not valid JSON'],
    ['a NUL', '{"type":"\0"}', 'body.type: must be one of'],
    [
      '30,000 levels',
      '['.repeat(30_000) + ']'.repeat(30_000),
      'the body has more than 200 nested levels',
    ],
    ['a prototype', '{"__proto__":{"type":"delivery.accepted"}}', 'body.type: must be one of'],
    ['a name twice', '{"type":"a","type":"b"}', 'body.type: appears twice'],
    [
      'an unknown type',
      '{"type":"sales.reported","timestamp":"2026-11-22T12:00:05.000Z","data":{}}',
      'body.type: must be one of delivery.accepted, ',
    ],
    [
      'a malformed reference',
      '{"type":"takedown.confirmed","timestamp":"2026-11-28T20:00:00.000Z","data":{"reference":"a b"}}',
      'body.data.reference: must have 1 to 100 of A-Z a-z 0-9 . _ -',
    ],
  ])('with %s is answered with the reason, kept and shown', async (name, body, reason) => {
    const id = `unreadable-${name.replaceAll(/[ ,]/g, '-')}`;
    for (let again = 0; again < 2; again++)
      expect(Problem.parse((await send({ id, body })).body)).toMatchObject({
        status: 422,
        type: 'urn:fermata:problem:unreadable-webhook',
        detail: expect.stringContaining(reason),
      });
    await expect
      .poll(() => entryOf(id))
      .toMatchObject({
        ...{ state: 'unreadable', reason: expect.stringContaining(reason), webhook: null },
        body: body.replaceAll('\0', '\u{fffd}'),
      });
  });

  it('can be listed and replayed; it stays unreadable, with the person in the record', async () => {
    await send({ id: 'strange', body: '{"type":"strange"}' });
    await expect.poll(() => entryOf('strange')).toMatchObject({ state: 'unreadable' });
    const listed = await harness.ask('GET', '/v1/inbox?state=unreadable&limit=1', {
      key: KEYS.otto,
    });
    expect(listed.body).toMatchObject({ items: [{ webhookId: 'strange', state: 'unreadable' }] });
    const path = '/v1/inbox/sandbox/strange/replay';
    const replayed = await harness.ask('POST', path, { key: KEYS.otto, body: {} });
    expect(replayed.status).toBe(202);
    await expect.poll(() => entryOf('strange')).toMatchObject({ state: 'unreadable' });
    const events = await harness.catalogue.events.readStream('project/default');
    expect(events.findLast(({ type }) => type === 'webhook.replayed')).toMatchObject({
      actor: 'act_otto',
      data: { webhookId: 'strange', reason: expect.stringContaining('body.type: must be') },
    });
  });

  it('of the type ping tests the address: it is answered, and has no effect', async () => {
    const timestamp = '2026-11-30T12:00:05.000Z';
    for (const [id, body] of [
      ['ping', { type: 'ping', timestamp }],
      ['ping-2', { type: 'ping', timestamp, data: { hello: 'you' } }],
    ] as const) {
      const { status, body: answer } = await send({ id, body: JSON.stringify(body) });
      expect([status, answer]).toEqual([200, { received: 'new' }]);
      await expect
        .poll(() => entryOf(id))
        .toMatchObject({ state: 'relayed', workflowId: null, reason: null });
    }
  });

  it('is shown only to the project of the release that it names', async () => {
    await offer('prt_named');
    const data = { reference: 'prt_named', lines: [{ units: 'many' }] };
    await send({ id: 'named', body: JSON.stringify({ type: 'usage.reported', data }) });
    await expect.poll(() => entryOf('named')).toMatchObject({ state: 'unreadable' });
    const ofStranger = await harness.ask('GET', '/v1/inbox/sandbox/named', { key: KEYS.stranger });
    expect(ofStranger.status).toBe(404);
  });

  it('keeps its id: a corrected one under the same id is refused, another id is taken', async () => {
    await offer('prt_corrected');
    await send({ id: 'corrected', body: '{"type":"strange"}' });
    const again = await send({ id: 'corrected', reference: 'prt_corrected' });
    expect(Problem.parse(again.body)).toMatchObject({
      status: 422,
      detail: expect.stringMatching(
        /corrected, and people will see it; send a corrected one under/,
      ),
    });
    const other = await send({ id: 'corrected-2', reference: 'prt_corrected' });
    expect(other.body).toEqual({ received: 'new' });
  });
});

describe('a message of the partner', () => {
  it('reaches its workflow once, also if it is sent repeatedly', async () => {
    const workflowId = await offer('prt_once');
    const answers = [];
    for (let again = 0; again < 4; again++)
      answers.push((await send({ id: 'once', reference: 'prt_once' })).body);
    expect(answers).toEqual([
      { received: 'new' },
      { received: 'seen' },
      { received: 'seen' },
      { received: 'seen' },
    ]);
    await expect.poll(() => harness.catalogue.inbox.nextDueIn()).toBeNull();
    expect(await signalsOf(workflowId)).toMatchObject([{ webhookId: 'once', partner: 'sandbox' }]);
  });

  it('waits for its offer if it arrives first', async () => {
    await send({ id: 'early', reference: 'prt_early' });
    await expect.poll(() => harness.log.join('')).toContain('no offer has this reference yet');
    const workflowId = await offer('prt_early');
    await expect
      .poll(() => signalsOf(workflowId), { timeout: 10_000 })
      .toMatchObject([{ webhookId: 'early', partner: 'sandbox' }]);
  });

  it('is listed as undeliverable when the workflow has ended', async () => {
    const workflowId = await offer('prt_late');
    await harness.client.workflow.getHandle(workflowId).terminate('test');
    const before = await undeliverable();
    expect((await send({ id: 'late', reference: 'prt_late' })).status).toBe(200);
    const shown = () => harness.ask('GET', '/v1/inbox?state=undeliverable', { key: KEYS.otto });
    await expect
      .poll(async () => (await shown()).body)
      .toMatchObject({
        items: [
          {
            webhookId: 'late',
            reason: `${workflowId} has ended`,
            webhook: { data: { reference: 'prt_late' } },
          },
        ],
      });
    expect(
      (await harness.ask('GET', '/v1/inbox?state=undeliverable', { key: KEYS.stranger })).body,
    ).toEqual({ items: [], nextCursor: null });
    await expect.poll(undeliverable).toBe(before + 1);
  });

  it('can be replayed by operations when it was undeliverable, and reaches its workflow once', async () => {
    const ended = await offer('prt_replay');
    await harness.client.workflow.getHandle(ended).terminate('test');
    await send({ id: 'again', reference: 'prt_replay' });
    const path = '/v1/inbox/sandbox/again';
    const shown = async () => (await harness.ask('GET', path, { key: KEYS.otto })).body;
    const replay = (key: string) => harness.ask('POST', `${path}/replay`, { key, body: {} });
    await expect
      .poll(shown)
      .toMatchObject({ state: 'undeliverable', body: message('prt_replay'), workflowId: null });
    expect((await replay(KEYS.ada)).status).toBe(403);
    expect((await replay(KEYS.stranger)).status).toBe(404);
    const workflowId = await offer('prt_replay_next');
    const trackId = ended.replace('track/', '');
    await harness.catalogue.offerAddresses.register({
      ...{ projectId: 'default', partner: 'sandbox', partnerReference: 'prt_replay' },
      ...{ workflowId, trackId, releaseId: deriveId('rel', trackId) },
    });
    expect((await replay(KEYS.otto)).status).toBe(202);
    await expect.poll(shown).toMatchObject({ state: 'relayed', reason: null, workflowId });
    expect(Problem.parse((await replay(KEYS.otto)).body)).toMatchObject({
      status: 409,
      detail: `the webhook again of sandbox has reached ${workflowId}`,
    });
    expect((await signalsOf(workflowId)).map(({ webhookId }) => webhookId)).toEqual(['again']);
    const events = await harness.catalogue.events.readStream('project/default');
    expect(events.filter(({ type }) => type === 'webhook.replayed').slice(-1)).toMatchObject([
      { actor: 'act_otto', data: { webhookId: 'again', reason: `${ended} has ended` } },
    ]);
  });

  it('about usage is kept in the catalogue, each line once, and shown with the release', async () => {
    const sold = sampleTrack('usage');
    for (const event of sold.events.slice(0, sold.until.published))
      await harness.catalogue.events.append([event]);
    const { trackId, releaseId } = sold;
    await harness.catalogue.offerAddresses.register({
      ...{ projectId: 'default', partner: 'sandbox', partnerReference: 'prt_usage' },
      ...{ workflowId: `release/${releaseId}`, trackId, releaseId },
    });
    const line = (lineId: string, units: number) => ({
      ...{ lineId, units, territory: 'DE', from: '2026-11-01', to: '2026-11-30' },
      ...{ revenueMinor: units * 70, currency: 'EUR' },
    });
    const report = (...lines: unknown[]) =>
      JSON.stringify({
        type: 'usage.reported',
        timestamp: '2026-12-01T12:00:05.000Z',
        data: { reference: 'prt_usage', lines },
      });
    const path = `/v1/releases/${releaseId}/usage`;
    const shown = async () => (await harness.ask('GET', path, { key: KEYS.otto })).body;
    await send({ id: 'usage-1', body: report(line('l-1', 10), line('l-2', 5)) });
    await send({ id: 'usage-2', body: report(line('l-2', 5), line('l-3', -5)) });
    const total = { partner: 'sandbox', currency: 'EUR', from: '2026-11-01', to: '2026-11-30' };
    await expect.poll(shown).toMatchObject({
      totals: [{ ...total, lines: 3, units: 10, revenueMinor: 700 }],
      items: [{ lineId: 'l-3' }, { lineId: 'l-2' }, { lineId: 'l-1', territory: 'DE', units: 10 }],
    });
    // Other figures of a known line are for a person to look at; nothing of the message counts.
    await send({ id: 'usage-3', body: report(line('l-4', 1), line('l-1', 11)) });
    await expect
      .poll(
        async () =>
          (await harness.ask('GET', '/v1/inbox/sandbox/usage-3', { key: KEYS.otto })).body,
      )
      .toMatchObject({
        state: 'undeliverable',
        reason:
          'it cannot be relayed: sandbox has reported the line l-1 before, with other figures',
      });
    expect(await shown()).toMatchObject({ totals: [{ lines: 3 }] });
    expect((await harness.ask('GET', path, { key: KEYS.stranger })).status).toBe(404);
    const events = await harness.catalogue.events.readStream('project/default');
    const reported = events.flatMap((event) =>
      event.type === 'usage.reported' ? [event.data.lines.map(({ lineId }) => lineId)] : [],
    );
    expect(reported).toEqual([['l-1', 'l-2'], ['l-3']]);
  });

  it('about usage of an album counts for the recording with its ISRC; an unknown ISRC is for a person', async () => {
    const isrcs = ['XXTST2600001', 'XXTST2600002'] as const;
    const [first, second] = [sampleTrack('side a'), sampleTrack('side b')];
    for (const [index, { events, until }] of [first, second].entries())
      for (const event of events.slice(0, until.published))
        await harness.catalogue.events.append([
          event.type === 'version.completed'
            ? { ...event, data: { ...event.data, isrc: isrcs[index] } }
            : event,
        ]);
    const album = [first.trackId, second.trackId] as const;
    const releaseId = await storeCreatedRelease(harness.catalogue, 'Sides', album, 'live');
    await harness.catalogue.offerAddresses.register({
      ...{ projectId: 'default', partner: 'sandbox', partnerReference: 'prt_album' },
      ...{ workflowId: `release/${releaseId}`, trackId: first.trackId, releaseId },
    });
    const line = (lineId: string, isrc: string | undefined) => ({
      ...{ lineId, isrc, territory: 'DE', from: '2026-11-01', to: '2026-11-30' },
      ...{ units: 10, revenueMinor: 700, currency: 'EUR' },
    });
    const report = (id: string, ...lines: unknown[]) =>
      send({
        id,
        body: JSON.stringify({
          type: 'usage.reported',
          timestamp: '2026-12-01T12:00:05.000Z',
          data: { reference: 'prt_album', lines },
        }),
      });
    const stateOf = async (id: string) =>
      (await harness.ask('GET', `/v1/inbox/sandbox/${id}`, { key: KEYS.otto })).body;
    await report('album-1', line('side-b', isrcs[1]));
    await report('album-2', line('side-a', isrcs[0]), line('side-c', 'XXTST2600099'));
    await report('album-3', line('side-d', undefined));
    await expect
      .poll(() => stateOf('album-2'))
      .toMatchObject({
        state: 'undeliverable',
        reason: expect.stringMatching(
          /side-c has the ISRC XXTST2600099, .* XXTST2600001, XXTST2600002/,
        ),
      });
    await expect
      .poll(() => stateOf('album-3'))
      .toMatchObject({
        state: 'undeliverable',
        reason: expect.stringContaining('side-d has no field isrc'),
      });
    const path = `/v1/releases/${releaseId}/usage`;
    expect((await harness.ask('GET', path, { key: KEYS.otto })).body).toMatchObject({
      recordings: [{ trackId: second.trackId, isrc: isrcs[1], lines: 1, units: 10 }],
      items: [{ lineId: 'side-b', trackId: second.trackId, isrc: isrcs[1] }],
    });
  });

  it.each<[string, object]>([
    ['an unknown field', { revenue: 7 }],
    ['a part of a minor unit', { revenueMinor: 0.5 }],
    ['an unknown country', { territory: 'XX' }],
    ['a period that ends before it begins', { to: '2026-10-31' }],
    ['no day of the calendar', { to: '2026-11-31' }],
  ])('about usage with %s counts nothing', async (name, wrong) => {
    const line = {
      ...{ lineId: 'l-1', territory: 'DE', from: '2026-11-01', to: '2026-11-30', units: 1 },
      ...{ revenueMinor: 70, currency: 'EUR' },
    };
    const body = JSON.stringify({
      type: 'usage.reported',
      timestamp: '2026-12-01T12:00:05.000Z',
      data: { reference: 'prt_1', lines: [{ ...line, ...wrong }] },
    });
    expect((await send({ id: `wrong-${name.replaceAll(' ', '-')}`, body })).status).toBe(422);
  });

  it('survives an outage of Temporal with a restart of the API', async () => {
    const workflowId = await offer('prt_away');
    const { pid } = harness.temporal.process;
    if (pid === null) throw new Error('Temporal does not run');
    process.kill(pid, 'SIGSTOP');
    expect((await send({ id: 'away', reference: 'prt_away' })).body).toEqual({ received: 'new' });
    expect(await harness.catalogue.inbox.nextDueIn()).not.toBeNull();
    const restarted = harness.restartApi();
    process.kill(pid, 'SIGCONT');
    await restarted;
    await expect.poll(() => harness.catalogue.inbox.nextDueIn(), { timeout: 20_000 }).toBeNull();
    expect(new Set((await signalsOf(workflowId)).map((signal) => signal.webhookId))).toEqual(
      new Set(['away']),
    );
  });

  it('reaches its workflow past many unknown and invalid messages', async () => {
    const { inbox } = harness.catalogue;
    for (let index = 0; index < 120; index++)
      await inbox.receive({
        partner: 'sandbox',
        webhookId: `unknown ${index}`,
        body: message(`prt_unknown_${index}`),
      });
    for (let index = 0; index < 120; index++)
      await inbox.receive({
        partner: 'sandbox',
        webhookId: `nonsense ${index}`,
        body: '{"type":',
      });
    const workflowId = await offer('prt_past');
    await send({ id: 'past', reference: 'prt_past' });
    await expect
      .poll(() => signalsOf(workflowId), { timeout: 20_000 })
      .toMatchObject([{ webhookId: 'past', partner: 'sandbox' }]);
    await expect
      .poll(async () =>
        (await inbox.list('default', { state: 'waiting', limit: 500 })).items.filter(
          ({ webhookId }) => webhookId.startsWith('nonsense'),
        ),
      )
      .toEqual([]);
    const first = Page.parse(
      (await harness.ask('GET', '/v1/inbox?state=unreadable&limit=100', { key: KEYS.otto })).body,
    );
    expect(first.items).toHaveLength(100);
    expect(first.items[0]).toMatchObject({
      reason: 'the body is not valid JSON',
      webhook: null,
    });
    const rest = Page.parse(
      (
        await harness.ask(
          'GET',
          `/v1/inbox?state=unreadable&limit=100&cursor=${first.nextCursor}`,
          { key: KEYS.otto },
        )
      ).body,
    );
    expect(rest.items.length).toBeGreaterThanOrEqual(20);
    expect(rest.nextCursor).toBeNull();
    expect((await harness.ask('GET', '/v1/inbox?cursor=x', { key: KEYS.otto })).status).toBe(400);
  });
});

it.each(['a\\u0000b', 'a\\ud800b'])(
  'a reason with the unstorable text %s reaches the workflow with a replacement',
  async (reason) => {
    const reference = `prt_${reason.replaceAll('\\', '-')}`;
    const workflowId = await offer(reference);
    const body =
      '{"type":"delivery.rejected","timestamp":"2026-11-28T20:00:00.000Z",' +
      `"data":{"reference":"${reference}","code":"editorial","reason":"${reason}"}}`;
    expect((await send({ id: `unstorable-${reference}`, body })).status).toBe(200);
    await expect
      .poll(async () => (await signalsOf(workflowId)).length, { timeout: 10_000 })
      .toBe(1);
    const [signal] = await signalsOf(workflowId);
    expect(JSON.stringify(signal)).toContain('a\ufffdb');
  },
);

it('an order is stored if it has the form of the contract', async () => {
  const order = {
    ...{ orderId: 'order-1', deadline: '2027-03-01T08:00:00.000Z' },
    brief: { text: 'a bed for a trailer' },
  };
  const place = (id: string, data: object) =>
    send({
      id,
      body: JSON.stringify({
        ...{ type: 'order.requested', timestamp: '2026-11-28T20:00:00.000Z' },
        data: { ...order, ...data },
      }),
    });
  expect((await place('order-good', {})).status).toBe(200);
  for (const [wrong, path] of [
    [{ orderId: 'a b' }, 'body.data.orderId'],
    [{ deadline: 'soon' }, 'body.data.deadline'],
    [{ deadline: '2027-03-01T08:00:00+01:00' }, 'body.data.deadline'],
    [{ brief: { text: '' } }, 'body.data.brief.text'],
    [{ brief: { text: 'a bed', soundFontParts: ['bass'] } }, 'body.data.brief'],
    [{ terms: { territories: ['EU'] } }, 'body.data.terms.territories'],
    [{ terms: { partners: ['other'] } }, 'body.data.terms'],
  ] as const) {
    const { status, body } = await place(`order-bad-${path}`, wrong);
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining(path)]);
  }
});

it('forged webhooks cannot use up the limit of the partner', async () => {
  const forged = await Promise.all(
    Array.from({ length: LIMITS.forgedWebhooksPerMinute + 10 }, (_, index) =>
      send({ id: `forged-${index}`, secret: `whsec_${Buffer.alloc(32, 9).toString('base64')}` }),
    ),
  );
  expect(new Set(forged.map(({ status }) => status))).toEqual(new Set([401, 429]));
  expect((await send({ id: 'genuine', reference: 'prt_genuine' })).status).toBe(200);
});
