import type { NewEvent } from '@fermata/contracts/events';

/** How far an offer is whose workflow did not return. */
export interface OfferSoFar {
  /** Of the last event. 0: it has begun nothing. */
  readonly sequence: number;
  /** How its last attempt has ended. Null: not on record. */
  readonly ended: { readonly isLive: boolean } | null;
  /** The partner's references of all attempts. */
  readonly references: readonly string[];
}

/** How far an offer is by the events of its stream. */
export function offerSoFar(events: readonly NewEvent[]): OfferSoFar {
  let ended: OfferSoFar['ended'] = null;
  const references = new Set<string>();
  for (const { type, data } of events)
    switch (type) {
      case 'delivery.reserved':
        references.add(data.partnerReference);
        break;
      case 'offer.restarted':
      case 'redelivery.requested':
        ended = null;
        break;
      case 'offer.ended':
        ended = { isLive: data.outcome === 'live' };
        break;
    }
  return { sequence: events.at(-1)?.sequence ?? 0, ended, references: [...references] };
}
