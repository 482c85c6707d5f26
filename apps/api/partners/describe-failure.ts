import type { PartnerFailure } from '@fermata/partners';

/** Why a partner did not answer as it should, in one sentence. */
export function describeFailure(failure: PartnerFailure): string {
  if (failure.kind === 'answered')
    return `the partner answers ${failure.status}: ${failure.detail}`;
  return failure.kind === 'unreachable' ? `no connection: ${failure.detail}` : failure.detail;
}
