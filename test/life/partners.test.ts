import { afterAll, beforeAll, expect, it } from 'vitest';
import { PartnerDetails, PartnerPing, PartnerWithSecret } from '@fermata/contracts/http';
import { fermata } from '../testing/run-fermata.ts';
import { type StackWithShop, startStackWithShop } from '../testing/stack-with-shop.ts';

const PARTNER = 'sandbox-two';
let own: StackWithShop;
beforeAll(async () => {
  own = await startStackWithShop(PARTNER);
});
afterAll(() => own.close());

const show = async (): Promise<PartnerDetails> =>
  PartnerDetails.parse((await own.partner('show', PARTNER, '--json')).json());
const ping = async () => {
  const { code, json } = await own.partner('ping', PARTNER, '--json');
  return { code, ...PartnerPing.parse(json()) };
};
let seed = 70;
async function approved(): Promise<string> {
  const trackId = await own.testStack.create({
    release: { partners: [PARTNER] },
    brief: { text: 'synthwave', durationSeconds: 5, seed: ++seed },
  });
  await own.testStack.stage(trackId, 'review');
  await own.testStack.decide(trackId, 'approve');
  return trackId;
}
/** The failures of activities that wait for their next attempt. */
async function waiting(trackId: string): Promise<string[]> {
  const client = await own.testStack.temporal();
  const messages: string[] = [];
  for await (const { workflowId } of client.workflow.list({
    query: 'ExecutionStatus = "Running"',
  })) {
    if (!workflowId.startsWith('release/')) continue;
    const { raw } = await client.workflow.getHandle(workflowId).describe();
    for (const { lastFailure } of raw.pendingActivities ?? [])
      if (lastFailure?.message) messages.push(lastFailure.message);
  }
  expect((await own.testStack.track(trackId)).stage).not.toBe('failed');
  return messages;
}

it('a partner is added with the command and answers a ping; a dead one is said to be dead', async () => {
  const added = await own.partner(
    ...['add', PARTNER, `http://127.0.0.1:${own.shop.port}`],
    ...['--api-key-file', await own.file('key', own.shop.apiKey)],
    ...['--webhook-secret-file', await own.file('secret', own.shop.webhookSecret), '--json'],
  );
  expect(added.code, added.stderr).toBe(0);
  expect(PartnerWithSecret.parse(added.json()).webhookSecret).toBe(own.shop.webhookSecret);
  expect(await ping()).toMatchObject({ code: 0, reachable: true });
  await own.shop.stop();
  expect(await ping()).toMatchObject({
    code: 1,
    reachable: false,
    detail: expect.stringContaining('no connection'),
  });
  await own.shop.restart();
  expect((await own.partner('list')).stdout).toContain(PARTNER);
});

it('a release waits while its partner is paused, and goes live after it is resumed', async () => {
  expect((await own.partner('pause', PARTNER)).stdout).toContain('paused: new offers wait');
  expect(await show()).toMatchObject({ status: 'paused' });
  const trackId = await approved();
  await own.testStack.until('a waiting reservation', async () =>
    (await waiting(trackId)).some((message) => message.includes(`${PARTNER} is paused`))
      ? true
      : undefined,
  );
  expect((await own.partner('resume', PARTNER)).code).toBe(0);
  await own.testStack.stage(trackId, 'published');
});

it('a release that does not meet the requirements of its partner is refused before anything is sent', async () => {
  const requirements = await own.file(
    'requirements',
    '{"maxTitleLength":3,"maxDurationSeconds":2}',
  );
  const changed = await own.partner('change', PARTNER, '--requirements-file', requirements);
  expect(changed.stdout).toContain('requires maxTitleLength');
  const trackId = await approved();
  const ended = await own.testStack.event(trackId, 'track.failed');
  expect(JSON.stringify(ended.data)).toMatch(
    /does not meet the requirements of sandbox-two: a title may have 3 characters, .* a track may last 2 s/,
  );
  const kept = await fetch(`http://127.0.0.1:${own.shop.port}/v1/stats`, {
    headers: { authorization: `Bearer ${own.shop.apiKey}` },
  });
  // Only the release of the test before.
  expect(await kept.json()).toMatchObject({ reservations: 1 });
  await own.partner('change', PARTNER, '--requirements-file', await own.file('none', '{}'));
});

it('a rotated secret: the shop still signs with the previous one, then with the new one', async () => {
  const rotated = await own.partner('rotate-secret', PARTNER, '--json');
  const { webhookSecret } = PartnerWithSecret.parse(rotated.json());
  expect(webhookSecret).not.toBe(own.shop.webhookSecret);
  await own.testStack.stage(await approved(), 'published');
  await own.shop.restart({ webhookSecret });
  await own.testStack.stage(await approved(), 'published');
});

it('a shop that asks for a fix gets the release again when a person says so', async () => {
  const ask = async (method: string, body?: unknown): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${own.shop.port}/sandbox/switches`, {
      method,
      headers: {
        authorization: `Bearer ${own.shop.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.ok).toBe(true);
  };
  await ask('POST', { answer: 'needs-fix' });
  const trackId = await approved();
  const [partner] = await own.testStack.until('a request for a fix', async () => {
    const { partners } = await own.testStack.track(trackId);
    return partners[0]?.fix ? partners : undefined;
  });
  expect(partner?.fix?.fields).toMatchObject([{ field: 'title' }]);
  const { env } = own.testStack;
  const shown = await fermata(['release', 'show', trackId, '--as', 'operations'], env);
  expect(shown.stdout).toContain(`redeliver|withdraw --partner ${PARTNER}`);
  const answered = await fermata(
    ['release', 'answer', trackId, 'redeliver', '--partner', PARTNER, '--as', 'operations'],
    env,
  );
  expect(answered.code, answered.stderr).toBe(0);
  await own.testStack.stage(trackId, 'published');
  await ask('DELETE');
});
