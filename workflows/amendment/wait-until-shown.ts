import { ApplicationFailure, sleep } from '@temporalio/workflow';
import { z } from 'zod';
import { growingPauseMs, OfferState } from '@fermata/contracts/values';
import { isOnSale } from '@fermata/domain/offer';
import { call } from '../call.ts';
import { integration } from '../proxies.ts';

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 3_600_000;

/** Metadata that a partner of the project has taken. `showSeconds`: the limit until the partner shows them. */
export interface TakenMetadata {
  readonly projectId: string;
  readonly partner: string;
  readonly partnerReference: string;
  readonly metadataVersion: number;
  readonly showSeconds: number;
}

/** The type of the failure of an update that the partner has taken and does not show. */
const NOT_SHOWN = 'NotShownError';
const NotOnSale = z.object({ code: z.literal('not-on-sale'), state: OfferState });

/** Waits until the next question. May end earlier, and throws if nothing more is to be asked. */
export type Pause = (milliseconds: number, summary: string) => Promise<void>;

const sleeping: Pause = (milliseconds, summary) => sleep(milliseconds, { summary });

/** The version that the partner shows: this one, or a later one. Throws, with a code in the details, if it does not. */
export async function waitUntilShown(
  taken: TakenMetadata,
  pause: Pause = sleeping,
): Promise<number> {
  const { partner, metadataVersion, showSeconds } = taken;
  const started = Date.now();
  for (let round = 1; ; round++) {
    const { state, shown } = await askForMetadata(taken);
    assertOnSale(partner, state);
    if (shown >= metadataVersion) return shown;
    if (Date.now() - started > showSeconds * 1000)
      throw notShown(`${partner} shows metadata version ${shown} after ${showSeconds} s`, {
        code: 'not-shown',
      });
    await pause(
      growingPauseMs(round, FIRST_PAUSE_MS, MAX_PAUSE_MS),
      `Next check whether ${partner} shows it`,
    );
  }
}

/** Throws unless the partner sells the release. */
export function assertOnSale(partner: string, state: OfferState): void {
  if (!isOnSale({ state }))
    throw notShown(`${partner} reports ${state}`, { code: 'not-on-sale', state });
}

/** Whether the partner takes the update and does not show it, or no longer sells the release. */
export const isNotShown = (error: unknown): error is ApplicationFailure =>
  error instanceof ApplicationFailure && error.type === NOT_SHOWN;

/** The state that the partner has reported instead of `live`. Null: another failure. */
export function stateOffSale(error: unknown): OfferState | null {
  if (!isNotShown(error)) return null;
  return NotOnSale.safeParse(error.details?.[0]).data?.state ?? null;
}

/** `shown`: the version of the metadata that the partner shows. */
export async function askForMetadata({
  projectId,
  partner,
  partnerReference,
}: Pick<TakenMetadata, 'projectId' | 'partner' | 'partnerReference'>): Promise<{
  state: OfferState;
  shown: number;
}> {
  const { state, metadataVersion: shown = 1 } = await call(
    integration.askPartner,
    `Ask ${partner} for the metadata it shows`,
    { projectId, partner, partnerReference },
  );
  return { state, shown };
}

const notShown = (
  message: string,
  details: z.infer<typeof NotOnSale> | { readonly code: 'not-shown' },
): ApplicationFailure =>
  ApplicationFailure.create({ message, type: NOT_SHOWN, nonRetryable: true, details: [details] });
