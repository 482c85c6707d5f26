import type { PendingRequest } from '@fermata/contracts/temporal';
import type { RequestAnswer } from '@fermata/contracts/values';
import type { JournalEntry } from '../journal.ts';
import { notifyRequest } from './notify-request.ts';

const keyOf = ({ partner, requestId }: PendingRequest): string => `${partner}/${requestId}`;

/** The requests of partners that wait for a release: that of a track, or one that a person has created. */
export class ReleaseRequests {
  #pending: PendingRequest[];
  readonly #seen: Set<string>;
  #answered: PendingRequest[] = [];

  constructor(pending: readonly PendingRequest[] = []) {
    this.#pending = [...pending];
    this.#seen = new Set(pending.map(keyOf));
  }

  /** Whether there are answers of which the requests were not notified. */
  get hasAnswered(): boolean {
    return this.#answered.length > 0;
  }

  get pending(): readonly PendingRequest[] {
    return this.#pending;
  }

  /** Whether the request is new to this run, which remembers it. */
  isNew(request: PendingRequest): boolean {
    if (this.#seen.has(keyOf(request))) return false;
    this.#seen.add(keyOf(request));
    return true;
  }

  add(request: PendingRequest): void {
    this.#pending.push(request);
  }

  /** Its first answer was not stored: the request asks again, and must not count as a repeat. */
  forget(request: PendingRequest): void {
    const isOther = (each: PendingRequest): boolean => keyOf(each) !== keyOf(request);
    this.#seen.delete(keyOf(request));
    this.#pending = this.#pending.filter(isOther);
    this.#answered = this.#answered.filter(isOther);
  }

  asksFor(versionSha256: string): boolean {
    return this.#pending.some((request) => names(request, versionSha256));
  }

  /** Answers those that name another version. Returns the events. */
  refuseOthers(versionSha256: string, answer: RequestAnswer): JournalEntry[] {
    return this.#answer((request) => !names(request, versionSha256), answer);
  }

  /** Answers all that wait. Returns the events. */
  answerAll(answer: RequestAnswer): JournalEntry[] {
    return this.#answer(() => true, answer);
  }

  /** Returns the event of the answer; `notify` sends the signal. */
  answer(request: PendingRequest, answer: RequestAnswer): JournalEntry {
    const { partner, requestId } = request;
    this.#answered.push(request);
    return { type: 'release.request-answered', data: { partner, requestId, ...answer } };
  }

  /** Signals that answers are stored. Requests that miss it poll. */
  async notify(): Promise<void> {
    const answered = this.#answered.splice(0);
    await Promise.all(answered.map(notifyRequest));
  }

  #answer(isMeant: (request: PendingRequest) => boolean, answer: RequestAnswer): JournalEntry[] {
    const meant = this.#pending.filter(isMeant);
    this.#pending = this.#pending.filter((request) => !isMeant(request));
    return meant.map((request) => this.answer(request, answer));
  }
}

const names = (request: PendingRequest, versionSha256: string): boolean =>
  request.versionSha256 === null || request.versionSha256 === versionSha256;
