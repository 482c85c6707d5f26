import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPayloadConverter } from '@temporalio/common';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalJson, workflowIds } from '@fermata/contracts/values';
import { parseWebhook } from '@fermata/domain/inbox';
import { bundleWorkflows } from '../../../test/bundle-workflows.ts';
import { PROJECT_ID } from '../../../workflows/testing/project-id.ts';
import { startRelease } from '../../../workflows/testing/sample-release.ts';
import type { AllActivities } from '../../../workflows/testing/scripted-activities.ts';
import { WorkflowHarness } from '../../../workflows/testing/workflow-harness.ts';
import { type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { signWebhook } from '../testing/sign-webhook.ts';

const SEED = 20_261_130;
const RELEASES = 20;
const DECIDING = ['north', 'south', 'west'];
/** It answers after the others, so that each offer of its release is open until then. */
const LAST = 'last';
const PARTNERS = [...DECIDING, LAST];
const SENT = 300;
const FORGED = SENT / 10;
const CONNECTIONS = 8;
/** Above all that is sent. */
const NO_LIMIT = 10 * SENT;
/** A busy machine is slow. */
const TIME_LIMIT_MS = 300_000;

const secretOf = (fill: number): string => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;
const secretOfPartner = (partner: string): string => secretOf(1 + PARTNERS.indexOf(partner));
const STRANGER = secretOf(99);

type Release = Awaited<ReturnType<typeof startRelease>>;

/** A webhook about the offer of a release to a partner. */
interface Message {
  readonly release: Release;
  readonly partner: string;
  readonly id: string;
  readonly body: string;
  readonly secret: string;
}

let api: ApiHarness;
let workflows: WorkflowHarness;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fermata-answers-'));
  const limits = {
    webhooksPerMinute: NO_LIMIT,
    forgedWebhooksPerMinute: NO_LIMIT,
    requestsPerMinute: NO_LIMIT,
  };
  const secrets = PARTNERS.map((name) => [
    `PARTNER_${name.toUpperCase()}_WEBHOOK_SECRET`,
    secretOfPartner(name),
  ]);
  const [started, bundleFile] = await Promise.all([
    startApiHarness({ limits, env: Object.fromEntries(secrets) }),
    bundleWorkflows(folder),
  ]);
  api = started;
  workflows = await WorkflowHarness.open({}, { address: api.temporal.address, bundleFile });
});
afterAll(async () => {
  await workflows.close();
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const first = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, number) => make(number));

function shuffled<T>(values: readonly T[]): T[] {
  const order = fc.shuffledSubarray([...values], { minLength: values.length });
  return fc.sample(order, { seed: SEED, numRuns: 1 }).flat();
}

/** Every fourth offer is rejected. */
const isRejected = (release: number, partner: string): boolean =>
  partner !== LAST && (release * DECIDING.length + DECIDING.indexOf(partner)) % 4 === 3;

/** The acceptance comes twice, under two ids, and before or after a request for a fix that it answers. */
const CONTENTS: Readonly<
  Record<'rejected' | 'accepted' | 'last', readonly (readonly [type: string, data: object])[]>
> = {
  rejected: [['delivery.rejected', { code: 'editorial', reason: 'not wanted' }]],
  accepted: [
    ['delivery.needs-fix', { fields: [{ field: 'title', reason: 'too long' }] }],
    ['delivery.accepted', {}],
    ['delivery.accepted', {}],
  ],
  last: [['delivery.accepted', {}]],
};

function messagesOf(release: Release, number: number, partner: string): Message[] {
  const kind = isRejected(number, partner) ? 'rejected' : 'accepted';
  return CONTENTS[partner === LAST ? 'last' : kind].map(([type, data], index) => ({
    ...{ release, partner, secret: secretOfPartner(partner) },
    // The partners number their webhooks alike, so an id alone identifies none.
    id: `msg_${number}_${index}`,
    body: JSON.stringify({
      ...{ type, timestamp: '2026-11-30T12:00:05.000Z' },
      data: { reference: `ref-${release.releaseId}-${partner}`, ...data },
    }),
  }));
}

/** In turn: signed by a stranger, and by another partner. */
const forged = (message: Message, index: number): Message => ({
  ...message,
  id: `forged_${index}`,
  secret: index % 2 === 0 ? STRANGER : secretOfPartner(message.partner === LAST ? 'north' : LAST),
});

