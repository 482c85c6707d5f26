import type { NewEvent } from '@fermata/contracts/events';

/** A partner's request that waits for the release. */
interface WaitingRequest {
  readonly partner: string;
  readonly requestId: string;
  readonly webhookId: string;
  /** Null: any version. */
  readonly versionSha256: string | null;
}

/** How far a release is that a person has created, if its workflow was terminated. */
export interface ReleaseSoFar {
  /** Of the last event. */
  readonly sequence: number;
  readonly started: boolean;
  readonly kept: boolean;
  /** Who has asked for its start, and was accepted. */
  readonly requestedBy: { readonly person: boolean; readonly partner: boolean };
  /** The requests that are remembered until its date. */
  readonly requests: readonly WaitingRequest[];
  /** Null: no person has cancelled it. */
  readonly cancelled: { readonly reason: string | null } | null;
}

/** How far a release is by the events of its stream. */
export function releaseSoFar(events: readonly NewEvent[]): ReleaseSoFar {
  const requests = new Map<string, WaitingRequest>();
  const requestedBy = { person: false, partner: false };
  let [started, kept] = [false, false];
  let cancelled: ReleaseSoFar['cancelled'] = null;
  for (const { type, data } of events)
    switch (type) {
      case 'release.requested': {
        const { partner, requestId, webhookId, versionSha256 = null } = data;
        requests.set(keyOf(data), { partner, requestId, webhookId, versionSha256 });
        break;
      }
      case 'release.request-answered':
        if (data.answer !== 'remembered') requests.delete(keyOf(data));
        requestedBy.partner ||= data.answer === 'accepted';
        break;
      case 'release.start-requested':
        requestedBy.person = true;
        break;
      case 'release.cancel-requested':
        cancelled = { reason: data.reason ?? null };
        break;
      case 'release.started':
        started = true;
        break;
      case 'release.kept':
        kept = true;
        break;
    }
  const sequence = events.at(-1)?.sequence ?? 0;
  return { sequence, started, kept, requestedBy, requests: [...requests.values()], cancelled };
}

const keyOf = (request: Pick<WaitingRequest, 'partner' | 'requestId'>): string =>
  `${request.partner}/${request.requestId}`;
