import { ApplicationFailure, sleep } from '@temporalio/workflow';
import { growingPauseMs, type OfferState } from '@fermata/contracts/values';
import { isOnSale } from '@fermata/domain/offer';
import { call } from '../call.ts';
import { integration } from '../proxies.ts';

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 3_600_000;

/** Metadata that a partner has taken. `showSeconds`: the limit until the partner shows them. */
export interface TakenMetadata {
  readonly partner: string;
  readonly partnerReference: string;
  readonly metadataVersion: number;
  readonly showSeconds: number;
}

/** The type of the failure of an update that the partner has taken and does not show. */
const NOT_SHOWN = 'NotShownError';

/** The version that the partner shows: this one, or a later one. Throws, with a code in the details, if it does not. */
export async function waitUntilShown(taken: TakenMetadata): Promise<number> {
  const { partner, metadataVersion, showSeconds } = taken;
  const started = Date.now();
  for (let round = 1; ; round++) {
    const { state, shown } = await askForMetadata(taken);
    if (!isOnSale({ state })) throw notShown('not-on-sale', `${partner} reports ${state}`);
    if (shown >= metadataVersion) return shown;
    if (Date.now() - started > showSeconds * 1000)
      throw notShown(
        'not-shown',
        `${partner} shows metadata version ${shown} after ${showSeconds} s`,
      );
    await sleep(growingPauseMs(round, FIRST_PAUSE_MS, MAX_PAUSE_MS), {
      summary: `Next check whether ${partner} shows it`,
    });
  }
}

/** `shown`: the version of the metadata that the partner shows. */
export async function askForMetadata({
  partner,
  partnerReference,
}: Pick<TakenMetadata, 'partner' | 'partnerReference'>): Promise<{
  state: OfferState;
  shown: number;
}> {
  const { state, metadataVersion: shown = 1 } = await call(
    integration.askPartner,
    `Ask ${partner} for the metadata it shows`,
    { partner, partnerReference },
  );
  return { state, shown };
}

const notShown = (code: string, message: string): ApplicationFailure =>
  ApplicationFailure.create({ message, type: NOT_SHOWN, nonRetryable: true, details: [{ code }] });
