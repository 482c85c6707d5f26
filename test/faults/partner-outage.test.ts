import { afterAll, beforeAll, expect, it } from 'vitest';
import { PartnerDetails } from '@fermata/contracts/http';
import { workflowIds } from '@fermata/contracts/values';
import { CIRCUIT_SETTINGS } from '@fermata/domain/partner';
import { closeReplayed } from '../testing/close-replayed.ts';
import { expectNothingDoubled } from '../testing/expect-nothing-doubled.ts';
import { type GatedShop, startGatedShop } from '../testing/gated-shop.ts';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import { fermata } from '../testing/run-fermata.ts';

const PARTNER = 'north';
/** The messages of each release of which the shop did the work before the outage took the answer. */
const LOST = ['reserve', 'deliver', 'confirm'] as const;
const LATER = 'approved during the outage';

let shop: GatedShop;
let own: OwnStack;
const trackIds = new Map<string, string>();

beforeAll(async () => {
  shop = await startGatedShop(PARTNER);
  own = await startOwnStack({ env: shop.env, pollMs: 300 });
  shop.connect(own.testStack.variable('FERMATA_API_URL'));
  await Promise.all([...LOST, LATER].map(produce));
  const holds = LOST.map((message) => shop.hold(message, message, 'answer'));
  await Promise.all(LOST.map(approve));
  await Promise.all(holds.map(({ reached }) => reached));
  shop.goDown();
  for (const hold of holds) hold.open();
  await approve(LATER);
}, 240_000);
afterAll(() => closeReplayed(own, [shop]));

async function produce(title: string, index: number): Promise<void> {
  const trackId = await own.testStack.create({
    release: { partners: [PARTNER] },
    brief: { text: 'lo-fi', title, durationSeconds: 5, seed: 680 + index },
  });
  trackIds.set(title, trackId);
  await own.testStack.stage(trackId, 'review');
}

const approve = (title: string): Promise<unknown> =>
  own.testStack.decide(trackIds.get(title) ?? '', 'approve');

/** The circuit of the shop as soon as it is so. */
const circuitWhen = (
  what: string,
  isSo: (circuit: PartnerDetails['circuit']) => boolean,
): Promise<PartnerDetails['circuit']> =>
  own.testStack.until(what, async () => {
    const { circuit } = await own.testStack
      .as('otto')
      .get(`/v1/partners/${PARTNER}`, PartnerDetails);
    return isSo(circuit) ? circuit : undefined;
  });

/** Why the step of a release waits, as the Temporal UI shows it. */
async function reasonToWait(title: string): Promise<string> {
  const { releaseId } = await own.testStack.track(trackIds.get(title) ?? '');
  const { workflow } = await own.testStack.temporal();
  const { raw } = await workflow.getHandle(workflowIds.offer(releaseId ?? '', PARTNER)).describe();
  return raw.pendingActivities?.[0]?.lastFailure?.message ?? '';
}

it('a shop that is down for longer than its circuit stays open: releases wait, and go live once each', async () => {
  const { testStack } = own;
  const opened = await circuitWhen('an open circuit', ({ state }) => state === 'open');
  expect(opened.failures).toBe(CIRCUIT_SETTINGS.maxFailures);
  const shown = await fermata(['partner', 'show', PARTNER], testStack.env);
  expect(shown.stdout).toMatch(/circuit +open, next probe at .*; 10 failures in a row since /);
  await testStack.until('the reason of the wait in Temporal', async () =>
    /waits: north has failed too often in a row/.test(await reasonToWait(LATER)) ? true : undefined,
  );
  const failed = await circuitWhen(
    'a failed probe',
    ({ failures }) => failures > CIRCUIT_SETTINGS.maxFailures,
  );
  expect(failed).toMatchObject({ state: 'open', failingSince: opened.failingSince });
  for (const trackId of trackIds.values())
    expect(await testStack.track(trackId)).toMatchObject({ stage: 'publishing' });

  shop.comeUp();
  await circuitWhen('a closed circuit', ({ state }) => state === 'closed');
  for (const trackId of trackIds.values())
    await expectNothingDoubled(testStack, await testStack.stage(trackId, 'published'), [
      shop.stats,
    ]);
});
