import { afterAll, beforeAll, expect, it } from 'vitest';
import { RecallDryRun, RecallView } from '@fermata/contracts/http';
import { Recipe } from '@fermata/contracts/values';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import { fermata } from '../testing/run-fermata.ts';

let own: OwnStack;
beforeAll(async () => {
  own = await startOwnStack();
});
afterAll(() => own.close());

const recall = (...args: string[]) => fermata(['recall', ...args, '--json'], own.testStack.env);

it('a recall of the engine takes everything off sale, and keeps it off until it is lifted', async () => {
  const { testStack } = own;
  const tracks = await Promise.all(
    [1, 2, 3].map((seed) =>
      testStack.create({ brief: { text: 'lo-fi', durationSeconds: 5, seed } }),
    ),
  );
  const [first = '', second = '', third = ''] = tracks;
  await Promise.all(tracks.map((trackId) => testStack.stage(trackId, 'review')));
  const sold = await Promise.all([first, second].map((trackId) => testStack.approve(trackId)));
  const recipeId = sold[0]?.versions[0]?.recipeId ?? '';
  const { engine } = await testStack.as('otto').get(`/v1/recipes/${recipeId}`, Recipe);
  const of = ['--engine', engine.sha256];

  const dry = RecallDryRun.parse((await recall('dry-run', ...of)).json());
  expect(dry).toMatchObject({
    ...{ expectedTracks: 2, expectedReleases: 2 },
    counts: { withdraw: 2, refuse: 1 },
  });
  const start = (expected: number) =>
    recall('start', ...of, '--reason', 'not licensed', '--expected-tracks', String(expected));
  expect((await start(1)).stderr).toContain('would withdraw or stop 2 tracks, not 1');
  const { recallId } = RecallView.parse((await start(dry.expectedTracks)).json());

  for (const { trackId, releaseId } of sold) {
    await testStack.stage(trackId, 'withdrawn');
    expect(await testStack.partnerStats(releaseId ?? '')).toMatchObject({ live: 0, takedowns: 1 });
  }
  const completed = await testStack.until('a completed recall', async () => {
    const view = RecallView.parse((await recall('show', recallId)).json());
    return view.state === 'completed' ? view : undefined;
  });
  expect(completed.counts).toMatchObject({ withdraw: 0, withdrawn: 2, refuse: 1 });

  expect(await testStack.decide(third, 'approve')).toMatchObject({
    ...{ outcome: 'refused', reason: 'recalled' },
  });
  const late = await testStack.create({ brief: { text: 'lo-fi', durationSeconds: 5, seed: 4 } });
  expect((await testStack.stage(late, 'failed')).now).toContain('is recalled');

  RecallView.parse((await recall('lift', recallId, '--reason', 'cleared')).json());
  expect((await testStack.approve(third)).partners).toMatchObject([{ state: 'live' }]);
});
