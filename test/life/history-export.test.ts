import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, expect, inject, it } from 'vitest';
import { workflowIds } from '@fermata/contracts/values';
import { HISTORY_EXPORT } from '@fermata/temporal-config/schedules';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

it('the history of a closed workflow is exported to S3', async () => {
  const trackId = await testStack.create({
    brief: { text: 'lo-fi', durationSeconds: 8, seed: 601 },
  });
  await testStack.stage(trackId, 'review');
  await testStack.decide(trackId, 'reject');
  await testStack.stage(trackId, 'archived');
  const temporal = await testStack.temporal();
  const { runId } = await temporal.workflow.getHandle(workflowIds.track(trackId)).describe();
  const s3 = new S3Client({
    endpoint: testStack.variable('S3_ENDPOINT'),
    region: testStack.variable('S3_REGION'),
    forcePathStyle: true,
    credentials: {
      accessKeyId: testStack.variable('S3_ACCESS_KEY_ID'),
      secretAccessKey: testStack.variable('S3_SECRET_ACCESS_KEY'),
    },
  });
  const kept = await testStack.until('the history in S3', async () => {
    // Visibility lists closed workflows with a delay, so one run of the schedule may come too early.
    await temporal.schedule.getHandle(HISTORY_EXPORT.scheduleId).trigger();
    return s3
      .send(
        new HeadObjectCommand({
          Bucket: testStack.variable('S3_BUCKET'),
          Key: `history/${workflowIds.track(trackId)}/${runId}.json`,
        }),
      )
      .catch(() => undefined);
  });
  expect(kept.ContentLength).toBeGreaterThan(1000);
  s3.destroy();
});
