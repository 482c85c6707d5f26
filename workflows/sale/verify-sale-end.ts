import type { PartnerAnswerMessage } from '@fermata/contracts/temporal';
import type { OfferState } from '@fermata/contracts/values';
import { delistedState, type ReportedState } from '@fermata/domain/offer';
import { call } from '../call.ts';
import { isUnknownReservation } from '../partner/is-unknown-reservation.ts';
import { integration, partnerMessages } from '../proxies.ts';
import type { FollowedSale } from './followed-sale.ts';
import { offersOnSale } from './sellers-of.ts';

/** For all attempts to ask a partner. A partner that is down must not block the messages of others. */
const ASK_LIMIT_MS = 60_000;

/**
 * `verifiedState`: the answer of the partner when it is asked; `contradicted`: the partner still sells the release;
 * `ignored`: why the message has no effect; `handled`: it had its effect before.
 */
export type SaleEnd =
  | { readonly verifiedState: OfferState; readonly stillSoldBy: string[] }
  | { readonly contradicted: string }
  | { readonly ignored: string; readonly isForged: boolean }
  | { readonly handled: true };

/** The inbox decides whether the partner has sent it, and the partner itself whether it still sells the release. */
export async function verifySaleEnd(
  sale: FollowedSale,
  message: PartnerAnswerMessage,
): Promise<SaleEnd> {
  const { projectId, trackId, releaseId } = sale;
  const { partner, webhookId, webhook } = message;
  if (
    !(await call(
      partnerMessages.verifyAnswer,
      `Check that the webhook is from ${partner}`,
      message,
    ))
  )
    return {
      ignored: `${partner} has not sent ${webhookId}: the inbox differs`,
      isForged: true,
    };
  const key = { projectId, trackId, releaseId, partner, webhookId };
  if (
    await call(
      partnerMessages.isMessageRecorded,
      `Check whether ${webhookId} was handled before`,
      key,
    )
  )
    return { handled: true };
  const sellers = await offersOnSale(sale);
  const offer = sellers.find((each) => each.partner === partner);
  if (offer === undefined)
    // A withdrawal has asked for the takedown, and recorded its end.
    return webhook.type === 'takedown.confirmed'
      ? { handled: true }
      : { ignored: `${partner} was known not to sell it`, isForged: false };
  const { reference } = webhook.data;
  const { partnerReference = reference } = offer;
  if (reference !== partnerReference)
    return {
      ignored: `it is about ${reference}, and ${partner} sells the release as ${partnerReference}`,
      isForged: false,
    };
  const { current, others } = await askPartner({ projectId, partner, releaseId }, partnerReference);
  const verifiedState = delistedState(current, others);
  if (verifiedState === null)
    return { contradicted: `asked, ${partner} reports: ${[current, ...others].join(', ')}` };
  const names = sellers.map((each) => each.partner);
  return { verifiedState, stillSoldBy: names.filter((name) => name !== partner) };
}

/** The states of the reservation `reference`, which the partner need not list any more, and of its others. */
async function askPartner(
  of: { readonly projectId: string; readonly partner: string; readonly releaseId: string },
  reference: string,
): Promise<{ current: ReportedState; others: OfferState[] }> {
  const { projectId, partner } = of;
  const reservations = await call(
    integration.findReservations,
    `Ask ${partner} whether it still sells the release`,
    of,
    { limitMs: ASK_LIMIT_MS },
  );
  const isCurrent = ({ partnerReference }: { readonly partnerReference: string }): boolean =>
    partnerReference === reference;
  const listed = reservations.find(isCurrent);
  return {
    current: listed?.state ?? (await stateOfUnlisted({ projectId, partner }, reference)),
    others: reservations.filter((each) => !isCurrent(each)).map(({ state }) => state),
  };
}

async function stateOfUnlisted(
  { projectId, partner }: { readonly projectId: string; readonly partner: string },
  partnerReference: string,
): Promise<ReportedState> {
  try {
    const { state } = await call(
      integration.askPartner,
      `${partnerReference} is not listed: ask ${partner}`,
      { projectId, partner, partnerReference },
      { limitMs: ASK_LIMIT_MS },
    );
    return state;
  } catch (error) {
    if (isUnknownReservation(error)) return 'not-known';
    throw error;
  }
}
