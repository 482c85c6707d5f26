import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { deriveId, ReleaseTerms } from '@fermata/contracts/values';
import { sampleVersion } from '../testing/sample-version.ts';
import { createAuthorityActivities } from './create-authority-activities.ts';

const tokenSecret = '0f'.repeat(32);
const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 1);
const input = {
  ...{ projectId: 'default', releaseId, trackId, requestedBy: 'act_ada' },
  version: sampleVersion,
  terms: ReleaseTerms.parse({}),
};

test('a refused release is recorded in its project, and nowhere for an invented project', async () => {
  const refusals: unknown[] = [];
  const { authoriseRelease } = createAuthorityActivities({
    tokenSecret,
    catalogue: {
      tokens: { spend: () => Promise.resolve(true), spenderOf: () => Promise.resolve(null) },
      keys: { rolesOf: () => Promise.resolve([]) },
      reviewMinimum: {
        find: () => Promise.reject(new Error('only a track asks for it')),
      },
      authority: {
        releaseIssue: () => Promise.resolve('no review has approved it'),
        takeDownIssue: () => Promise.resolve(null),
        knowsProject: (projectId) => Promise.resolve(projectId === 'default'),
      },
      events: {
        appendNextOnce: (event) => {
          refusals.push([event.stream, event.type, event.workflowId, event.data]);
          return Promise.resolve(null);
        },
      },
    },
  });
  const workflowId = `release/${releaseId}`;
  for (const projectId of ['default', 'invented'])
    await expect(
      new MockActivityEnvironment({ workflowExecution: { workflowId, runId: 'run' } }).run(() =>
        authoriseRelease({ ...input, projectId }),
      ),
    ).rejects.toMatchObject({ type: 'NotAuthorised', nonRetryable: true });
  expect(refusals).toEqual([
    [
      'project/default',
      'release.refused',
      workflowId,
      { releaseId, trackId, detail: 'no review has approved it' },
    ],
  ]);
});
