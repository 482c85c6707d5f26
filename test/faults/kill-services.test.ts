import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrackAccepted } from '@fermata/contracts/http';
import type { ServiceName } from '@fermata/stack';
import { closeReplayed } from '../testing/close-replayed.ts';
import { expectNothingDoubled } from '../testing/expect-nothing-doubled.ts';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';

const KILLED: readonly { service: ServiceName; when: string; seed: number }[] = [
  { service: 'api', when: 'stems', seed: 201 },
  { service: 'temporal', when: 'mixing', seed: 202 },
  { service: 'postgres', when: 'generating', seed: 203 },
  { service: 's3', when: 'stems', seed: 204 },
  { service: 'worker-audio', when: 'mixing', seed: 207 },
  { service: 'partner', when: 'publishing', seed: 205 },
];

let own: OwnStack;
beforeAll(async () => {
  own = await startOwnStack();
});
afterAll(() => closeReplayed(own));

describe('kill -9 of a service in the middle of a track', () => {
  it.each(KILLED)(
    '$service in stage $when: the track ends published, nothing doubled',
    async ({ service, when, seed }) => {
      const { testStack, stack } = own;
      const trackId = await testStack.create({
        brief: { text: 'synthwave', durationSeconds: 8, seed },
      });
      if (when === 'publishing') {
        await testStack.stage(trackId, 'review');
        await testStack.decide(trackId, 'approve');
      }
      await testStack.event(
        trackId,
        'track.stage-entered',
        (event) => event.data['stage'] === when,
      );
      await stack.service(service).kill('SIGKILL');
      if (when !== 'publishing') {
        await testStack.until('the review', () =>
          testStack.stage(trackId, 'review').catch(() => undefined),
        );
        await testStack.until('an answer to the decision', () =>
          testStack.decide(trackId, 'approve').catch(() => undefined),
        );
      }
      await expectNothingDoubled(
        testStack,
        await testStack.until('published', () =>
          testStack.stage(trackId, 'published').catch(() => undefined),
        ),
      );
    },
  );

  it('worker, before the accepted track has its first event: it is not lost', async () => {
    const { testStack, stack } = own;
    const worker = stack.service('worker');
    await worker.stop();
    const trackId = await testStack.create({
      brief: { text: 'lo-fi', durationSeconds: 8, seed: 206 },
    });
    expect(await testStack.as('ada').get(`/v1/tracks/${trackId}`, TrackAccepted)).toMatchObject({
      stage: 'accepted',
    });
    await stack.service('api').kill('SIGKILL');
    await worker.start();
    await testStack.until('the review', () =>
      testStack.stage(trackId, 'review').catch(() => undefined),
    );
    await expectNothingDoubled(testStack, await testStack.approve(trackId));
  });
});
