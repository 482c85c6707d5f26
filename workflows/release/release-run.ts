import {
  CancellationScope,
  isCancellation,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import type { ReleaseWorkflowInput } from '@fermata/contracts/temporal';
import { type OfferState, type RequestAnswer, workflowIds } from '@fermata/contracts/values';
import { mayBeOfferedAgain } from '@fermata/domain/offer';
import {
  type EndedOffer,
  isCreatedByPerson,
  type OfferProgress,
  type ReleasePhase,
  type ReleaseSoFar,
  type StartFacts,
} from '@fermata/domain/release';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../call.ts';
import { currentDetails } from '../current-details.ts';
import type { Journal } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { ReleaseRequests } from '../partner-request/release-requests.ts';
import { partnerAnswerSignal } from '../partner/partner-answer-signal.ts';
import { catalogue } from '../proxies.ts';
import { Question } from '../question.ts';
import { reasonOf } from '../reason-of.ts';
import { recordingsIn } from '../recordings-in.ts';
import { notifyAt, releaseChangedSignal } from '../release-changed-signal.ts';
import { receiveSaleMessage } from '../sale/receive-sale-message.ts';
import { SaleMessages } from '../sale/sale-messages.ts';
import { runOffer, withdrawUnreturned } from './run-offer.ts';

/** The state of one release: its offers and their progress. */
export class ReleaseRun {
  readonly input: ReleaseWorkflowInput;
  readonly question: Question;
  /** Whether the catalogue knows the release as approved. */
  authorised = false;
  phase: ReleasePhase = 'open';
  /** The partners that sold it when it was kept. */
  keptAt: readonly string[] = [];
  /** `due`: its date has come or it was requested, and it starts once nothing keeps it. */
  start: 'waiting' | 'due' | 'started';
  /** Whether a person or a partner has asked for its start, and was accepted. */
  requestedBy = { person: false, partner: false };
  /** Those of partners that are remembered until its date. */
  requests = new ReleaseRequests();
  /** The reason of the person who has cancelled it, if one was given. */
  cancelReason: string | null = null;
  /** Counts the notifications of its offers, and the offers that have ended. */
  changes = 0;
  /** Rejections after an offer stayed on sale, for the workflow that follows the sale. */
  readonly late = new SaleMessages();
  readonly #ended = new Map<string, EndedOffer>();
  /** The partners that may have the release although no offer of it runs, as its workflow did not return. */
  readonly #unreturned = new Set<string>();
  #states = new Map<string, OfferState>();
  #journal: Journal;
  /** Only `withdraw` cancels offers: a cancellation of the release may come too late. */
  readonly #scope = new CancellationScope({
    cancellable: true,
    parent: new CancellationScope({ cancellable: false }),
  });
  readonly #running = new Map<string, Promise<EndedOffer>>();
  /** Of each offer that has been made: its attempts, and the last event of its stream. */
  readonly #attempts = new Map<string, { attempt: number; sequence: number }>();

  constructor(input: ReleaseWorkflowInput) {
    this.input = input;
    this.#journal = openJournal(input.projectId);
    // The release of a track starts with its track.
    const waits = this.createdByPerson && input.terms.publishOn !== 'approval';
    this.start = waits ? 'waiting' : 'due';
    this.question = new Question(input.projectId);
    setHandler(releaseChangedSignal, () => {
      this.changes += 1;
    });
    // For the moment between the end of an offer and that of the release.
    setHandler(partnerAnswerSignal, (message) => receiveSaleMessage(this.late, message));
  }

  /** A person has created the release, so no track follows its sale. */
  get createdByPerson(): boolean {
    return isCreatedByPerson(this.input.version);
  }

  get journal(): Journal {
    return this.#journal;
  }

  /**
   * Goes on from the stream of a release that a person has created: its first event is the creation, and an earlier
   * workflow that was terminated has left others. Before this nothing is recorded.
   */
  resume({ sequence, started, requestedBy, requests }: ReleaseSoFar): void {
    this.#journal = openJournal(this.input.projectId, { sequence });
    this.requestedBy = { ...requestedBy };
    this.requests = new ReleaseRequests(requests);
    if (!started) return;
    // Its offers were cancelled with it, and may not have withdrawn everything yet.
    this.start = 'started';
    for (const partner of this.input.terms.partners) this.#unreturned.add(partner);
  }

  /** These partners sell it. */
  returned(partners: readonly string[]): void {
    for (const partner of partners) this.#unreturned.delete(partner);
  }

  /** The facts that decide whether it starts. */
  get startFacts(): StartFacts {
    const { terms, publishesAt } = this.input;
    return {
      publishOn: terms.publishOn,
      publishesAt: publishesAt === undefined ? null : Date.parse(publishesAt),
      byPerson: this.requestedBy.person,
      byPartner: this.requestedBy.partner,
    };
  }

  /** Answers the remembered requests. */
  async answerRequests(answer: RequestAnswer): Promise<void> {
    await this.journal.append(this.requests.answerAll(answer));
    await this.requests.notify();
  }

  startOffers(): void {
    for (const partner of this.input.terms.partners) this.#start(partner, 1, 0);
  }

  /** Offers the release again to partners that have not taken it. */
  restartOffers(attempts: readonly { partner: string; attempt: number }[]): void {
    for (const { partner, attempt } of attempts) {
      this.#ended.delete(partner);
      this.#start(partner, attempt, this.#attempts.get(partner)?.sequence ?? 0);
    }
  }

  /** The offers that have ended without a sale. */
  get lost(): EndedOffer[] {
    return [...this.#ended.values()].filter(({ outcome }) => outcome !== 'live');
  }

  /**
   * Those of them that were kept: the partner has delisted it in the moment in which it was kept, or does not take
   * the amended metadata.
   */
  get delisted(): { partner: string; detail: string }[] {
    return this.lost
      .filter(({ partner, outcome }) => outcome !== 'cancelled' && this.keptAt.includes(partner))
      .map(({ partner, detail }) => ({ partner, detail }));
  }

  /** The partners whose offers have failed, and which may have the release. */
  get failed(): string[] {
    const failed = this.lost.filter(({ outcome }) => outcome === 'failed');
    return [...new Set([...failed.map(({ partner }) => partner), ...this.#unreturned])];
  }

  /** The next attempt at each lost partner that has nothing of the release. */
  get nextAttempts(): { partner: string; attempt: number }[] {
    return this.lost
      .filter(({ partner }) => !this.#unreturned.has(partner))
      .map(({ partner }) => ({
        ...{ partner, state: this.#states.get(partner) ?? 'pending' },
        attempt: this.#attempts.get(partner)?.attempt ?? 1,
      }))
      .filter(mayBeOfferedAgain)
      .map(({ partner, attempt }) => ({ partner, attempt: attempt + 1 }));
  }

  /** Cancels the running offers, which withdraws them. */
  withdraw(): void {
    if (this.phase !== 'cancelling') this.phase = 'ending';
    this.#scope.cancel();
  }

  /** Resolves when all offers have ended. */
  offersEnded(): Promise<readonly EndedOffer[]> {
    return Promise.all(this.#running.values());
  }

  /** Reads the progress of the offers from the catalogue. */
  async readOffers(): Promise<OfferProgress[]> {
    const { projectId, releaseId, terms } = this.input;
    const { offers } = await call(catalogue.readRelease, 'Read the states of the offers', {
      projectId,
      releaseId,
    });
    this.#states = new Map(offers.map(({ partner, state }) => [partner, state]));
    return terms.partners.map((partner) => ({ partner, state: this.#progressOf(partner) }));
  }

  async notifyOffers(partners: readonly string[]): Promise<void> {
    const { releaseId } = this.input;
    await CancellationScope.nonCancellable(() =>
      Promise.all(partners.map((partner) => notifyAt(workflowIds.offer(releaseId, partner)))),
    );
  }

  setDetails(activity: string, ...lines: readonly string[]): void {
    const { version, trackId, releaseId, terms } = this.input;
    setCurrentDetails(
      currentDetails(activity, [
        ...lines,
        ...terms.partners.map((partner) => `${partner}: ${this.#describe(partner)}`),
        `Terms: ${terms.onRejection}`,
        ...(this.createdByPerson && this.phase === 'open'
          ? [`\`fermata release cancel ${releaseId}\` ends it before it is on sale.`]
          : []),
        ...recordingsIn(version, trackId),
      ]),
    );
  }

  #progressOf(partner: string): OfferProgress['state'] {
    const ended = this.#ended.get(partner);
    if (ended) return ended.outcome === 'live' ? 'live' : 'lost';
    const state = this.#states.get(partner);
    return state === 'accepted' || state === 'live' ? state : 'open';
  }

  #describe(partner: string): string {
    const ended = this.#ended.get(partner);
    const attempt = this.#attempts.get(partner)?.attempt ?? 1;
    const state = ended
      ? `${ended.outcome}, ${escapeMarkdown(ended.detail)}`
      : (this.#states.get(partner) ?? 'pending');
    return attempt === 1 ? state : `attempt ${attempt}, ${state}`;
  }

  #start(partner: string, attempt: number, sequence: number): void {
    this.#attempts.set(partner, { attempt, sequence });
    this.#running.set(
      partner,
      this.#scope.run(() => this.#offerTo(partner, attempt, sequence)),
    );
  }

  async #offerTo(partner: string, attempt: number, sequence: number): Promise<EndedOffer> {
    const ended = await this.#runOffer(partner, attempt, sequence);
    this.#ended.set(partner, ended);
    this.changes += 1;
    return ended;
  }

  /** Never rejects: after a failed offer the terms decide about the others. */
  async #runOffer(partner: string, attempt: number, sequence: number): Promise<EndedOffer> {
    const input = { ...this.input, partner, attempt, sequence, redelivery: false };
    try {
      const { outcome, detail, ...end } = await runOffer(input).catch((error: unknown) => {
        if (isCancellation(error)) throw error;
        return withdrawUnreturned(input, reasonOf(error));
      });
      this.#attempts.set(partner, { attempt, sequence: end.sequence });
      for (const message of end.late ?? []) await receiveSaleMessage(this.late, message);
      return { partner, outcome, detail };
    } catch (error) {
      if (isCancellation(error))
        return { partner, outcome: 'cancelled', detail: 'nothing was offered' };
      this.#unreturned.add(partner);
      return { partner, outcome: 'failed', detail: reasonOf(error) };
    }
  }
}
