import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiHarness, startApiHarness } from '../testing/api-harness.ts';
import { signWebhook } from '../testing/sign-webhook.ts';
import { storeReleasedTrack } from '../testing/store-released-track.ts';

const SEED = 20_261_130;
const SENT = 10_000;
const REPEATED = Math.floor(SENT / 3);
const FORGED = SENT / 10;
const GENUINE = SENT - REPEATED - FORGED;
const CONNECTIONS = 16;
/** Below the age at which a signature is stale. */
const TIME_LIMIT_MS = 240_000;
/** Above all that is sent. */
const NO_LIMIT = 10 * SENT;

const secretOf = (fill: number): string => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;
const PARTNERS: Readonly<Record<string, string>> = {
  north: secretOf(1),
  south: secretOf(2),
  west: secretOf(3),
};
const NAMES = Object.keys(PARTNERS);

interface Webhook {
  readonly partner: string;
  readonly id: string;
  readonly body: string;
  readonly signature: string;
  readonly isForged: boolean;
}

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness({
    limits: {
      webhooksPerMinute: NO_LIMIT,
      forgedWebhooksPerMinute: NO_LIMIT,
      requestsPerMinute: NO_LIMIT,
    },
    env: Object.fromEntries(
      NAMES.map((name) => [`PARTNER_${name.toUpperCase()}_WEBHOOK_SECRET`, PARTNERS[name] ?? '']),
    ),
  });
});
afterAll(() => harness.stop());

/** All partners sell the release; the relay finds it by their references. */
async function storeSoldRelease(): Promise<string> {
  const { trackId, releaseId } = await storeReleasedTrack(harness, 'many webhooks');
  for (const partner of NAMES)
    await harness.catalogue.offerAddresses.register({
      ...{ projectId: 'default', partner, partnerReference: `prt_${partner}` },
      ...{ workflowId: `release/${releaseId}/${partner}`, trackId, releaseId },
    });
  return releaseId;
}

/** The partners number their webhooks alike, so an id alone identifies none. */
function genuine(number: number): Webhook {
  const partner = NAMES[number % NAMES.length] ?? '';
  const id = `msg_${Math.floor(number / NAMES.length)}`;
  const body = bodyOf(partner, id);
  return { partner, id, body, signature: signed(id, body, PARTNERS[partner]), isForged: false };
}

/** In turn: signed by a stranger, changed after it was signed, signed by another partner. */
function forged(number: number): Webhook {
  const { partner, id, body, signature } = genuine(number);
  const otherPartner = NAMES[(number + 1) % NAMES.length] ?? '';
  const changed = bodyOf(partner, `forged_${number}`);
  const forgery = (
    [
      { id: `forged_${number}`, body, signature: signed(`forged_${number}`, body, secretOf(9)) },
      { id, body: changed, signature },
      { id, body: changed, signature: signed(id, changed, PARTNERS[otherPartner]) },
    ] as const
  )[Math.floor(number / NAMES.length) % 3];
  if (!forgery) throw new Error('no forgery');
  return { partner, ...forgery, isForged: true };
}

/** A report of one sale, which counts once by partner and line. */
const bodyOf = (partner: string, lineId: string): string =>
  JSON.stringify({
    type: 'usage.reported',
    timestamp: '2026-11-30T12:00:05.000Z',
    data: {
      reference: `prt_${partner}`,
      lines: [
        {
          ...{ lineId, territory: 'DE', from: '2026-11-01', to: '2026-11-29' },
          ...{ units: 1, revenueMinor: 70, currency: 'EUR' },
        },
      ],
    },
  });
const now = Math.floor(Date.now() / 1000);
const signed = (id: string, body: string, secret = ''): string =>
  signWebhook(id, body, secret, now)['webhook-signature'];

function shuffled<T>(values: T[]): T[] {
  const order = fc.shuffledSubarray(values, { minLength: values.length });
  return fc.sample(order, { seed: SEED, numRuns: 1 }).flat();
}

const first = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, number) => make(number));
const keyOf = ({ partner, id }: Pick<Webhook, 'partner' | 'id'>): string => `${partner} ${id}`;

interface Answer {
  readonly webhook: Webhook;
  readonly status: number;
  readonly received: unknown;
}

async function sendAll(webhooks: readonly Webhook[]): Promise<Answer[]> {
  const waiting = webhooks.values();
  const answers: Answer[] = [];
  const lane = async (): Promise<void> => {
    for (const webhook of waiting) {
      const { status, body } = await harness.ask(
        'POST',
        `/v1/partners/${webhook.partner}/webhooks`,
        {
          body: webhook.body,
          headers: {
            'webhook-id': webhook.id,
            'webhook-timestamp': String(now),
            'webhook-signature': webhook.signature,
          },
        },
      );
      answers.push({ webhook, status, received: body });
    }
  };
  await Promise.all(first(CONNECTIONS, lane));
  return answers;
}

it(
  `of ${SENT} webhooks, a third repeated and a tenth forged, each genuine one is in the inbox once and counts once`,
  async () => {
    const releaseId = await storeSoldRelease();
    const originals = first(GENUINE, genuine);
    const answers = await sendAll(
      shuffled([...originals, ...shuffled(originals).slice(0, REPEATED), ...first(FORGED, forged)]),
    );
    expect(answers).toHaveLength(SENT);

    const ofForged = answers.filter(({ webhook }) => webhook.isForged);
    expect(new Set(ofForged.map(({ status }) => status))).toEqual(new Set([401]));
    expect(ofForged).toHaveLength(FORGED);
    const ofGenuine = answers.filter(({ webhook }) => !webhook.isForged);
    expect(new Set(ofGenuine.map(({ status }) => status))).toEqual(new Set([200]));
    const received = (how: 'new' | 'seen') =>
      ofGenuine.filter((answer) => JSON.stringify(answer.received) === `{"received":"${how}"}`);
    expect(
      received('new')
        .map(({ webhook }) => keyOf(webhook))
        .toSorted(),
    ).toEqual(originals.map(keyOf).toSorted());
    expect(received('seen')).toHaveLength(REPEATED);

    const { inbox, figures, usage } = harness.catalogue;
    const stored = await Promise.all(originals.map(({ partner, id }) => inbox.find(partner, id)));
    expect(stored).toEqual(originals.map(({ body }) => body));

    // The relay of the worker brings each to its effect.
    await expect
      .poll(async () => (await figures()).inboxPending, { timeout: TIME_LIMIT_MS, interval: 500 })
      .toBe(0);
    const undelivered = await inbox.list('default', { limit: 10 });
    expect(undelivered.items).toEqual([]);
    const sums = await usage.sums({ projectId: 'default', releaseId });
    const countOf = (name: string) => originals.filter(({ partner }) => partner === name).length;
    expect(
      sums
        .map(({ partner, lines, units }) => ({ partner, lines, units }))
        .toSorted((one, other) => one.partner.localeCompare(other.partner)),
    ).toEqual(
      NAMES.toSorted().map((partner) => {
        const count = countOf(partner);
        return { partner, lines: count, units: count };
      }),
    );
  },
  TIME_LIMIT_MS,
);
