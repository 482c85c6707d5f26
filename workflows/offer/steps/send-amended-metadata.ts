import { askForMetadata, waitUntilShown } from '../../amendment/wait-until-shown.ts';
import { call } from '../../call.ts';
import { isNotAuthorised } from '../../is-not-authorised.ts';
import { catalogue, integration } from '../../proxies.ts';
import type { OfferRun } from '../offer-run.ts';

/**
 * Sends the metadata that were requested since the delivery. An amendment reaches only the partners that sell the
 * release while it runs, so it has left this one out: without the update a territory that was taken away would be on
 * sale here. Throws if the partner does not show them, and the offer is then withdrawn.
 */
export async function sendAmendedMetadata(run: OfferRun, partnerReference: string): Promise<void> {
  for (;;) {
    // Amendments that are requested from now on see the stored sale, and reach the partner themselves.
    await run.journal.flushed();
    const metadataVersion = await requestedVersion(run);
    if (metadataVersion <= run.metadataVersion) return;
    try {
      await update(run, partnerReference, metadataVersion);
    } catch (error) {
      // A later amendment has been requested.
      if (!isNotAuthorised(error) || (await requestedVersion(run)) === metadataVersion) throw error;
    }
  }
}

async function requestedVersion({ input }: OfferRun): Promise<number> {
  const { projectId, releaseId } = input;
  const { metadataVersion } = await call(
    catalogue.requestedMetadata,
    'Read whether an amendment was requested since the delivery',
    { projectId, releaseId },
  );
  return metadataVersion;
}

async function update(
  run: OfferRun,
  partnerReference: string,
  metadataVersion: number,
): Promise<void> {
  const { partner } = run;
  const { projectId, trackId, releaseId, terms } = run.input;
  const reservation = { partner, partnerReference };
  const summary = `Send metadata version ${metadataVersion} to ${partner}`;
  try {
    await run.whenAllowed(() => {
      run.setDetails(summary);
      return call(integration.update, summary, {
        ...{ projectId, trackId, releaseId, ...reservation, metadataVersion },
      });
    });
  } catch (error) {
    // The answer may have been lost, or a later amendment was faster: the version that the partner shows decides.
    const isShown = await askForMetadata(reservation).then(
      ({ shown }) => shown >= metadataVersion,
      () => false,
    );
    if (!isShown) throw error;
  }
  const showSeconds = terms.takedownSeconds;
  run.metadataVersion = await waitUntilShown({ ...reservation, metadataVersion, showSeconds });
  await run.record({
    type: 'delivery.updated',
    data: { partner, metadataVersion: run.metadataVersion },
  });
}
