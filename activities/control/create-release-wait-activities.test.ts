import { expect, test } from 'vitest';
import type { ProjectHold } from '@fermata/contracts/values';
import type { ActiveRecall } from '@fermata/domain/recall';
import { createReleaseWaitActivities } from './create-release-wait-activities.ts';

const trackId = 'trk_waiting';

/** `hold`: of every project; `recall`: of every recording. */
const activities = ({
  hold = null,
  recall = null,
}: {
  hold?: ProjectHold | null;
  recall?: ActiveRecall | null;
}) =>
  createReleaseWaitActivities({
    catalogue: {
      projectHolds: { find: () => Promise.resolve(hold) },
      recalls: { ofVersions: () => Promise.resolve(recall) },
    },
  });

test('the question for the end of a hold is repeated until the project is resumed', async () => {
  const hold = { reason: 'an audit', heldBy: 'act_otto', heldAt: '2027-03-01T08:00:00.000Z' };
  const ask = (current: ProjectHold | null) =>
    activities({ hold: current }).awaitProjectResume({ projectId: 'default' });
  await expect(ask(hold)).rejects.toMatchObject({
    type: 'ProjectHeldError',
    nextRetryDelay: 10_000,
    message: expect.stringContaining('an audit; resume them with: fermata project') as unknown,
  });
  await expect(ask(hold)).rejects.not.toMatchObject({ nonRetryable: true });
  await expect(ask(null)).resolves.toBeUndefined();
});

test('a release that is due waits for the end of a recall, and the question is repeated until then', async () => {
  const recall: ActiveRecall = {
    ...{ recallId: 'rcl_1', reason: 'not licensed' },
    subject: { kind: 'model', name: 'theory', version: '2' },
  };
  const sentence = 'the model theory@2 is recalled (rcl_1): not licensed';
  const due = { projectId: 'default', recordings: [{ trackId, version: 1 }] };
  const recalled = activities({ recall });
  expect(await recalled.recallInEffect(due)).toBe(sentence);
  await expect(recalled.awaitRecallLifted(due)).rejects.toMatchObject({
    ...{ type: 'StillRecalledError', nextRetryDelay: 60_000 },
    message: `${sentence}; end it with: fermata recall lift rcl_1`,
  });
  await expect(recalled.awaitRecallLifted(due)).rejects.not.toMatchObject({ nonRetryable: true });
  const { recallInEffect, awaitRecallLifted } = activities({});
  expect(await recallInEffect(due)).toBeNull();
  await expect(awaitRecallLifted(due)).resolves.toBeUndefined();
});
