import type { NewEvent } from '@fermata/contracts/events';
import { offerTable } from '../offer/offer-row.ts';
import type { Change } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';

/** A request to redeliver a release is open until its offer ends, or a withdrawal is requested. */
export function projectRedelivery(event: NewEvent, { releaseId }: Subject): Change[] {
  if (releaseId === null) return [];
  const updatedAt = event.occurredAt;
  switch (event.type) {
    case 'redelivery.requested': {
      const { partner, trackId, attempt, number } = event.data;
      const reset = { partnerReference: null, files: null, detail: null, fix: null };
      return [
        offerTable.put(
          { releaseId, partner },
          {
            ...{ projectId: event.projectId, trackId, number, attempt, state: 'pending' },
            ...{ ...reset, metadataVersion: 1, redelivery: 'requested', updatedAt },
          },
        ),
      ];
    }
    case 'withdrawal.requested':
      return event.data.partners.map((partner) =>
        offerTable.patch(
          { releaseId, partner, redelivery: 'requested' },
          { redelivery: 'withdrawn' },
        ),
      );
    case 'offer.ended':
      return (['requested', 'withdrawn'] as const).map((redelivery) =>
        offerTable.patch(
          { releaseId, partner: event.data.partner, redelivery },
          { redelivery: 'ended' },
        ),
      );
    default:
      return [];
  }
}
