import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  isCancellation,
  log,
} from '@temporalio/workflow';
import { refusalOf } from '../../amendment/update-partner.ts';
import {
  askForMetadata,
  assertOnSale,
  isNotShown,
  type Pause,
  stateOffSale,
  waitUntilShown,
} from '../../amendment/wait-until-shown.ts';
import { call } from '../../call.ts';
import { isNotAuthorised } from '../../is-not-authorised.ts';
import { authority, catalogue, integration } from '../../proxies.ts';
import { reasonOf } from '../../reason-of.ts';
import type { OfferRun } from '../offer-run.ts';
import { REJECTED_WHILE_WAITING, whenAllowed } from '../when-allowed.ts';

/**
 * Sends the metadata that were requested since the delivery. An amendment reaches only the partners that sell the
 * release while it runs, so it has left this one out. A partner that does not show them keeps its version, on record,
 * unless a territory that was taken away would stay on sale there. Throws then, and when the partner no longer sells
 * the release.
 */
export async function sendAmendedMetadata(run: OfferRun, partnerReference: string): Promise<void> {
  const { partner } = run;
  for (;;) {
    // Amendments that are requested from now on see the stored sale, and reach the partner themselves.
    await run.journal.flushed();
    const metadataVersion = await requestedVersion(run);
    if (metadataVersion <= run.metadataVersion) return;
    try {
      await update(run, partnerReference, metadataVersion);
    } catch (error) {
      if (isCancellation(error)) throw error;
      assertNotRejected(run, error);
      if (!isOfUpdate(error) || stateOffSale(error) !== null) throw error;
      // A later amendment has been requested.
      if ((await requestedVersion(run)) !== metadataVersion) continue;
      if (isNotAuthorised(error) || (await takesTerritories(run))) throw error;
      const refusal = refusalOf(error);
      log.warn('a partner keeps its metadata', { partner, metadataVersion, ...refusal });
      await run.record({
        type: 'delivery.not-updated',
        data: { partner, metadataVersion, ...refusal },
      });
      return;
    }
  }
}

/** A rejection is an answer of the partner, not a failure of the update. */
function assertNotRejected(run: OfferRun, error: unknown): void {
  if (run.isRejected || stateOffSale(error) === 'rejected')
    throw ApplicationFailure.nonRetryable(
      run.answers.verdict?.answer === 'rejected' ? run.answers.verdict.detail : reasonOf(error),
      REJECTED_WHILE_WAITING,
    );
}

/** Whether the partner, or the catalogue, is the cause. A refused event is another failure. */
const isOfUpdate = (error: unknown): boolean =>
  isNotShown(error) ||
  isNotAuthorised(error) ||
  (error instanceof ActivityFailure &&
    (error.activityType === 'update' || error.activityType === 'askPartner'));

async function requestedVersion({ input }: OfferRun): Promise<number> {
  const { projectId, releaseId } = input;
  const { metadataVersion } = await call(
    catalogue.requestedMetadata,
    'Read whether an amendment was requested since the delivery',
    { projectId, releaseId },
  );
  return metadataVersion;
}

async function takesTerritories({ input, partner }: OfferRun): Promise<boolean> {
  const { projectId, releaseId } = input;
  const lost = await call(
    authority.lostTerritories,
    `Read whether the amendment takes territories away at ${partner}`,
    { projectId, releaseId, partner },
  );
  return lost.length > 0;
}

async function update(
  run: OfferRun,
  partnerReference: string,
  metadataVersion: number,
): Promise<void> {
  const { partner } = run;
  const { projectId, trackId, releaseId, terms } = run.input;
  const reservation = { projectId, partner, partnerReference };
  const summary = `Send metadata version ${metadataVersion} to ${partner}`;
  const pause = untilChanged(run);
  try {
    await whenAllowed(run, () => {
      run.setDetails(summary);
      return call(integration.update, summary, {
        ...{ ...reservation, trackId, releaseId, metadataVersion },
      });
    });
  } catch (error) {
    if (isCancellation(error) || isNotAuthorised(error) || run.isRejected) throw error;
    // The answer may have been lost, or a later amendment was faster: the version that the partner shows decides.
    const asked = await askForMetadata(reservation).catch(() => null);
    if (asked !== null) assertOnSale(partner, asked.state);
    if (asked === null || asked.shown < metadataVersion) throw error;
  }
  const showSeconds = terms.takedownSeconds;
  const taken = { ...reservation, metadataVersion, showSeconds };
  run.metadataVersion = await waitUntilShown(taken, pause);
  await run.record({
    type: 'delivery.updated',
    data: { partner, metadataVersion: run.metadataVersion },
  });
}

/** A pause that a rejection, a recall, or a withdrawal ends at once. Throws unless the offer may go on. */
function untilChanged(run: OfferRun): Pause {
  let seen = run.changes;
  return async (milliseconds, summary) => {
    await condition(
      () => run.changes > seen || run.isRejected || run.journal.failed,
      milliseconds,
      { summary },
    );
    await run.journal.flushed();
    assertNotRejected(run, null);
    if (run.changes === seen) return;
    seen = run.changes;
    await call(authority.authoriseOffer, 'Check that it may stay on sale', run.input);
  };
}
