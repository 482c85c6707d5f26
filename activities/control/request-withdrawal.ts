import type { WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { cleanText, SYSTEM_ACTOR } from '@fermata/contracts/values';
import { prepareWithdrawal } from '@fermata/domain/withdrawal';
import type { Catalogue } from '@fermata/prisma';
import { callingWorkflow } from '../calling-workflow.ts';

/** In characters. A takedown has room for 500 UTF-16 units, of which a character has two at most. */
const MAX_REASON_LENGTH = 250;

/**
 * Requests the withdrawal of a release, which the caller has authorised, from the named partners or from all. A
 * repeat returns the same request. A long reason is cut off.
 */
export async function requestWithdrawal(
  withdrawals: Pick<Catalogue['withdrawals'], 'request'>,
  input: {
    readonly projectId: string;
    readonly trackId: string;
    readonly releaseId: string;
    readonly reason: string;
    readonly partners?: readonly string[];
    /** Default: the system. */
    readonly actor?: string;
  },
  sale: Parameters<typeof prepareWithdrawal>[1],
): Promise<WithdrawalWorkflowInput> {
  const { projectId, actor = SYSTEM_ACTOR } = input;
  const reason = cleanText(input.reason, MAX_REASON_LENGTH).trim();
  const { request, inputOf } = prepareWithdrawal({ ...input, reason }, sale);
  return inputOf(
    await withdrawals.request({
      projectId,
      occurredAt: new Date().toISOString(),
      actor,
      ...callingWorkflow(),
      ...request,
    }),
  );
}
