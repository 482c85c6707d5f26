import { ApplicationFailure } from '@temporalio/workflow';
import { NOT_AUTHORISED } from '@fermata/contracts/temporal';
import { call } from '../../call.ts';
import { authority, catalogue } from '../../proxies.ts';
import type { OfferRun } from '../offer-run.ts';

/**
 * The release has ended, so nothing keeps this sale but its request. Throws unless the catalogue still has it: a
 * withdrawal or a recall may have been requested during the last step.
 */
export async function keepRedelivery(run: OfferRun): Promise<void> {
  const { partner } = run;
  const { projectId, releaseId } = run.input;
  await run.journal.flushed();
  await call(authority.authoriseOffer, 'Check that it may stay on sale', run.input);
  const { offers } = await call(catalogue.readRelease, 'Read whether it is still requested', {
    projectId,
    releaseId,
  });
  if (offers.find((offer) => offer.partner === partner)?.redelivery !== 'requested')
    throw ApplicationFailure.nonRetryable(
      `the delivery of ${releaseId} to ${partner} is not requested, or no longer`,
      NOT_AUTHORISED,
    );
}
