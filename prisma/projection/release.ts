import type { NewEvent } from '@fermata/contracts/events';
import { type Change, patch, put } from './change.ts';
import type { Rows } from './rows.ts';
import type { Subject } from './subject.ts';

/** The releases: started, settled. */
export function applyToRelease(event: NewEvent, { releaseId }: Subject): Change[] {
  if (releaseId === null) return [];
  switch (event.type) {
    case 'release.started': {
      const { trackId, version, versionSha256 } = event.data;
      return [
        put(
          'release',
          { releaseId },
          {
            projectId: event.projectId,
            trackId,
            version,
            versionSha256,
            startedAt: event.occurredAt,
          },
        ),
      ];
    }
    case 'release.ended':
      return [
        patch(
          'release',
          { releaseId },
          { endedAt: event.occurredAt, outcome: event.data.outcome, detail: event.data.detail },
        ),
      ];
    default:
      return [];
  }
}

/** A release's state at each partner, through publishing and through withdrawal. */
export function applyToDelivery(event: NewEvent, { releaseId, trackId }: Subject): Change[] {
  if (releaseId === null || trackId === null) return [];
  if (event.type === 'release.started') {
    return event.data.partners.map((partner, ordinal) =>
      put(
        'delivery',
        { releaseId, partner },
        {
          projectId: event.projectId,
          trackId,
          ordinal,
          state: 'pending',
          updatedAt: event.occurredAt,
        },
      ),
    );
  }
  const at = stateAfter(event);
  if (at === null) return [];
  const { partner, ...set } = at;
  return [patch('delivery', { releaseId, partner }, { ...set, updatedAt: event.occurredAt })];
}

function stateAfter(event: NewEvent): ({ partner: string } & Partial<Rows['delivery']>) | null {
  switch (event.type) {
    case 'delivery.reserved': {
      const { partner, partnerReference } = event.data;
      return { partner, partnerReference, state: 'reserved' };
    }
    case 'delivery.delivered': {
      const { partner, partnerReference, files } = event.data;
      return { partner, partnerReference, files, state: 'delivered' };
    }
    case 'delivery.answered':
      return { partner: event.data.partner, state: event.data.answer, detail: event.data.detail };
    case 'delivery.confirmed': {
      const { partner, partnerReference } = event.data;
      return { partner, partnerReference, state: 'live' };
    }
    case 'delivery.timed-out':
      return { partner: event.data.partner, state: 'unknown', detail: event.data.detail };
    case 'takedown.requested':
      return { partner: event.data.partner, state: 'taking-down' };
    case 'delivery.taken-back':
    case 'takedown.confirmed':
      return {
        partner: event.data.partner,
        state: event.data.verifiedState,
        detail: event.data.detail,
      };
    default:
      return null;
  }
}

/** The withdrawals: started, settled. */
export function applyToWithdrawal(event: NewEvent, { withdrawalId }: Subject): Change[] {
  if (withdrawalId === null) return [];
  switch (event.type) {
    case 'withdrawal.started': {
      const { trackId, releaseId, reason } = event.data;
      return [
        put(
          'withdrawal',
          { withdrawalId },
          { projectId: event.projectId, trackId, releaseId, reason, startedAt: event.occurredAt },
        ),
      ];
    }
    case 'withdrawal.ended':
      return [
        patch(
          'withdrawal',
          { withdrawalId },
          { endedAt: event.occurredAt, outcome: event.data.outcome, detail: event.data.detail },
        ),
      ];
    default:
      return [];
  }
}
