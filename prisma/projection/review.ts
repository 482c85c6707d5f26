import type { NewEvent } from '@fermata/contracts/events';
import { type Change, patch, put } from './change.ts';
import type { Subject } from './subject.ts';

/** The reviews: open until settled, with a grace time in between. */
export function applyToReview(event: NewEvent, { trackId }: Subject): Change[] {
  if (trackId === null) return [];
  switch (event.type) {
    case 'review.opened': {
      const { reviewId, version, versionSha256, terms, expiresAt } = event.data;
      return [
        put(
          'review',
          { reviewId },
          {
            projectId: event.projectId,
            trackId,
            version,
            versionSha256,
            terms,
            state: 'open',
            openedAt: event.occurredAt,
            expiresAt,
            escalated: false,
          },
        ),
      ];
    }
    case 'review.reminded':
      return [
        patch(
          'review',
          { reviewId: event.data.reviewId, trackId },
          { remindedAt: event.occurredAt },
        ),
      ];
    case 'review.escalated':
      return [patch('review', { reviewId: event.data.reviewId, trackId }, { escalated: true })];
    case 'review.grace-started':
      return [
        patch(
          'review',
          { reviewId: event.data.reviewId, trackId },
          { state: 'grace', effectiveAt: event.data.effectiveAt },
        ),
      ];
    case 'review.undone':
      // Of two verdicts in grace, one may be left: its time stays.
      return [
        patch(
          'review',
          { reviewId: event.data.reviewId, trackId },
          event.data.state === 'grace' ? { state: 'grace' } : { state: 'open', effectiveAt: null },
        ),
      ];
    case 'track.resumed': {
      // While a track is held its review's clock stands still, so its times come later.
      const { reviewExpiresAt, graceEffectiveAt } = event.data;
      return [
        ...(reviewExpiresAt === undefined
          ? []
          : [
              patch('review', { trackId, state: 'open' }, { expiresAt: reviewExpiresAt }),
              patch('review', { trackId, state: 'grace' }, { expiresAt: reviewExpiresAt }),
            ]),
        ...(graceEffectiveAt === undefined
          ? []
          : [patch('review', { trackId, state: 'grace' }, { effectiveAt: graceEffectiveAt })]),
      ];
    }
    case 'review.closed':
      return [
        patch(
          'review',
          { reviewId: event.data.reviewId, trackId },
          { state: event.data.outcome, endedAt: event.occurredAt },
        ),
      ];
    default:
      return [];
  }
}

/** The decisions taken in them; one that was undone stays, and says so. */
export function applyToDecision(event: NewEvent, { trackId }: Subject): Change[] {
  if (trackId === null) return [];
  switch (event.type) {
    case 'review.decided': {
      const { decisionId, reviewId, verdict, reviewer, note, remake, via } = event.data;
      return [
        put(
          'decision',
          { decisionId },
          {
            projectId: event.projectId,
            reviewId,
            trackId,
            sequence: event.sequence,
            verdict,
            reviewer,
            note: note ?? null,
            remake: remake ?? null,
            via,
            decidedAt: event.occurredAt,
            undone: false,
          },
        ),
      ];
    }
    case 'review.undone':
      return [patch('decision', { decisionId: event.data.decisionId, trackId }, { undone: true })];
    default:
      return [];
  }
}
