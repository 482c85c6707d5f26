import { describe, expect, it } from 'vitest';
import { deriveId, parseJson, workflowIds } from '@fermata/contracts/values';
import { harnessOfFile } from './testing/harness-of-file.ts';
import { runTrack } from './testing/run-track.ts';
import { type AllActivities, scriptedActivities } from './testing/scripted-activities.ts';

const harness = await harnessOfFile();

/** Temporal takes any result for an activity: these come from no worker of ours. */
const answerInstead = (
  activity: keyof ReturnType<typeof scriptedActivities>,
  results: readonly string[],
): Partial<AllActivities> => {
  const left = [...results];
  const usual = scriptedActivities();
  return {
    [activity]: (input: never) => {
      const result = left.shift();
      return result === undefined ? usual[activity](input) : Promise.resolve(parseJson(result));
    },
  };
};

const callsOf = (workflowId: string, activity: string): number =>
  harness.calls.filter((call) => call.workflowId === workflowId && call.activity === activity)
    .length;

describe.concurrent('the result of an activity', () => {
  it.each([
    ['interpretBrief', ['null', '"warm"']],
    ['planCandidates', ['[]', '[{"candidateId":7}]']],
    ['generateCandidate', ['{"__proto__":null}', '[[]]']],
    ['enrichTrack', ['{"title":7}', '0']],
  ] as const)('is asked for again when that of %s has another form', async (activity, results) => {
    const track = await runTrack(harness, { candidates: 1 }, answerInstead(activity, results));
    await track.review();
    expect(callsOf(track.id, activity)).toBe(3);
  });

  it('in another form at every attempt fails the track, and no task of its workflow', async () => {
    const track = await runTrack(harness, {}, answerInstead('enrichTrack', ['{}', '{}', '{}']));
    const { data } = await harness.event(track.id, 'track.failed');
    expect(data.detail).toContain('enrichTrack returned no valid result');
    const { events } = await track.handle.fetchHistory();
    expect(events?.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
  });

  it('in another form at every attempt makes a release compensate', async () => {
    const track = await runTrack(harness, { release: { answerSeconds: 1 } });
    const releaseId = deriveId('rel', track.trackId, 1);
    const offer = workflowIds.offer(releaseId, 'sandbox');
    harness.script(offer, answerInstead('deliver', ['{}', 'true', '{"files":-1}']));
    await track.decide('approve');
    const { data } = await harness.event(workflowIds.release(releaseId), 'release.ended');
    expect(data.outcome).toBe('failed');
    expect(data.detail).toContain('deliver returned no valid result');
    expect(harness.types(offer)).toContain('offer.withdrawn');
  });
});
