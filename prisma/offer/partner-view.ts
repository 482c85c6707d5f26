import type { PartnerView } from '@fermata/contracts/http';
import type { OfferRow } from './offer-row.ts';

/** A release at one partner, as people see it. */
export const partnerView = ({
  partner: name,
  attempt,
  fix,
  redelivery: state,
  ...offer
}: OfferRow): PartnerView => ({
  ...{ name, state: offer.state, partnerReference: offer.partnerReference, detail: offer.detail },
  attempt,
  ...(fix === null ? {} : { fix }),
  ...(state === null ? {} : { redelivery: { attempt, state } }),
});
