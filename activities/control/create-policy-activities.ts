import type { PolicyDecision, PolicyQuestion } from '@fermata/contracts/values';
import type { Policy } from '@fermata/policy';

/** Asks the policy service. A deny is a result, not an error, and is not retried. */
export function createPolicyActivities({ policy }: { policy: Policy }) {
  return {
    async decidePolicy(question: PolicyQuestion): Promise<PolicyDecision> {
      return policy.decide(question);
    },
  };
}
