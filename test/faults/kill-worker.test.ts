import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '@fermata/contracts/values';
import { expectNothingDoubled } from '../testing/expect-nothing-doubled.ts';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import { replayHistories } from '../testing/replay-histories.ts';

const STEPS: readonly Stage[] = [
  'interpreting',
  'planning',
  'generating',
  'evaluating',
  'picking',
  'stems',
  'mixing',
  'mastering',
  'enriching',
  'policy',
  'review',
  'publishing',
];

let own: OwnStack;
beforeAll(async () => {
  own = await startOwnStack();
});
afterAll(async () => {
  // Stop the stack even if a history does not replay.
  try {
    expect(await replayHistories(await own.testStack.temporal())).toBeGreaterThan(0);
  } finally {
    await own.close();
  }
});

describe('kill -9 of both workers', () => {
  it.each(STEPS)('in stage %s: the track ends published, nothing doubled', async (stage) => {
    const { testStack, stack } = own;
    const trackId = await testStack.create({
      brief: { text: 'lo-fi', durationSeconds: 8, seed: STEPS.indexOf(stage) + 100 },
    });
    if (stage === 'publishing') {
      await testStack.stage(trackId, 'review');
      await testStack.decide(trackId, 'approve');
    }
    await testStack.event(trackId, 'track.stage-entered', (event) => event.data['stage'] === stage);
    await Promise.all(
      (['worker', 'worker-audio'] as const).map((name) => stack.service(name).kill('SIGKILL')),
    );
    if (stage !== 'publishing') {
      await testStack.stage(trackId, 'review');
      // Without a worker an update is answered 503 and is safe to retry; the client retries it.
      await testStack.until('an answer to the decision', () =>
        testStack.decide(trackId, 'approve').catch(() => undefined),
      );
    }
    await expectNothingDoubled(testStack, await testStack.stage(trackId, 'published'));
  });
});
