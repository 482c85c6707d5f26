import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  sleep,
} from '@temporalio/workflow';
import { z } from 'zod';
import { NOT_AUTHORISED } from '@fermata/contracts/temporal';
import { cleanText, growingPauseMs, type OfferState } from '@fermata/contracts/values';
import { isOnSale } from '@fermata/domain/offer';
import { call } from '../call.ts';
import type { Journal } from '../journal.ts';
import { integration, releaseWaits } from '../proxies.ts';
import { reasonOf } from '../reason-of.ts';
import { waitOf } from '../wait-of.ts';

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 3_600_000;

/** An amendment at one partner. `showSeconds`: the limit until the partner shows the metadata that it has taken. */
export interface PartnerUpdate {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly partner: string;
  readonly partnerReference: string;
  readonly metadataVersion: number;
  readonly showSeconds: number;
}

/** Why a partner does not show the version. */
interface Refusal {
  readonly code: string;
  readonly reason: string;
}

/**
 * Sends the metadata to one partner, and records whether the partner shows it. `showWait` gets the reason of a wait,
 * and null at its end.
 */
export async function updatePartner(
  update: PartnerUpdate,
  journal: Journal,
  showWait: (reason: string | null) => void,
): Promise<void> {
  const { partner, partnerReference, metadataVersion } = update;
  await journal.append([{ type: 'amendment.sent', data: { partner, partnerReference } }]);
  const refusal = (await send(update, showWait)) ?? (await waitUntilShown(update).catch(refusalOf));
  await journal.append([
    refusal === null
      ? { type: 'amendment.shown', data: { partner, metadataVersion } }
      : { type: 'amendment.not-shown', data: { partner, ...refusal } },
  ]);
}

/** Null: the partner has taken it. The answer may have been lost, so the version that the partner shows decides. */
async function send(
  update: PartnerUpdate,
  showWait: (reason: string | null) => void,
): Promise<Refusal | null> {
  const { metadataVersion } = update;
  try {
    await sendWhenAllowed(update, showWait);
    return null;
  } catch (error) {
    // A higher one comes from a later amendment, which records it.
    const isShown = await CancellationScope.nonCancellable(() => askPartner(update)).then(
      (asked) => asked.shown === metadataVersion,
      () => false,
    );
    return isShown ? null : refusalOf(error);
  }
}

/** Waits while the releases of the project are held. One activity is repeated, so a long hold adds no history. */
async function sendWhenAllowed(
  update: PartnerUpdate,
  showWait: (reason: string | null) => void,
): Promise<void> {
  const { projectId, trackId, releaseId, partner, partnerReference, metadataVersion } = update;
  for (;;) {
    try {
      await call(integration.update, `Send metadata version ${metadataVersion} to ${partner}`, {
        ...{ projectId, trackId, releaseId, partner, partnerReference, metadataVersion },
      });
      return;
    } catch (error) {
      const wait = waitOf(error);
      if (!wait?.isProjectHeld) throw error;
      showWait(wait.reason);
      await call(
        releaseWaits.awaitProjectResume,
        'Wait until the releases of the project are resumed',
        {
          projectId,
        },
      );
      showWait(null);
    }
  }
}

async function waitUntilShown(update: PartnerUpdate): Promise<Refusal | null> {
  const { partner, metadataVersion, showSeconds } = update;
  const started = Date.now();
  for (let round = 1; ; round++) {
    const { state, shown } = await askPartner(update);
    if (!isOnSale({ state })) return { code: 'not-on-sale', reason: `${partner} reports ${state}` };
    if (shown >= metadataVersion) return null;
    if (Date.now() - started > showSeconds * 1000)
      return {
        code: 'not-shown',
        reason: `${partner} shows metadata version ${shown} after ${showSeconds} s`,
      };
    await sleep(growingPauseMs(round, FIRST_PAUSE_MS, MAX_PAUSE_MS), {
      summary: `Next check whether ${partner} shows it`,
    });
  }
}

async function askPartner({
  partner,
  partnerReference,
}: PartnerUpdate): Promise<{ state: OfferState; shown: number }> {
  const { state, metadataVersion: shown = 1 } = await call(
    integration.askPartner,
    `Ask ${partner} for the metadata it shows`,
    { partner, partnerReference },
  );
  return { state, shown };
}

/** The partner's own code, as the activity hands it over. */
const Details = z.object({ code: z.string() });

function refusalOf(error: unknown): Refusal {
  const reason = cleanText(reasonOf(error), 500);
  if (isCancellation(error)) return { code: 'cancelled', reason: 'the amendment was cancelled' };
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (!(cause instanceof ApplicationFailure)) return { code: 'failed', reason };
  if (cause.type === NOT_AUTHORISED) return { code: 'not-authorised', reason };
  const code = Details.safeParse(cause.details?.[0]).data?.code;
  return { code: code === undefined ? 'failed' : cleanText(code, 60), reason };
}
