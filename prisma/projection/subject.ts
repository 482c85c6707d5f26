import type { NewEvent } from '@fermata/contracts/events';
import { modelStream } from './model-stream.ts';

/** The aggregates that a stream is about, from its first event; later events do not repeat them. */
export type Subject = {
  trackId: string | null;
  releaseId: string | null;
  /** Of an amendment. */
  metadataVersion: number | null;
  withdrawalId: string | null;
  recallId: string | null;
};

const NO_SUBJECT: Subject = {
  trackId: null,
  releaseId: null,
  metadataVersion: null,
  withdrawalId: null,
  recallId: null,
};

/** The event types that may open a stream, by the stream's kind. */
export const OPENING_EVENTS = {
  track: ['track.accepted'],
  release: ['release.created', 'release.started'],
  offer: ['offer.started', 'redelivery.requested'],
  amendment: ['amendment.requested'],
  withdrawal: ['withdrawal.requested'],
  subscription: ['subscription.created'],
  partner: ['partner.added'],
  recall: ['recall.started'],
  model: ['model.activated', 'model.canary-started', 'model.deprecated'],
} as const;

export function subjectOf(opening: NewEvent): Subject {
  switch (opening.type) {
    case 'track.accepted':
      return { ...NO_SUBJECT, trackId: opening.data.trackId };
    // It belongs to no single track.
    case 'release.created':
      return { ...NO_SUBJECT, releaseId: opening.data.releaseId };
    case 'release.started':
    case 'offer.started':
    case 'redelivery.requested':
      return { ...NO_SUBJECT, trackId: opening.data.trackId, releaseId: opening.data.releaseId };
    case 'amendment.requested': {
      const { trackId, releaseId, metadataVersion } = opening.data;
      return { ...NO_SUBJECT, trackId, releaseId, metadataVersion };
    }
    case 'withdrawal.requested':
      return { ...NO_SUBJECT, ...opening.data };
    case 'recall.started':
      return { ...NO_SUBJECT, recallId: opening.data.recallId };
    default:
      return NO_SUBJECT;
  }
}

/** The stream that an opening event belongs to; null for other events. */
export function streamOpenedBy(opening: NewEvent): string | null {
  switch (opening.type) {
    case 'track.accepted':
      return `track/${opening.data.trackId}`;
    case 'release.created':
    case 'release.started':
      return `release/${opening.data.releaseId}`;
    case 'offer.started':
    case 'redelivery.requested':
      return `release/${opening.data.releaseId}/${opening.data.partner}`;
    case 'amendment.requested':
      return `amendment/${opening.data.releaseId}/${opening.data.metadataVersion}`;
    case 'withdrawal.requested':
      return `withdrawal/${opening.data.withdrawalId}`;
    case 'subscription.created':
      return `subscription/${opening.data.subscriptionId}`;
    case 'recall.started':
      return `recall/${opening.data.recallId}`;
    case 'partner.added':
      return `partner/${opening.data.partner}`;
    case 'model.activated':
    case 'model.canary-started':
    case 'model.deprecated':
      return modelStream(opening.projectId, opening.data);
    default:
      return null;
  }
}
