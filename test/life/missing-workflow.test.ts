import { afterAll, expect, inject, it } from 'vitest';
import { ReleaseAccepted, ReleaseView } from '@fermata/contracts/http';
import { workflowIds } from '@fermata/contracts/values';
import { fermata } from '../testing/run-fermata.ts';
import { TestStack } from '../testing/test-stack.ts';

const { env, keys } = inject('stack');
const testStack = new TestStack({ env, keys });
afterAll(() => testStack.close());

async function run(...args: string[]) {
  const ended = await fermata(args, env);
  expect(ended.code, ended.stderr).toBe(0);
  return ended;
}

it('a release whose workflow was terminated runs again by itself, and is sold when a person starts it', async () => {
  const trackId = await testStack.create({
    brief: { text: 'lo-fi', title: 'Left Alone', durationSeconds: 5, seed: 2600 },
    release: { publishOn: 'request' },
  });
  await testStack.stage(trackId, 'review');
  await testStack.decide(trackId, 'approve');
  await testStack.stage(trackId, 'approved');
  const created = await run(
    ...['release', 'create', '--title', 'Left Alone', '--recording', `${trackId}@1`],
    ...['--partner', 'sandbox', '--publish-on', 'request', '--json'],
  );
  const { releaseId } = ReleaseAccepted.parse(created.json());
  const { workflow } = await testStack.temporal();
  const release = workflow.getHandle(workflowIds.release(releaseId));
  const { runId } = await release.describe();
  await release.terminate('an accident');

  await testStack.until('another run', async () => {
    const now = await release.describe();
    return now.status.name === 'RUNNING' && now.runId !== runId ? true : undefined;
  });
  await run('release', 'start', releaseId);
  const sold = await testStack.until('the end', async () => {
    const view = ReleaseView.parse((await run('release', 'show', releaseId, '--json')).json());
    return view.endedAt === null ? undefined : view;
  });
  expect(sold).toMatchObject({ outcome: 'live', partners: [{ name: 'sandbox', state: 'live' }] });
});
