import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealedNames } from '@fermata/partners';
import type { Catalogue } from '@fermata/prisma';
import { openSecretBox } from '@fermata/temporal-config/secret-box';
import { freshCatalogue } from '../../prisma/testing/fresh-catalogue.ts';
import { memoryRegistry } from '../testing/memory-registry.ts';
import { createIntegrationActivities } from './create-integration-activities.ts';

const box = openSecretBox('ab'.repeat(32));
const PARTNER = 'big-shop';
const settings = { maxFailures: 3, openMs: 150, maxOpenMs: 600 };
let status = 200;
let asked = 0;
const shop = createServer((_request, response) => {
  asked += 1;
  response.writeHead(status, { 'content-type': 'application/json' }).end('{"reservations":[]}');
});
let port = 0;
beforeAll(async () => {
  shop.listen(0, '127.0.0.1');
  await once(shop, 'listening');
  ({ port } = shop.address() as AddressInfo);
});
afterAll(() => void shop.close());

async function open({ requestsPerSecond = 1000 }: { requestsPerSecond?: number } = {}) {
  status = 200;
  asked = 0;
  const { catalogue } = await freshCatalogue();
  await catalogue.partners.add(
    {
      ...{ partner: PARTNER, projectId: 'default', actor: 'act_otto', kind: 'http-v1' },
      url: `http://127.0.0.1:${port}/`,
      credentials: box.seal('{"apiKey":"key"}', sealedNames(PARTNER).credentials),
      webhookSecret: 'unused',
      secretCommand: 'unused',
      requestsPerSecond,
      requirements: {},
    },
    10,
  );
  return { catalogue, call: callerOf(catalogue) };
}

/** Calls as another worker would: with activities of its own. */
function callerOf(catalogue: Catalogue) {
  const activities = createIntegrationActivities({
    catalogue: memoryRegistry(),
    partners: {},
    managedPartners: catalogue.partners,
    pauses: catalogue.partnerPauses,
    calls: catalogue.partnerCalls,
    secrets: box,
    partnerHosts: [`127.0.0.1:${port}`],
    circuits: catalogue.partnerCircuits,
    circuitSettings: settings,
    authority: catalogue.authority,
    holds: catalogue.projectHolds,
    requests: catalogue.requests,
    orders: catalogue.orders,
    inbox: catalogue.inbox,
    assets: { get: () => Promise.reject(new Error('no file is read')) },
  });
  return async (): Promise<string> => {
    try {
      await new MockActivityEnvironment().run(activities.findReservations, {
        projectId: 'default',
        partner: PARTNER,
        releaseId: `rel_${'0'.repeat(24)}`,
      });
      return 'ok';
    } catch (error) {
      if (!(error instanceof ApplicationFailure)) throw error;
      expect(error.nonRetryable).toBeFalsy();
      // Also while another call is the probe, which may take minutes.
      expect(Number(error.nextRetryDelay ?? 0)).toBeLessThanOrEqual(10_000);
      return error.type ?? '';
    }
  };
}

const stateOf = async (catalogue: Catalogue) =>
  (await catalogue.partnerCircuits.find([PARTNER])).get(PARTNER);
const eventsOf = async (catalogue: Catalogue) =>
  (await catalogue.events.readStream(`partner/${PARTNER}`)).map(({ type }) => type);

it('the circuit opens after failures in a row, spares the partner, and closes when a probe is answered', async () => {
  const { catalogue, call } = await open();
  status = 503;
  for (let failure = 0; failure < 3; failure++) expect(await call()).toBe('PartnerFailingError');
  const before = asked;
  expect(await call()).toBe('PartnerCircuitOpenError');
  expect(await callerOf(catalogue)()).toBe('PartnerCircuitOpenError');
  expect(asked).toBe(before);
  expect(await stateOf(catalogue)).toMatchObject({
    failures: 3,
    openedAt: expect.any(Number),
    detail: 'no reason given',
  });
  // One probe fails: it stays open, for longer.
  await expect.poll(call, { timeout: 5000 }).toBe('PartnerFailingError');
  expect(asked).toBe(before + 1);
  status = 200;
  await expect.poll(call, { timeout: 5000 }).toBe('ok');
  expect(await stateOf(catalogue)).toMatchObject({ failures: 0, openedAt: null, detail: null });
  expect(await eventsOf(catalogue)).toEqual([
    'partner.added',
    'partner.circuit-opened',
    'partner.circuit-closed',
  ]);
});

it('only one of many waiting calls is the probe', async () => {
  const { catalogue, call } = await open();
  status = 500;
  for (let failure = 0; failure < 3; failure++) await call();
  await expect
    .poll(async () => ((await stateOf(catalogue))?.probeAt ?? Infinity) <= Date.now(), {
      timeout: 5000,
    })
    .toBe(true);
  const before = asked;
  const outcomes = await Promise.all(Array.from({ length: 10 }, callerOf(catalogue)));
  expect(outcomes.filter((type) => type === 'PartnerFailingError')).toHaveLength(1);
  expect(asked).toBe(before + 1);
});

it('refusals and requests to slow down do not open it, and an answer ends a row of failures', async () => {
  const { catalogue, call } = await open();
  status = 429;
  for (let call429 = 0; call429 < 4; call429++) expect(await call()).toBe('PartnerBusyError');
  status = 500;
  await call();
  await call();
  status = 429;
  await call();
  status = 500;
  expect([await call(), await call()]).toEqual(['PartnerFailingError', 'PartnerFailingError']);
  expect(await stateOf(catalogue)).toMatchObject({ failures: 2, openedAt: null });
});

it('all workers together keep the rate limit', async () => {
  const { catalogue } = await open({ requestsPerSecond: 20 });
  const started = performance.now();
  const callers = Array.from({ length: 3 }, () => callerOf(catalogue));
  const outcomes = await Promise.all(
    callers.flatMap((call) => Array.from({ length: 4 }, () => call())),
  );
  expect(outcomes).toEqual(Array.from({ length: 12 }, () => 'ok'));
  // 12 requests are 11 pauses of 50 ms.
  expect(performance.now() - started).toBeGreaterThan(540);
  expect(await catalogue.partnerCircuits.takeTurn(PARTNER, 1, 500)).toBeLessThan(100);
  expect(await catalogue.partnerCircuits.takeTurn(PARTNER, 1, 500)).toBeNull();
});
