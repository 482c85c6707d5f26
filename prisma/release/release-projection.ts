import type { NewEvent } from '@fermata/contracts/events';
import { ReleaseOutcome } from '@fermata/contracts/values';
import { isWithdrawnEverywhere } from '@fermata/domain/withdrawal';
import type { Change } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';
import {
  amendmentTable,
  type OfferRow,
  offerTable,
  releaseTable,
  withdrawalTable,
} from './release-rows.ts';

/** The releases: started, asked about, kept, ended. */
export function projectRelease(event: NewEvent, { releaseId, trackId }: Subject): Change[] {
  if (trackId !== null && event.type === 'track.question-asked') {
    const { releaseId: own, ...question } = event.data;
    return [
      releaseTable.patch(
        { releaseId: own, trackId },
        { question: { ...question, ...askedBy(event) } },
      ),
    ];
  }
  if (trackId !== null && event.type === 'track.question-answered')
    return [releaseTable.patch({ releaseId: event.data.releaseId, trackId }, { question: null })];
  if (trackId !== null && event.type === 'track.dropped')
    return [releaseTable.patch({ releaseId: event.data.releaseId, trackId }, { question: null })];
  if (releaseId === null) return [];
  const { projectId, occurredAt } = event;
  switch (event.type) {
    case 'release.created': {
      const { releaseId: _own, ...content } = event.data;
      const { recordings, versionSha256 } = content;
      const [first] = recordings;
      if (first === undefined) return [];
      const set = {
        ...{ projectId, trackId: first.trackId, version: 1, versionSha256, recordings, content },
        ...{ createdBy: event.actor, createdAt: occurredAt },
      };
      return [releaseTable.put({ releaseId }, set)];
    }
    case 'release.started': {
      const { version, versionSha256 } = event.data;
      // The release was created before, and has its recordings.
      if (event.sequence > 1) return [releaseTable.patch({ releaseId }, { startedAt: occurredAt })];
      const set = {
        ...{ projectId, trackId: event.data.trackId, version, versionSha256 },
        recordings: [{ trackId: event.data.trackId, version, versionSha256, disc: 1 }],
        ...{ createdBy: event.actor, createdAt: occurredAt, startedAt: occurredAt },
      };
      return [releaseTable.put({ releaseId }, set)];
    }
    case 'release.question-asked': {
      const question = { ...event.data, ...askedBy(event) };
      return [releaseTable.patch({ releaseId }, { question })];
    }
    case 'release.question-answered':
      return [releaseTable.patch({ releaseId }, { question: null })];
    case 'release.kept':
      return [releaseTable.patch({ releaseId }, { keptAt: occurredAt })];
    case 'offer.ended':
      return event.data.redelivery === true && event.data.outcome === 'live'
        ? soldAfterItsEnd(releaseId, event.data.detail, occurredAt)
        : [];
    case 'release.ended':
      return [
        releaseTable.patch({ releaseId }, { endedAt: occurredAt, question: null, ...event.data }),
      ];
    case 'release.partner-dropped':
      return event.data.stillSoldBy.length === 0
        ? [releaseTable.patch({ releaseId }, { question: null })]
        : [];
    case 'withdrawal.ended':
      // An answer would change nothing any more.
      return isWithdrawnEverywhere(event.data)
        ? [releaseTable.patch({ releaseId }, { question: null })]
        : [];
    default:
      return [];
  }
}

/** Each workflow writes to the stream with its id. */
const askedBy = ({ stream, occurredAt }: NewEvent) => ({
  workflowId: stream,
  askedAt: occurredAt,
});

/** A release that no partner had taken is on sale since a person has requested it once more. */
const soldAfterItsEnd = (releaseId: string, detail: string, keptAt: string): Change[] =>
  ReleaseOutcome.exclude(['live']).options.map((outcome) =>
    releaseTable.patch({ releaseId, outcome }, { outcome: 'live', detail, keptAt }),
  );

