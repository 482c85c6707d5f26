import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';
import { decisionTable, type ReviewRow, reviewTable } from './review-rows.ts';

/** The reviews: open, in grace, closed. */
export function projectReview(event: NewEvent, { trackId }: Subject): Change[] {
  if (trackId === null) return [];
  const patch = (reviewId: string, set: Partial<ReviewRow>): Change[] => [
    reviewTable.patch({ reviewId, trackId }, set),
  ];
  switch (event.type) {
    case 'review.opened': {
      const { reviewId, ...opened } = event.data;
      const at = { openedAt: event.occurredAt, state: 'open', escalated: false } as const;
      return [
        reviewTable.put({ reviewId }, { projectId: event.projectId, trackId, ...opened, ...at }),
      ];
    }
    case 'review.reminder-due':
      return patch(event.data.reviewId, { reminderDueAt: event.occurredAt });
    case 'review.escalated':
      return patch(event.data.reviewId, { escalated: true });
    case 'review.grace-started':
      return patch(event.data.reviewId, {
        state: 'grace',
        effectiveAt: event.data.effectiveAt,
      });
    case 'review.undone':
      // If another verdict is still in grace, its time remains.
      return patch(event.data.reviewId, {
        state: event.data.state,
        ...(event.data.state === 'open' ? { effectiveAt: null } : {}),
      });
    case 'track.resumed': {
      // A hold stops the review's clock, so its times move.
      const { reviewExpiresAt: expiresAt, graceEffectiveAt: effectiveAt } = event.data;
      const inState = (state: ReviewRow['state'], set: Partial<ReviewRow>): Change =>
        reviewTable.patch({ trackId, state }, set);
      return [
        ...(expiresAt === undefined
          ? []
          : [inState('open', { expiresAt }), inState('grace', { expiresAt })]),
        ...(effectiveAt === undefined ? [] : [inState('grace', { effectiveAt })]),
      ];
    }
    case 'review.closed':
      return patch(event.data.reviewId, {
        ...{ state: event.data.outcome, endedAt: event.occurredAt },
        ...(event.data.approved === undefined
          ? {}
          : {
              approvedVersion: event.data.approved.version,
              approvedSha256: event.data.approved.versionSha256,
            }),
      });
    default:
      return [];
  }
}

/** The decisions; an undone decision remains and is marked. */
export function projectDecision(event: NewEvent, { trackId }: Subject): Change[] {
  if (trackId === null) return [];
  switch (event.type) {
    case 'review.decided': {
      const { decisionId, versionSha256: _sha256, readers: _readers, ...data } = event.data;
      const { note = null, edits = null, understanding = null, ...decided } = data;
      const { projectId, sequence, occurredAt: decidedAt } = event;
      return [
        decisionTable.put(
          { decisionId },
          {
            ...{ projectId, trackId, sequence, ...decided },
            ...{ note, edits, understanding, decidedAt, undone: false },
          },
        ),
      ];
    }
    case 'review.undone':
      return [
        decisionTable.patch({ decisionId: event.data.decisionId, trackId }, { undone: true }),
      ];
    default:
      return [];
  }
}
