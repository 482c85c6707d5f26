import { ApplicationFailure } from '@temporalio/common';
import type { NewEvent } from '@fermata/contracts/events';
import { NOT_AUTHORISED, type SaleState, type WithdrawalState } from '@fermata/contracts/temporal';
import { type OfferState, workflowIds } from '@fermata/contracts/values';
import type { OfferSummary } from '@fermata/domain/release';

/** The catalogue's answer about a release whose events are stored. */
export function releaseState(
  store: { events(stream: string): NewEvent[] },
  releaseId: string,
): { kept: boolean; offers: OfferSummary[] } {
  const events = store.events(workflowIds.release(releaseId));
  const started = events.find((event) => event.type === 'release.started');
  if (started === undefined) return { kept: false, offers: [] };
  const { partners, trackId } = started.data;
  const track = store.events(workflowIds.track(trackId));
  return {
    kept: events.some(({ type }) => type === 'release.kept'),
    offers: partners.map((partner) => ({
      partner,
      attempt: 1,
      ...referenceIn(store.events(workflowIds.offer(releaseId, partner))),
      state: [...store.events(workflowIds.offer(releaseId, partner)), ...events, ...track].reduce(
        (state, event) => stateAfter(partner, state, event),
        'pending' as OfferState,
      ),
    })),
  };
}

/** The catalogue's answer about the sale of a release that a person has created. */
export function saleState(
  store: { events(stream: string): NewEvent[] },
  releaseId: string,
): SaleState {
  const events = store.events(workflowIds.release(releaseId));
  const [created] = events;
  const isLive = events.some(
    (event) => event.type === 'release.ended' && event.data.outcome === 'live',
  );
  if (created?.type !== 'release.created' || !isLive)
    throw ApplicationFailure.nonRetryable('it has not gone on sale', NOT_AUTHORISED);
  const { title, recordings, terms } = created.data;
  const { partners, onRejection, questionSeconds } = terms;
  return {
    ...{ trackId: recordings[0]?.trackId ?? '', title, createdByPerson: true },
    terms: { partners, onRejection, questionSeconds },
    sequence: events.length,
  };
}

/** The catalogue's answer about a withdrawal whose request is stored. */
export function withdrawalState(
  store: { events(stream: string): NewEvent[] },
  withdrawalId: string,
): WithdrawalState {
  const events = store.events(workflowIds.withdrawal(withdrawalId));
  return {
    sequence: events.length,
    confirmed: events.flatMap(({ type, data }) =>
      type === 'takedown.confirmed' ? [data.partner] : [],
    ),
  };
}

/** The catalogue's answer whether a message of a partner had its effect before. */
export function isMessageRecorded(
  store: { events(stream: string): NewEvent[] },
  message: { trackId: string; releaseId: string; partner: string; webhookId: string },
): boolean {
  const { trackId, releaseId, partner, webhookId } = message;
  return [
    ...store.events(workflowIds.release(releaseId)),
    ...store.events(workflowIds.track(trackId)),
  ].some(
    ({ data }) =>
      'webhookId' in data &&
      data.webhookId === webhookId &&
      'partner' in data &&
      data.partner === partner,
  );
}

function referenceIn(events: readonly NewEvent[]): { partnerReference?: string } {
  const reserved = events.findLast((event) => event.type === 'delivery.reserved');
  return reserved === undefined ? {} : { partnerReference: reserved.data.partnerReference };
}

function stateAfter(partner: string, state: OfferState, event: NewEvent): OfferState {
  switch (event.type) {
    case 'offer.restarted':
      return 'pending';
    case 'delivery.reserved':
      return 'reserved';
    case 'delivery.delivered':
      return 'delivered';
    case 'delivery.answered':
      return event.data.answer;
    case 'delivery.confirmed':
      return 'live';
    case 'offer.withdrawn':
      return event.data.verifiedState;
    case 'offer.ended':
      return event.data.mayHaveIt ? 'taking-down' : state;
    case 'release.partner-delisted':
    case 'track.delisted':
    case 'track.partner-delisted':
      return event.data.partner === partner ? event.data.verifiedState : state;
    default:
      return state;
  }
}
