import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { workflowIds } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness({ limits: { startsAtOnce: 2, startsPerSecond: 1 } });
});
afterAll(() => harness.stop());

const Accepted = z.object({ trackId: z.string() });

/** Seconds from the acceptance of a new track to its start. */
async function startDelay(seed: number, changes: object = {}): Promise<number> {
  const { status, body } = await harness.ask('POST', '/v1/tracks', {
    key: KEYS.ada,
    headers: { 'idempotency-key': `pace-${seed}` },
    body: { brief: { text: 'lo-fi', durationSeconds: 8, seed }, ...changes },
  });
  expect(status).toBe(202);
  const { trackId } = Accepted.parse(body);
  const { startTime, executionTime } = await harness.client.workflow
    .getHandle(workflowIds.track(trackId))
    .describe();
  return (Number(executionTime) - Number(startTime)) / 1000;
}

it('tracks requested together start one after another, but one for whose pick a person waits at once', async () => {
  expect(await startDelay(1)).toBe(0);
  const delays = [await startDelay(2), await startDelay(3), await startDelay(4)];
  expect(delays[2]).toBeGreaterThan(0.1);
  expect(delays[2]).toBeGreaterThan(delays[1] ?? 0);
  expect(await startDelay(5, { pick: { by: 'person' } })).toBe(0);
});
