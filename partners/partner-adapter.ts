import type {
  AssetRef,
  OfferState,
  OrderAnswer,
  ReleasedVersion,
  RequestAnswer,
  RequestKind,
} from '@fermata/contracts/values';

/** How the caller follows and stops a request. */
export interface PartnerCallContext {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number, activity: string) => void;
  /** Waits until the rate limit of the partner allows one more request. Absent: there is no limit. */
  readonly takeTurn?: () => Promise<void>;
}

/** The key is the same for all attempts of one step, and never used for another step. */
interface Repeatable {
  readonly idempotencyKey: string;
}
export interface ReserveRequest extends Repeatable {
  readonly releaseId: string;
  readonly version: ReleasedVersion;
}
/** `version.files` are delivered; at least one is FLAC. */
export interface DeliverRequest extends Repeatable {
  readonly partnerReference: string;
  readonly version: ReleasedVersion;
  /** Absent if the release has none. */
  readonly upc?: string;
  /** The date of the release, as 2027-03-01. */
  readonly releaseDate: string;
  readonly readFile: (file: Pick<AssetRef, 'sha256'>) => Promise<Uint8Array>;
}
export interface ConfirmRequest extends Repeatable {
  readonly partnerReference: string;
}
/** `version` has the amended metadata. */
export interface UpdateRequest extends Repeatable {
  readonly partnerReference: string;
  readonly metadataVersion: number;
  readonly version: ReleasedVersion;
  /** Both as delivered. */
  readonly upc?: string;
  readonly releaseDate: string;
}
export interface SendTakedownRequest extends Repeatable {
  readonly partnerReference: string;
  readonly reason: string;
}

/**
 * The answer to the partner's own request: for a release, which named a track, a version or the release, or for a
 * takedown, which named its reference.
 */
interface AnswerPartnerRequest extends Repeatable, RequestAnswer {
  readonly kind: RequestKind;
  readonly requestId: string;
  readonly trackId?: string | undefined;
  readonly versionSha256?: string | undefined;
  readonly releaseId?: string | undefined;
  readonly reference?: string | undefined;
  readonly answeredAt: string;
}
/** An answer to the partner's order of a track. */
interface AnswerOrder extends Repeatable, OrderAnswer {
  readonly kind: 'order';
  readonly orderId: string;
  readonly answeredAt: string;
}
export type AnswerToPartner = AnswerPartnerRequest | AnswerOrder;

export interface Reserved {
  readonly partnerReference: string;
}
/** `uploaded`: how many of the files the partner did not have yet. */
export interface Delivered {
  readonly files: number;
  readonly uploaded: number;
  readonly bytes: number;
}
export interface Confirmed {
  readonly state: 'live';
  readonly url: string | null;
}
/** `taken-down`: removed at once; no webhook follows. */
export interface TakenDown {
  readonly state: 'taking-down' | 'taken-down';
}
/**
 * `detail`: the reason of a rejection. `url`: of a live release, if the partner has one. `metadataVersion`: the one
 * that a live release shows; absent if the partner does not report it.
 */
export interface ReservationState {
  readonly partnerReference: string;
  readonly state: OfferState;
  readonly detail: string | null;
  readonly url?: string;
  readonly metadataVersion?: number | undefined;
}

/** `period`: a month (`2026-11`) or a day (`2026-11-05`). `cursor`: of the page before; null for the first one. */
export interface UsageRequest {
  readonly period: string;
  readonly cursor: string | null;
}
/** The lines about one reservation, as the partner states them: the inbox checks them. */
export interface UsageReport {
  readonly partnerReference: string;
  readonly lines: readonly unknown[];
}
export interface UsagePage {
  readonly reports: readonly UsageReport[];
  /** Why parts of the page were not read. They block no other part and no later page. */
  readonly issues: readonly string[];
  /** Null: this is the last page. */
  readonly nextCursor: string | null;
}

/**
 * A message that the partner has left for us. `body`: the text of the webhook with the same meaning, or the message
 * itself where it breaks the contract; null if no webhook has its meaning. `request`: the file of a request of the
 * partner; null for another message. `issue`: why its file was not read.
 */
export interface FetchedMessage {
  readonly id: string;
  readonly body: string | null;
  readonly request: string | null;
  readonly issue?: string;
}

/** The answer to a request, in this file, that breaks the contract. */
export interface RefuseUnreadable extends Repeatable {
  readonly request: string;
  readonly reason: string;
  readonly answeredAt: string;
}

/** Takes the messages that a partner has left for us. */
export interface MessageReceiver {
  /** Those of the messages that are there which were received before. */
  knownOf(ids: readonly string[]): Promise<ReadonlySet<string>>;
  receive(message: FetchedMessage): Promise<void>;
}

/**
 * One partner, independent of its protocol. Every method may be repeated. Throws
 * PartnerRequestError for every failure of the partner or the network, and the reason of
 * `signal` when cancelled.
 */
export interface PartnerAdapter {
  reserve(request: ReserveRequest, context: PartnerCallContext): Promise<Reserved>;
  /**
   * Uploads the files that the partner does not have yet, then reports the delivery as complete.
   * Throws UnsupportedFileError for a media type that the partner does not accept.
   */
  deliver(request: DeliverRequest, context: PartnerCallContext): Promise<Delivered>;
  /** Puts an accepted track on sale. */
  confirm(request: ConfirmRequest, context: PartnerCallContext): Promise<Confirmed>;
  /**
   * Sends the whole metadata of a live release again, with its version, which is higher than every earlier one.
   * Resolves once the partner has taken it; `ask` reports the version that it shows.
   */
  update(request: UpdateRequest, context: PartnerCallContext): Promise<void>;
  /**
   * Asks the partner for a takedown, also of a reservation whose state cannot be read; `ask` reports when it is
   * complete.
   */
  sendTakedown(request: SendTakedownRequest, context: PartnerCallContext): Promise<TakenDown>;
  /** Answers the partner's own request. */
  answerRequest(request: AnswerToPartner, context: PartnerCallContext): Promise<void>;
  /**
   * The partner's current state of one reservation. Fails with status 404 and the code `unknown-reservation` only if
   * the partner itself says that it knows none; a protocol that cannot tell reports `unknown`.
   */
  ask(partnerReference: string, context: PartnerCallContext): Promise<ReservationState>;
  /** One page of the partner's usage of a period. Changes nothing. */
  fetchUsage(request: UsageRequest, context: PartnerCallContext): Promise<UsagePage>;
  /** Changes nothing. Shows that the address, the credentials and the protocol are right. */
  ping(context: PartnerCallContext): Promise<void>;
  /** All reservations of a release, including those whose answer was lost. One that cannot be read is `unknown`. */
  findReservations(releaseId: string, context: PartnerCallContext): Promise<ReservationState[]>;
  /**
   * Hands over the unknown messages that the partner has left for us, those about one reservation in their order.
   * Changes nothing. A message that cannot be read does not block others; then it throws at the end. Absent: the
   * partner sends webhooks only.
   */
  readonly fetchMessages?: (
    receiver: MessageReceiver,
    context: PartnerCallContext,
  ) => Promise<void>;
  /** Answers a request of the partner that cannot be read. Absent: a webhook is answered when it arrives. */
  readonly refuseUnreadable?: (
    request: RefuseUnreadable,
    context: PartnerCallContext,
  ) => Promise<void>;
}
