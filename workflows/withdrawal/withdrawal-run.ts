import { setCurrentDetails, setHandler } from '@temporalio/workflow';
import {
  PartnerAnswerMessage,
  type WithdrawalState,
  type WithdrawalWorkflowInput,
} from '@fermata/contracts/temporal';
import { denialMs, PartnerAnswers } from '@fermata/domain/offer';
import type { OfferSummary } from '@fermata/domain/release';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { call } from '../call.ts';
import { currentDetails } from '../current-details.ts';
import type { Journal } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { partnerAnswerSignal } from '../partner/partner-answer-signal.ts';
import type { PartnerTakedown } from '../partner/request-takedown.ts';
import { catalogue } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { releaseChangedSignal } from '../release-changed-signal.ts';

type Offer = WithdrawalWorkflowInput['offers'][number];

/** The state of one withdrawal. */
export class WithdrawalRun {
  readonly request: WithdrawalWorkflowInput;
  /** The offers that no earlier run has taken down. */
  readonly offers: readonly Offer[];
  readonly journal: Journal;
  /** Whether the request is the only event. */
  readonly isNew: boolean;
  /** Counts the notifications that the catalogue knows more about the release. */
  changes = 0;
  readonly #takedowns: ReadonlyMap<string, PartnerTakedown>;

  constructor(request: WithdrawalWorkflowInput, { sequence, confirmed }: WithdrawalState) {
    this.request = request;
    this.isNew = sequence === 1;
    this.offers = request.offers.filter(({ partner }) => !confirmed.includes(partner));
    this.journal = openJournal(request.projectId, { actor: request.requestedBy, sequence });
    this.#takedowns = new Map(
      request.offers.map((offer) => [offer.partner, takedownOf(request, offer)]),
    );
    setHandler(releaseChangedSignal, () => {
      this.changes += 1;
    });
    setHandler(partnerAnswerSignal, (message) => {
      const { data } = PartnerAnswerMessage.safeParse(message);
      if (data) this.#takedowns.get(data.partner)?.answers.receive(data.webhookId, data.webhook);
    });
  }

  /** The names of the partners that the request is about. */
  get partners(): string {
    return this.request.offers.map(({ partner }) => partner).join(', ');
  }

  /** The same one each time, as it remembers the partner's answers. */
  takedownAt(partner: string): PartnerTakedown {
    return (
      this.#takedowns.get(partner) ?? takedownOf(this.request, { partner, partnerReference: null })
    );
  }

  /** Resolves when the event is stored. */
  async recordTakedown(partner: string, detail: string): Promise<void> {
    await this.journal.append([
      { type: 'takedown.confirmed', data: { partner, verifiedState: 'taken-down', detail } },
    ]);
  }

  async readOffers(): Promise<OfferSummary[]> {
    const { projectId, releaseId } = this.request;
    const { offers } = await call(
      catalogue.readRelease,
      'Read where the release is still offered',
      {
        projectId,
        releaseId,
      },
    );
    return offers;
  }

  /** `awaits`: the role that must act. */
  publish(
    activity: string,
    lines: readonly string[],
    awaits: 'partner' | 'operations' | null,
  ): void {
    const { title, releaseId, trackId, createdByPerson } = this.request;
    setCurrentDetails(
      currentDetails(activity, [
        ...lines,
        createdByPerson
          ? `Release: ${escapeMarkdown(title)} (\`${releaseId}\`)`
          : `Track: ${escapeMarkdown(title)} (\`${trackId}\`)`,
      ]),
    );
    publishAttributes([
      { key: searchAttributes.trackTitle, value: shortened(title) },
      { key: searchAttributes.awaitingRole, value: awaits },
    ]);
  }
}

function takedownOf(
  { projectId, withdrawalId, trackId, releaseId, reason, denialSeconds }: WithdrawalWorkflowInput,
  { partner, partnerReference }: Pick<Offer, 'partner' | 'partnerReference'>,
): PartnerTakedown {
  return {
    ...{ projectId, trackId, releaseId, withdrawalId, partner, reason },
    ...{ answers: new PartnerAnswers(), taken: new Set(), deniedSince: new Map() },
    mustDenyMs:
      denialSeconds === undefined ? denialMs({ mayBeOnSale: true }) : denialSeconds * 1000,
    references: new Set(partnerReference === null ? [] : [partnerReference]),
    idempotencyKey: `${withdrawalId}/${partner}`,
  };
}
