import type { PartnerAnswerMessage } from '@fermata/contracts/temporal';
import type { OfferState } from '@fermata/contracts/values';
import { droppedState } from '@fermata/domain/offer';
import { call } from '../call.ts';
import { authority, integration } from '../proxies.ts';
import type { FollowedSale } from './followed-sale.ts';
import { sellersOf } from './sellers-of.ts';

/** `verifiedState`: the answer of the partner when it is asked; `ignored`: why the rejection has no effect. */
export type Rejection =
  | { readonly verifiedState: OfferState; readonly stillSoldBy: string[] }
  | { readonly ignored: string };

/** The inbox decides whether the partner has sent it, and the partner itself whether it still sells the release. */
export async function verifyRejection(
  sale: FollowedSale,
  message: PartnerAnswerMessage,
): Promise<Rejection> {
  const { releaseId } = sale;
  const { partner } = message;
  const ignored = (why: string): Rejection => ({ ignored: why });
  if (!(await call(authority.verifyAnswer, `Is this the webhook of ${partner}?`, message)))
    return ignored(`${partner} has not sent it: the inbox differs`);
  const sellers = await sellersOf(sale);
  if (!sellers.includes(partner)) return ignored(`${partner} was known not to sell it`);
  const reservations = await call(
    integration.findReservations,
    `Does ${partner} still sell this release?`,
    { partner, releaseId },
  );
  const states = reservations.map(({ state }) => state);
  const verifiedState = droppedState(states);
  return verifiedState === null
    ? ignored(`asked, ${partner} reports: ${states.join(', ') || 'no reservation'}`)
    : { verifiedState, stillSoldBy: sellers.filter((name) => name !== partner) };
}
