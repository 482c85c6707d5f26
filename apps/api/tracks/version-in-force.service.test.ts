import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventData, EventType, NewEvent } from '@fermata/contracts/events';
import { VersionComparison } from '@fermata/contracts/http';
import { SAMPLE_RECIPE } from '../../../prisma/testing/sample-recipe.ts';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

/** A track whose second version, of 80 beats a minute, is under review after a first one of 120. */
async function secondReview(name: string) {
  const { catalogue } = harness;
  const { events, recipes, trackId, streams, reviewIds, versionSha256s } = sampleTrack(name);
  const saved = await Promise.all(
    [80, 120].map((tempoBpm) =>
      catalogue.recipes.save('default', {
        ...SAMPLE_RECIPE,
        composition: { ...SAMPLE_RECIPE.composition, tempoBpm },
      }),
    ),
  );
  const opened = events.findLastIndex(({ type }) => type === 'review.opened') + 1;
  const stored = recipes.reduce(
    (text, recipeId, at) => text.replaceAll(recipeId, saved[at] ?? ''),
    JSON.stringify(events.slice(0, opened)),
  );
  await catalogue.events.append(JSON.parse(stored) as NewEvent[]);
  let sequence = events.slice(0, opened).filter(({ stream }) => stream === streams.track).length;
  const append = async <T extends EventType>(type: T, data: EventData<T>): Promise<void> => {
    await catalogue.events.append([
      {
        ...{ projectId: 'default', stream: streams.track, sequence: ++sequence, type, data },
        ...{ occurredAt: '2026-11-22T12:00:00.000Z', actor: 'act_rita' },
        ...{ workflowId: streams.track, runId: 'run' },
      } as NewEvent,
    ]);
  };
  const approveFirst = async (): Promise<void> => {
    const approved = { version: 1, versionSha256: versionSha256s[0] };
    const [, reviewId] = reviewIds;
    const completed = await catalogue.versions.findCompleted({
      ...{ projectId: 'default', trackId, version: 1 },
    });
    if (!completed) throw new Error('version 1 is not completed');
    await append('review.closed', { reviewId, outcome: 'approved', approved });
    await append('track.version-restored', { reviewId, ...approved, intent: completed.intent });
    await append('track.stage-entered', { stage: 'approved', version: 1 });
  };
  return { trackId, approveFirst };
}

it('a note without a version is about the one in force, also if that is an earlier one', async () => {
  const { trackId, approveFirst } = await secondReview('noted');
  const understood = async (): Promise<unknown> =>
    (
      await harness.ask('POST', `/v1/tracks/${trackId}/edits/understand`, {
        key: KEYS.ada,
        body: { note: '10 bpm faster' },
      })
    ).body;
  expect(await understood()).toMatchObject({ edits: [{ op: 'tempo', bpm: 90 }] });
  await approveFirst();
  expect(await understood()).toMatchObject({ edits: [{ op: 'tempo', bpm: 130 }] });
});

it('a comparison without versions ends with the one in force', async () => {
  const { trackId, approveFirst } = await secondReview('compared');
  const compared = async (): Promise<number[]> => {
    const { body } = await harness.ask('GET', `/v1/tracks/${trackId}/compare`, { key: KEYS.rita });
    return VersionComparison.parse(body).versions.map(({ version }) => version);
  };
  expect(await compared()).toEqual([1, 2]);
  await approveFirst();
  expect(await compared()).toEqual([2, 1]);
});
