import type { WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { cleanText, SYSTEM_ACTOR } from '@fermata/contracts/values';
import { prepareWithdrawal } from '@fermata/domain/withdrawal';
import type { Catalogue } from '@fermata/prisma';
import { callingWorkflow } from '../calling-workflow.ts';

/** In characters. A takedown has room for 500 UTF-16 units, of which a character has two at most. */
const MAX_REASON_LENGTH = 250;

interface Request {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly reason: string;
  readonly partners?: readonly string[];
  readonly requestKey?: string;
}

type Sale = Parameters<typeof prepareWithdrawal>[1];

/**
 * Requests the withdrawal of a release, which the caller has authorised, from the named partners or from all. A
 * repeat returns the same request. A long reason is cut off. `actor`: the system if it is absent.
 */
export async function requestWithdrawal(
  withdrawals: Pick<Catalogue['withdrawals'], 'request'>,
  { actor = SYSTEM_ACTOR, ...input }: Request & { readonly actor?: string },
  sale: Sale,
): Promise<WithdrawalWorkflowInput> {
  const { request, inputOf } = prepare(input, sale);
  return inputOf(
    await withdrawals.request({
      projectId: input.projectId,
      occurredAt: new Date().toISOString(),
      actor,
      ...callingWorkflow(),
      ...request,
    }),
  );
}

/**
 * As `requestWithdrawal`, from one partner. If a withdrawal of any origin is open there, it is the one: two requests at
 * the same time get the same one.
 */
export async function requestPartnerWithdrawal(
  withdrawals: Pick<Catalogue['withdrawals'], 'requestUnlessOpen'>,
  input: Omit<Request, 'partners'>,
  { partner, sale }: { readonly partner: string; readonly sale: Sale },
): Promise<WithdrawalWorkflowInput> {
  const { request, inputOf } = prepare({ ...input, partners: [partner] }, sale);
  const stored = await withdrawals.requestUnlessOpen(
    {
      projectId: input.projectId,
      occurredAt: new Date().toISOString(),
      actor: SYSTEM_ACTOR,
      ...callingWorkflow(),
      ...request,
    },
    partner,
  );
  return inputOf(stored, stored.withdrawalId);
}

/** The same withdrawal, if it was requested before and a partner is left. Requests nothing. */
export async function findWithdrawal(
  withdrawals: Pick<Catalogue['withdrawals'], 'find'>,
  input: Request,
  sale: Sale,
): Promise<WithdrawalWorkflowInput | null> {
  const { request, inputOf } = prepare(input, sale);
  const stored = await withdrawals.find(input.projectId, request.data.withdrawalId);
  const found = stored && inputOf(stored);
  return found === null || found.offers.length === 0 ? null : found;
}

/** The open withdrawal of the release from the partner, of any origin; null if nothing is left there. */
export async function findOpenWithdrawal(
  withdrawals: Pick<Catalogue['withdrawals'], 'findOpen'>,
  input: Omit<Request, 'partners'>,
  { partner, sale }: { readonly partner: string; readonly sale: Sale },
): Promise<WithdrawalWorkflowInput | null> {
  const { projectId, releaseId } = input;
  const open = await withdrawals.findOpen({ projectId, releaseId, partner });
  const found = open && prepare(input, sale).inputOf(open, open.withdrawalId);
  return found?.offers.some((offer) => offer.partner === partner) === true ? found : null;
}

const prepare = (input: Request, sale: Sale) =>
  prepareWithdrawal({ ...input, reason: cleanText(input.reason, MAX_REASON_LENGTH).trim() }, sale);
