import { expect, it } from 'vitest';
import { openPolicy } from '@fermata/policy';
import { createPolicyActivities } from './create-policy-activities.ts';

it('decides by the policy set and answers a deny as a value', async () => {
  const policy = openPolicy();
  const { decidePolicy } = createPolicyActivities({ policy });
  const decision = await decidePolicy({
    action: 'publish',
    projectId: 'default',
    trackId: 'trk_000000000000000000000001',
    version: 1,
    use: 'commercial',
    model: { name: 'rules', licence: 'Apache-2.0' },
    durationSeconds: 30,
    askedDurationSeconds: 30,
    integratedLufs: -14,
    targetLufs: -14,
    truePeakDbtp: -1,
    ceilingDbtp: -1,
  });
  expect(decision).toMatchObject({
    outcome: 'deny',
    policySetSha256: policy.policySetSha256,
    reasons: [{ policyId: 'disclosure.missing' }],
  });
});
