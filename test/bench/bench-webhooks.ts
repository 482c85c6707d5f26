import { randomBytes } from 'node:crypto';
import { cpus } from 'node:os';
import { PartnerWithSecret } from '@fermata/contracts/http';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import type { BenchOptions } from './bench-options.ts';
import { startBareRoute } from './start-bare-route.ts';
import { type Summary, summary, sumOf } from './statistics.ts';
import { table } from './table.ts';
import { type Round, WebhookSender } from './webhook-sender.ts';

const CONNECTIONS = 16;
/** The limit of the API for one partner. */
const WEBHOOKS_PER_MINUTE = 1200;
const ROUTES = ['bare', 'configured', 'added'] as const;
type Route = (typeof ROUTES)[number];

interface RouteFigures {
  readonly perSecond: number;
  readonly milliseconds: Summary;
  /** CPU cores that the sender needs. Near 1, the sender is the limit and not the server. */
  readonly senderCores: number;
}

/**
 * Compares the webhook route with a Fastify route that only verifies the signature, in alternating
 * rounds on one machine: for partners from the environment, and for partners from the catalogue, whose
 * secrets are looked up. The API and PostgreSQL run as in any stack, but no worker: the work after
 * the answer is not measured.
 */
export async function benchWebhooks({ quick, services, log }: BenchOptions): Promise<object> {
  const rounds = quick ? 1 : 20;
  const size = quick ? 50 : 1000;
  const partners = Math.ceil(((rounds + 1) * size) / WEBHOOKS_PER_MINUTE);
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  log(
    `Webhooks over ${CONNECTIONS} connections, ${rounds} rounds of ${size} ` +
      `on ${cpus().length} cores. Starting a separate stack …`,
  );
  const own = await services.start((signal) =>
    startOwnStack({
      signal,
      services: ['postgres', 's3', 'temporal', 'api'],
      env: {
        // Each partner has an address of its own, as the limit for an address is lower than the throughput.
        FERMATA_TRUSTED_PROXIES: '127.0.0.1',
        ...Object.fromEntries(
          numbers(partners).map((number) => [`PARTNER_BENCH_${number}_WEBHOOK_SECRET`, secret]),
        ),
      },
    }),
  );
  await addPartners(own, partners, secret);
  const bare = await services.start(() => startBareRoute(secret));
  const api = own.testStack.variable('FERMATA_API_URL');
  const pathsOf = (name: string): string[] =>
    numbers(partners).map((number) => `/v1/partners/${name}-${number}/webhooks`);
  const senders: Record<Route, WebhookSender> = {
    bare: openSender(bare.url, ['/webhooks'], secret),
    configured: openSender(api, pathsOf('bench'), secret),
    added: openSender(api, pathsOf('added'), secret),
  };

  log('Warming up …');
  for (const route of ROUTES) await senders[route].send(size);
  const sent: Record<Route, Round[]> = { bare: [], configured: [], added: [] };
  for (let round = 0; round < rounds; round++) {
    // Each route is the first one in turn.
    const first = round % ROUTES.length;
    for (const route of [...ROUTES.slice(first), ...ROUTES.slice(0, first)])
      sent[route].push(await senders[route].send(size));
    if ((round + 1) % 5 === 0) log(`${round + 1} rounds`);
  }
  await Promise.all(ROUTES.map((route) => senders[route].close()));

  const routes: Record<Route, RouteFigures> = {
    bare: figuresOf(sent.bare),
    configured: figuresOf(sent.configured),
    added: figuresOf(sent.added),
  };
  const report = {
    configuredToBare: routes.configured.perSecond / routes.bare.perSecond,
    addedToBare: routes.added.perSecond / routes.bare.perSecond,
    rounds,
    webhooksPerRound: size,
    connections: CONNECTIONS,
    cores: cpus().length,
    routes,
  };
  log(
    table(
      ['route', 'webhooks/s', 'p50 ms', 'p95 ms', 'p99 ms', 'sender cores'],
      ROUTES.map((route) => {
        const { perSecond, milliseconds, senderCores } = routes[route];
        return [
          route,
          perSecond,
          milliseconds.p50,
          milliseconds.p95,
          milliseconds.p99,
          senderCores,
        ];
      }),
    ),
  );
  log(
    `${routes.configured.perSecond.toFixed(0)} webhooks a second, p95 ` +
      `${routes.configured.milliseconds.p95.toFixed(1)} ms: ${report.configuredToBare.toFixed(2)} times ` +
      `the throughput of the bare route (aim 0.5); ${report.addedToBare.toFixed(2)} times for ` +
      'partners from the catalogue.',
  );
  return report;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

const openSender = (url: string, paths: readonly string[], secret: string): WebhookSender =>
  new WebhookSender({ url, paths, secret, connections: CONNECTIONS });

async function addPartners({ testStack }: OwnStack, count: number, secret: string): Promise<void> {
  for (const number of numbers(count))
    await testStack.as('otto').post(
      '/v1/partners',
      {
        partner: `added-${number}`,
        url: 'https://shop.example',
        apiKey: 'not-used-by-webhooks',
        webhookSecret: secret,
      },
      PartnerWithSecret,
      { idempotencyKey: `added-${number}` },
    );
}

function figuresOf(rounds: readonly Round[]): RouteFigures {
  const seconds = sumOf(rounds.map((round) => round.seconds));
  const milliseconds = rounds.flatMap((round) => round.milliseconds);
  return {
    perSecond: milliseconds.length / seconds,
    milliseconds: summary(milliseconds),
    senderCores: sumOf(rounds.map((round) => round.senderCpuSeconds)) / seconds,
  };
}
