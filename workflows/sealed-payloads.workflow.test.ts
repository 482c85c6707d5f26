import { Client, Connection } from '@temporalio/client';
import { afterAll, expect, test } from 'vitest';
import { TASK_QUEUES, UPDATES, WORKFLOWS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { harnessOfFile } from './testing/harness-of-file.ts';
import { sampleTrack } from './testing/sample-track.ts';
import { signedMessage } from './testing/signed-message.ts';
import { temporalAddress } from './testing/temporal-address.ts';

const TITLE = 'Nobody outside reads this title';
const harness = await harnessOfFile({ FERMATA_PAYLOAD_KEY: '0f'.repeat(32) });
/** Anybody who reaches Temporal: without the key. */
const stranger = new Client({
  connection: await Connection.connect({ address: temporalAddress() }),
});
afterAll(() => stranger.connection.close());

/** A track that waits for its review. */
async function openTrack() {
  const input = sampleTrack({ brief: { text: TITLE, title: TITLE } });
  const id = workflowIds.track(input.trackId);
  const handle = await harness.start(WORKFLOWS.track, id, input);
  await harness.event(id, 'review.opened');
  return { id, handle };
}

test('Temporal stores no title: neither in a payload nor in a search attribute', async () => {
  const { id, handle } = await openTrack();
  const seen = await stranger.workflow.getHandle(id).describe();
  expect(seen.typedSearchAttributes.get(searchAttributes.trackTitle)).toBeUndefined();
  expect(seen.typedSearchAttributes.get(searchAttributes.trackStage)).toBe('review');
  const history = JSON.stringify(await handle.fetchHistory(), (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
  expect(history).not.toContain(TITLE);
  await handle.terminate();
});

test('a command that is not sealed is refused, and the track goes on', async () => {
  const { id, handle } = await openTrack();
  const theirs = stranger.workflow.getHandle(id);
  const hold = signedMessage(id, UPDATES.hold, 'act_otto', {});
  await expect(theirs.executeUpdate(UPDATES.hold, { args: [hold] })).rejects.toThrow();
  await theirs.signal('decision', { token: 'a plain token of some length' });
  expect(await handle.executeUpdate(UPDATES.hold, { args: [hold] })).toMatchObject({
    outcome: 'accepted',
  });
  await harness.event(id, 'track.held');
  expect(harness.types(id).filter((type) => type === 'track.held')).toHaveLength(1);
  await handle.terminate();
});

test('a workflow that somebody starts without the key does nothing', async () => {
  const input = sampleTrack();
  const id = workflowIds.track(input.trackId);
  const theirs = await stranger.workflow.start(WORKFLOWS.track, {
    taskQueue: TASK_QUEUES.control,
    workflowId: id,
    args: [input],
  });
  await expect(theirs.result()).rejects.toThrow();
  expect(harness.events(id)).toEqual([]);
});