/** A release's state at each partner, through publishing and withdrawal. */
export function projectOffer(event: NewEvent, { releaseId, trackId }: Subject): Change[] {
  const updatedAt = event.occurredAt;
  if (
    trackId !== null &&
    (event.type === 'track.dropped' || event.type === 'track.partner-dropped')
  ) {
    const { releaseId: dropped, partner, verifiedState: state, detail } = event.data;
    const ownOffer = { releaseId: dropped, partner, trackId };
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
  const redelivered = redeliveryChanges(event, releaseId);
  const changed = offerAfter(event);
  if (changed === null) return redelivered;
  const { partner, fix = null, ...set } = changed;
  return [offerTable.patch({ releaseId, partner }, { ...set, fix, updatedAt }), ...redelivered];
}

/** A request to deliver a release once more is open until its offer ends, or a withdrawal is requested. */
function redeliveryChanges(event: NewEvent, releaseId: string): Change[] {
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

function offerAfter(event: NewEvent): ({ partner: string } & Partial<OfferRow>) | null {
  switch (event.type) {
    case 'delivery.reserved':
      return { ...event.data, state: 'reserved' };
    case 'delivery.delivered': {
      const { metadataVersion = 1, ...delivered } = event.data;
      return { ...delivered, metadataVersion, state: 'delivered' };
    }
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
      const { partner, outcome, detail } = event.data;
      return outcome === 'live' ? null : { partner, detail: `${outcome}: ${detail}` };
    }
    case 'delivery.timed-out':
      return { ...event.data, state: 'unknown' };
    case 'amendment.shown':
      return { ...event.data, detail: null };
    case 'amendment.not-shown': {
      const { partner, code, reason } = event.data;
      return { partner, detail: `did not take the amended metadata: ${code}: ${reason}` };
    }
    case 'takedown.requested':
      return { partner: event.data.partner, state: 'taking-down' };
    case 'offer.withdrawn':
    case 'release.partner-dropped':
    case 'takedown.confirmed': {
      const { partner, verifiedState: state, detail } = event.data;
      return { partner, state, detail };
    }
    default:
      return null;
  }
}

/** The amendments: requested, ended. */
export function projectAmendment(
  event: NewEvent,
  { releaseId, metadataVersion }: Subject,
): Change[] {
  if (releaseId === null || metadataVersion === null) return [];
  const { projectId, actor, occurredAt } = event;
  switch (event.type) {
    case 'amendment.requested': {
      const { trackId, changes, amended, reason } = event.data;
      const set = { projectId, trackId, changes, amended, reason };
      return [
        amendmentTable.put(
          { releaseId, metadataVersion },
          { ...set, requestedBy: actor, requestedAt: occurredAt },
        ),
      ];
    }
    case 'amendment.ended': {
      const { outcome, detail } = event.data;
      const set = { endedAt: occurredAt, outcome, detail };
      return [amendmentTable.patch({ releaseId, metadataVersion }, set)];
    }
    default:
      return [];
  }
}

/** The withdrawals: requested, started, ended. */
export function projectWithdrawal(event: NewEvent, { withdrawalId }: Subject): Change[] {
  if (withdrawalId === null) return [];
  const { projectId, actor, occurredAt } = event;
  switch (event.type) {
    case 'withdrawal.requested': {
      const { trackId, releaseId, reason, partners } = event.data;
      const set = { projectId, trackId, releaseId, reason, partners, stillOfferedTo: [] };
      return [
        withdrawalTable.put(
          { withdrawalId },
          { ...set, requestedBy: actor, requestedAt: occurredAt },
        ),
      ];
    }
    case 'withdrawal.started':
      return [withdrawalTable.patch({ withdrawalId }, { startedAt: occurredAt })];
    case 'withdrawal.ended': {
      const { outcome, detail, stillOfferedTo } = event.data;
      const set = { endedAt: occurredAt, outcome, detail, stillOfferedTo };
      return [withdrawalTable.patch({ withdrawalId }, set)];
    }
    default:
      return [];
  }
}
