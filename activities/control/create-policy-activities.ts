import type { PolicyDecision, PolicyQuestion } from '@fermata/contracts/values';
import type { Policy } from '@fermata/policy';

/** The policy plane. A deny is an answer, not an error: there is nothing to try again. */
export function createPolicyActivities({ policy }: { policy: Policy }) {
  return {
    async decidePolicy(question: PolicyQuestion): Promise<PolicyDecision> {
      return policy.decide(question);
    },
  };
}
