import { z } from 'zod';
import { CommandResult } from '../values/command-result.ts';
import { CandidateId, TrackId, WithdrawalId } from '../values/ids.ts';
import { plainText } from '../values/plain-text.ts';
import { PartnerNames } from '../values/track-terms.ts';

export const PickRequest = z.strictObject({ candidateId: CandidateId });

export const ReasonRequest = z.strictObject({ reason: plainText(500).optional() });

/** `partners`: it is taken down at these, and stays with others; absent: at all. */
export const WithdrawRequest = z.strictObject({
  reason: plainText(500),
  partners: PartnerNames.optional(),
});

export const WithdrawAccepted = z
  .object({ withdrawalId: WithdrawalId, workflowId: z.string(), trackId: TrackId })
  .meta({ id: 'WithdrawAccepted' });

export const CommandResultView = CommandResult.meta({ id: 'CommandResult' });
