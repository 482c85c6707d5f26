import { ApplicationFailure } from '@temporalio/common';
import { STEP_MUST_WAIT, TERRITORIES_LOST } from '@fermata/contracts/temporal';
import type { ReleasedVersion } from '@fermata/contracts/values';
import type { OfferStep } from '@fermata/domain/offer';
import type { ReleaseAuthority } from '@fermata/prisma';
import { notAuthorised } from '../not-authorised.ts';
import { type ProjectHolds, stepHeld } from '../project-held.ts';
import type {
  ConfirmInput,
  ReserveInput,
  TakedownInput,
  UpdateInput,
} from './activity-payloads.ts';

/** The catalogue's decisions about effects at partners. */
export type PartnerAuthority = Pick<
  ReleaseAuthority,
  | 'offerIssue'
  | 'offeredVersion'
  | 'waitReason'
  | 'updateDecision'
  | 'lostTerritories'
  | 'takedownIssue'
  | 'releaseOf'
  | 'releaseDate'
>;

/**
 * Throws NotAuthorisedError unless the catalogue knows the version as completed, approved and under release to this
 * partner, ProjectHeldError while the releases of the project are held, and StepMustWaitError while the track is held
 * or the terms wait for other partners.
 */
export async function assertStepAuthorised(
  { authority, holds }: { readonly authority: PartnerAuthority; readonly holds: ProjectHolds },
  step: OfferStep,
  { partner, ...request }: Omit<ReserveInput, 'idempotencyKey'>,
): Promise<void> {
  const issue = await authority.offerIssue({ ...request, partners: [partner] });
  if (issue !== null) throw notAuthorised(issue);
  const hold = await holds.find(request.projectId);
  if (hold !== null) throw stepHeld(hold);
  const reason = await authority.waitReason({ ...request, version: request.version.version }, step);
  if (reason !== null) throw ApplicationFailure.nonRetryable(reason, STEP_MUST_WAIT);
}

/**
 * Throws TerritoriesLostError if the delivered metadata have territories that were taken away since: the partner must
 * not sell the release there, not even until it shows an update.
 */
export async function assertNoTerritoryLost(
  authority: PartnerAuthority,
  { projectId, releaseId, partner }: Pick<ConfirmInput, 'projectId' | 'releaseId' | 'partner'>,
): Promise<void> {
  const lost = await authority.lostTerritories({ projectId, releaseId, partner });
  if (lost.length > 0)
    throw ApplicationFailure.nonRetryable(
      `since its delivery the release was withdrawn from ${lost.join(', ')}`,
      TERRITORIES_LOST,
    );
}

/** Throws NotAuthorisedError unless the partner's reference is registered for this release. */
export async function assertReferenceRegistered(
  authority: PartnerAuthority,
  {
    partner,
    partnerReference,
    projectId,
    releaseId,
  }: Pick<ConfirmInput, 'partner' | 'partnerReference' | 'projectId' | 'releaseId'>,
): Promise<void> {
  const owner = await authority.releaseOf(partner, partnerReference);
  if (owner?.projectId !== projectId || owner.releaseId !== releaseId)
    throw notAuthorised(
      `the reference ${partnerReference} of ${partner} is not registered for ${releaseId}`,
    );
}

/** The date of the release that partners show. Throws NotAuthorisedError unless the release has started. */
export async function startedReleaseDate(
  authority: PartnerAuthority,
  { projectId, releaseId }: Pick<ReserveInput, 'projectId' | 'releaseId'>,
): Promise<string> {
  const date = await authority.releaseDate({ projectId, releaseId });
  if (date === null) throw notAuthorised(`the release ${releaseId} has not started`);
  return date;
}

/** Whether a pause of the partner delays the update: not if it only takes territories away, or is refused anyway. */
export async function waitsForResume(
  authority: Pick<PartnerAuthority, 'updateDecision'>,
  update: UpdateInput,
): Promise<boolean> {
  const decision = await authority.updateDecision(update);
  return decision.issue === null && decision.waitsForResume;
}

/**
 * The version with the amended metadata. Throws NotAuthorisedError unless the amendment is requested and runs, the
 * partner sells the release, and no withdrawal or recall was requested; and ProjectHeldError while it must wait because
 * the releases of the project are held.
 */
export async function authorisedUpdate(
  { authority, holds }: { readonly authority: PartnerAuthority; readonly holds: ProjectHolds },
  update: UpdateInput,
): Promise<ReleasedVersion> {
  const decision = await authority.updateDecision(update);
  if (decision.issue !== null) throw notAuthorised(decision.issue);
  const hold = decision.waitsForResume ? await holds.find(update.projectId) : null;
  if (hold !== null) throw stepHeld(hold);
  return decision.version;
}

/**
 * Throws NotAuthorisedError unless the takedown is requested, or of a release that has not ended, and the
 * reference is one of this release. The partner is asked about a reference that is not registered: the answer to its
 * reservation was lost.
 */
export async function assertTakedownAuthorised(
  authority: PartnerAuthority,
  request: TakedownInput,
  findReservations: () => Promise<readonly { readonly partnerReference: string }[]>,
): Promise<void> {
  const { partner, partnerReference, projectId, releaseId } = request;
  const issue = await authority.takedownIssue({ ...request, partners: [partner] });
  if (issue !== null) throw notAuthorised(issue);
  const owner = await authority.releaseOf(partner, partnerReference);
  const isOwn =
    owner === null
      ? (await findReservations()).some((found) => found.partnerReference === partnerReference)
      : owner.projectId === projectId && owner.releaseId === releaseId;
  if (!isOwn)
    throw notAuthorised(
      `the reference ${partnerReference} of ${partner} does not belong to ${releaseId}`,
    );
}
