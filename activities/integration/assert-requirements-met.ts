import { ApplicationFailure } from '@temporalio/common';
import { cleanText, deliveredFiles } from '@fermata/contracts/values';
import { unmetRequirements } from '@fermata/domain/partner';
import type { ReserveInput } from './activity-payloads.ts';
import type { FoundPartner } from './find-partner.ts';

/** Throws a final failure with a clause for each requirement of the partner that the release does not meet. */
export function assertRequirementsMet(
  { managed }: Pick<FoundPartner, 'managed'>,
  { partner, version }: Pick<ReserveInput, 'partner' | 'version'>,
  upc: { readonly upc?: string },
): void {
  const unmet = unmetRequirements(managed?.requirements ?? {}, {
    ...upc,
    version: { ...version, files: deliveredFiles(version) },
  });
  if (unmet.length === 0) return;
  throw ApplicationFailure.nonRetryable(
    cleanText(
      `not sent, as it does not meet the requirements of ${partner}: ${unmet.join('; ')}`,
      1000,
    ),
    'PartnerRequirementsError',
  );
}
