import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
} from '@temporalio/workflow';
import { z } from 'zod';
import { NOT_AUTHORISED } from '@fermata/contracts/temporal';
import { cleanText } from '@fermata/contracts/values';
import { call } from '../call.ts';
import type { Journal } from '../journal.ts';
import { integration, releaseWaits } from '../proxies.ts';
import { reasonOf } from '../reason-of.ts';
import { waitOf } from '../wait-of.ts';
import { askForMetadata, type TakenMetadata, waitUntilShown } from './wait-until-shown.ts';

const CANCELLED = 'cancelled';

/** An amendment at one partner. */
export interface PartnerUpdate extends TakenMetadata {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
}

/** Why a partner does not show the version. */
export interface Refusal {
  readonly code: string;
  readonly reason: string;
}

/**
 * Sends the metadata to one partner, and records whether the partner shows it. After a cancellation it records
 * nothing, and returns the partner: a later amendment may have taken its place. `showWait` gets the reason of a wait,
 * and null at its end.
 */
export async function updatePartner(
  update: PartnerUpdate,
  journal: Journal,
  showWait: (reason: string | null) => void,
): Promise<({ partner: string } & Refusal) | null> {
  const { partner, partnerReference, metadataVersion } = update;
  await journal.append([{ type: 'amendment.sent', data: { partner, partnerReference } }]);
  const refusal =
    (await send(update, showWait)) ?? (await waitUntilShown(update).then(() => null, refusalOf));
  if (refusal?.code === CANCELLED) return { partner, ...refusal };
  await journal.append([
    refusal === null
      ? { type: 'amendment.shown', data: { partner, metadataVersion } }
      : { type: 'amendment.not-shown', data: { partner, ...refusal } },
  ]);
  return null;
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
    const isShown = await CancellationScope.nonCancellable(() => askForMetadata(update)).then(
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

/** The partner's own code, as the activity hands it over. */
const Details = z.object({ code: z.string() });

/** Why the partner does not show an update, by the failure of the update. */
export function refusalOf(error: unknown): Refusal {
  const reason = cleanText(reasonOf(error), 500);
  if (isCancellation(error)) return { code: CANCELLED, reason: 'the amendment was cancelled' };
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (!(cause instanceof ApplicationFailure)) return { code: 'failed', reason };
  if (cause.type === NOT_AUTHORISED) return { code: 'not-authorised', reason };
  const code = Details.safeParse(cause.details?.[0]).data?.code;
  return { code: code === undefined ? 'failed' : cleanText(code, 60), reason };
}
