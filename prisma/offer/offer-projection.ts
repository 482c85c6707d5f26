import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';
import { type OfferRow, offerTable } from './offer-row.ts';

/** A release's state at each partner, through publishing and withdrawal. */
export function projectOffer(event: NewEvent, { releaseId, trackId }: Subject): Change[] {
  const updatedAt = event.occurredAt;
  if (
    trackId !== null &&
    (event.type === 'track.delisted' || event.type === 'track.partner-delisted')
  ) {
    const { releaseId: delisted, partner, verifiedState: state, detail } = event.data;
    const ownOffer = { releaseId: delisted, partner, trackId };
    return [offerTable.patch(ownOffer, { state, detail, updatedAt })];
  }
  if (releaseId === null) return [];
  if (event.type === 'release.started') {
    const { projectId } = event;
    const { partners, trackId: firstTrackId } = event.data;
    return partners.map((partner, index) =>
      offerTable.put(
        { releaseId, partner },
        {
          ...{
            projectId,
            trackId: firstTrackId,
            number: index + 1,
            state: 'pending',
            attempt: 1,
            updatedAt,
          },
          metadataVersion: 1,
        },
      ),
    );
  }
  if (event.type === 'release.question-answered')
    return event.data.redeliver.map(({ partner, attempt }) =>
      offerTable.patch(
        { releaseId, partner },
        {
          ...{ attempt, state: 'pending', partnerReference: null, detail: null, updatedAt },
          // Until the delivery records the one that it has.
          metadataVersion: 1,
        },
      ),
    );
  const changed = offerAfter(event);
  if (changed === null) return [];
  const { partner, fix = null, ...set } = changed;
  return [offerTable.patch({ releaseId, partner }, { ...set, fix, updatedAt })];
}

function offerAfter(event: NewEvent): ({ partner: string } & Partial<OfferRow>) | null {
  switch (event.type) {
    case 'delivery.reserved':
      return { ...event.data, state: 'reserved' };
    case 'delivery.delivered':
      return { ...event.data, state: 'delivered' };
    case 'delivery.answered':
      return { partner: event.data.partner, state: event.data.answer, detail: event.data.detail };
    case 'delivery.fix-requested': {
      const { partner, fields, answerBefore } = event.data;
      return { partner, fix: { fields, answerBefore, askedAt: event.occurredAt } };
    }
    case 'delivery.fix-answered':
      return { partner: event.data.partner };
    case 'delivery.confirmed':
      return { ...event.data, state: 'live' };
    case 'offer.ended': {
      // The partner's last report explains a release that it took.
      const { partner, outcome, detail, mayHaveIt = false } = event.data;
      if (outcome === 'live') return null;
      const ended = { partner, detail: `${outcome}: ${detail}` };
      return mayHaveIt ? { ...ended, state: 'taking-down' } : ended;
    }
    case 'delivery.updated':
      return event.data;
    case 'delivery.timed-out':
      return { ...event.data, state: 'unknown' };
    case 'amendment.shown':
      return { ...event.data, detail: null };
    case 'delivery.not-updated':
    case 'amendment.not-shown': {
      const { partner, code, reason } = event.data;
      return { partner, detail: `did not take the amended metadata: ${code}: ${reason}` };
    }
    case 'offer.declared-gone': {
      const { partner, reason } = event.data;
      return { partner, state: 'taken-down', detail: `declared gone by ${event.actor}: ${reason}` };
    }
    case 'takedown.requested':
      return { partner: event.data.partner, state: 'taking-down' };
    case 'offer.withdrawn':
    case 'release.partner-delisted':
    case 'takedown.confirmed': {
      const { partner, verifiedState: state, detail } = event.data;
      return { partner, state, detail };
    }
    default:
      return null;
  }
}