/** Returns the statuses with what was received, counted. */
async function send(messages: readonly Message[]): Promise<Record<string, number>> {
  const waiting = messages.values();
  const counts: Record<string, number> = {};
  const lane = async (): Promise<void> => {
    for (const { partner, id, body, secret } of waiting) {
      const answer = await api.ask('POST', `/v1/partners/${partner}/webhooks`, {
        body,
        headers: signWebhook(id, body, secret, Math.floor(Date.now() / 1000)),
      });
      const received = answer.status === 200 ? ` ${JSON.stringify(answer.body)}` : '';
      const outcome = `${answer.status}${received}`;
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
  };
  await Promise.all(first(CONNECTIONS, lane));
  return counts;
}

const Signal = z.object({ webhookId: z.string() });

/** The ids of the webhooks that the workflow of an offer got, in order. */
async function signalsOf(workflowId: string): Promise<string[]> {
  const { events } = await api.client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
    if (signal?.signalName !== 'partnerAnswer') return [];
    const [payload] = signal.input?.payloads ?? [];
    return Signal.parse(payload && defaultPayloadConverter.fromPayload(payload)).webhookId;
  });
}

/** Activities that route and verify webhooks as in a worker. Nothing is routed until `ready`. */
const inboxActivities = (ready: Promise<void>): Partial<AllActivities> => ({
  async registerOfferAddress(address) {
    await ready;
    const workflowId = workflowIds.offer(address.releaseId, address.partner);
    await api.catalogue.offerAddresses.register({ ...address, workflowId });
  },
  async verifyAnswer({ partner, webhookId, webhook }) {
    const body = (await api.catalogue.inbox.find(partner, webhookId)) ?? '';
    return canonicalJson(parseWebhook(body)) === canonicalJson(webhook);
  },
});

it(
  `of ${SENT} webhooks, a third repeated and a tenth forged, each offer gets each of its own once and ends as answered`,
  async () => {
    const ready = Promise.withResolvers<void>();
    const activities = inboxActivities(ready.promise);
    const terms = { partners: PARTNERS, answerSeconds: 600, takedownSeconds: 60 };
    const offers = Object.fromEntries(PARTNERS.map((partner) => [partner, activities]));
    const releases = await Promise.all(
      first(RELEASES, () => startRelease(workflows, { terms, offers })),
    );
    const messagesTo = (partners: readonly string[]): Message[] =>
      releases.flatMap((release, number) =>
        partners.flatMap((partner) => messagesOf(release, number, partner)),
      );
    const [early, late] = [messagesTo(DECIDING), messagesTo([LAST])];
    const genuine = [...early, ...late];
    const repeated = shuffled(early).slice(0, SENT - FORGED - genuine.length);
    const stream = shuffled([
      ...early,
      ...repeated,
      ...shuffled(genuine).slice(0, FORGED).map(forged),
    ]);

    // Half of them arrive before their offers can be found.
    const half = stream.length / 2;
    const before = await send(stream.slice(0, half));
    ready.resolve();
    const after = await send(stream.slice(half));
    const pending = async () => (await api.catalogue.figures()).inboxPending;
    await expect.poll(pending, { timeout: 120_000, interval: 200 }).toBe(0);
    const last = await send(shuffled(late));
    const counted = [before, after, last].flatMap((counts) => Object.entries(counts));
    const sumOf = (outcome: string): number =>
      counted.reduce((sum, [each, count]) => sum + (each === outcome ? count : 0), 0);
    expect({
      new: sumOf('200 {"received":"new"}'),
      seen: sumOf('200 {"received":"seen"}'),
      forged: sumOf('401'),
    }).toEqual({ new: genuine.length, seen: repeated.length, forged: FORGED });

    const results = await Promise.all(releases.map((release) => release.result()));
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['live']));
    for (const [number, release] of releases.entries())
      for (const partner of PARTNERS) {
        const offerId = release.offerId(partner);
        const own = messagesOf(release, number, partner);
        expect((await signalsOf(offerId)).toSorted(), offerId).toEqual(own.map(({ id }) => id));
        const answer = isRejected(number, partner) ? 'rejected' : 'accepted';
        expect(
          workflows
            .events(offerId)
            .flatMap((event) => (event.type === 'delivery.answered' ? [event.data.answer] : [])),
          offerId,
        ).toEqual([answer]);
        expect(release.stateAt(partner), offerId).toBe(
          answer === 'rejected' ? 'taken-down' : 'live',
        );
      }
    expect(await api.catalogue.inbox.list(PROJECT_ID, { limit: 10 })).toMatchObject({ items: [] });
  },
  TIME_LIMIT_MS,
);
