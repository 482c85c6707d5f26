import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrackAccepted } from '@fermata/contracts';
import type { PartName } from '@fermata/stack';
import { expectNothingDoubled } from '../rig/expect-nothing-doubled.ts';
import { startOwnHouse, type OwnHouse } from '../rig/own-house.ts';
import { replayHistories } from '../rig/replay-histories.ts';

const PARTS: readonly { part: PartName; when: string; seed: number }[] = [
  { part: 'api', when: 'stems', seed: 201 },
  { part: 'temporal', when: 'mixing', seed: 202 },
  { part: 'postgres', when: 'generating', seed: 203 },
  { part: 's3', when: 'stems', seed: 204 },
  { part: 'partner', when: 'publishing', seed: 205 },
];

let own: OwnHouse;
beforeAll(async () => { own = await startOwnHouse(); });
afterAll(async () => {
  expect(await replayHistories(await own.house.temporal())).toBeGreaterThan(0);
  await own.close();
});

describe('kill -9 of a part in the middle of a track', () => {
  it.each(PARTS)('$part in stage $when: the track ends published, nothing doubled', async ({ part, when, seed }) => {
    const { house, stack } = own;
    const trackId = await house.create({ brief: { text: 'synthwave', durationSeconds: 8, seed } });
    if (when === 'publishing') {
      await house.stage(trackId, 'review');
      await house.decide(trackId, 'approve');
    }
    await house.event(trackId, 'track.stage-entered', (event) => event.data['stage'] === when);
    await stack.part(part).kill('SIGKILL');
    if (when !== 'publishing') {
      await house.until('the review', () => house.stage(trackId, 'review').catch(() => undefined));
      await house.until('an answer to the decision', () => house.decide(trackId, 'approve').catch(() => undefined));
    }
    await expectNothingDoubled(house, await house.until('published', () => house.stage(trackId, 'published').catch(() => undefined)));
  });

  it('worker, before the accepted track has its first event: it is not lost', async () => {
    const { house, stack } = own;
    const worker = stack.part('worker');
    await worker.stop();
    const trackId = await house.create({ brief: { text: 'lo-fi', durationSeconds: 8, seed: 206 } });
    expect(await house.as('ada').get(`/v1/tracks/${trackId}`, TrackAccepted)).toMatchObject({ stage: 'accepted' });
    await stack.part('api').kill('SIGKILL');
    await worker.start();
    await house.until('the review', () => house.stage(trackId, 'review').catch(() => undefined));
    await expectNothingDoubled(house, await house.approved(trackId));
  });
});
