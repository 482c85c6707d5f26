import {
  getExternalWorkflowHandle,
  log,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import type { EventData } from '@fermata/contracts/events';
import { PartnerAnswerMessage, WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { cleanText, workflowIds } from '@fermata/contracts/values';
import { PartnerAnswers } from '@fermata/domain/offer';
import { saleFollower } from '@fermata/domain/release';
import { stillOfferedTo } from '@fermata/domain/withdrawal';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { call } from '../call.ts';
import { closeJournal } from '../close-journal.ts';
import { currentDetails } from '../current-details.ts';
import type { Journal } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { parseInput } from '../parse-input.ts';
import { completeTakedown } from '../partner/complete-takedown.ts';
import { partnerAnswerSignal } from '../partner/partner-answer-signal.ts';
import { authority, catalogue } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { reasonOf } from '../reason-of.ts';
import { REFUSED_DETAIL } from '../refused-detail.ts';
import { hintAt } from '../release-changed-signal.ts';
import { withdrawCommand } from '../withdraw-command.ts';
import { withdrawalEndedSignal } from './withdrawal-ended-signal.ts';

export interface WithdrawalResult {
  readonly outcome: 'withdrawn' | 'failed';
  readonly detail: string;
}

/** Takes a release down at the partners of the request, and asks each until it is gone. */
export async function withdrawalWorkflow(
  input: WithdrawalWorkflowInput,
): Promise<WithdrawalResult> {
  const request = parseInput('withdrawal', WithdrawalWorkflowInput, input);
  const { projectId, withdrawalId, trackId, releaseId, reason, offers, title } = request;
  const { createdByPerson = false } = request;
  await call(authority.authoriseWithdrawal, 'Is this withdrawal requested?', request);
  // The request is the first event of the stream.
  const journal = openJournal(projectId, { actor: request.requestedBy, sequence: 1 });
  const answers = new Map(offers.map(({ partner }) => [partner, new PartnerAnswers()]));
  setHandler(partnerAnswerSignal, (message) => {
    const parsedMessage = PartnerAnswerMessage.safeParse(message);
    if (parsedMessage.success)
      answers
        .get(parsedMessage.data.partner)
        ?.receive(parsedMessage.data.webhookId, parsedMessage.data.webhook);
  });

  publishAttributes([
    { key: searchAttributes.trackTitle, value: shortened(title) },
    { key: searchAttributes.awaitingRole, value: 'partner' },
  ]);
  const partners = offers.map(({ partner }) => partner).join(', ');
  const subject = createdByPerson
    ? `Release: ${escapeMarkdown(title)} (\`${releaseId}\`)`
    : `Track: ${escapeMarkdown(title)} (\`${trackId}\`)`;
  setCurrentDetails(
    currentDetails(`Taking it down at ${partners}`, [`Reason: ${escapeMarkdown(reason)}`, subject]),
  );
  void journal.append([
    { type: 'withdrawal.started', data: { withdrawalId, trackId, releaseId, reason } },
  ]);
  // Offers that run ask the catalogue, which does not let them go on.
  const running = offers.filter(({ redelivering }) => redelivering === true);
  if (running.length > 0)
    await Promise.all(running.map(({ partner }) => hintAt(workflowIds.offer(releaseId, partner))));
  const failures: string[] = [];
  await Promise.all(
    offers.map((offer) =>
      withdrawFrom(
        request,
        offer,
        journal,
        answers.get(offer.partner) ?? new PartnerAnswers(),
      ).catch((error: unknown) => {
        failures.push(`${offer.partner}: ${reasonOf(error)}`);
      }),
    ),
  );
  await journal.flushed().catch((error: unknown) => failures.push(reasonOf(error)));
  const { offers: current } = await call(
    catalogue.readRelease,
    'Where is this release still offered?',
    {
      ...{ projectId, releaseId },
    },
  );
  const remaining = stillOfferedTo(current);
  const result: WithdrawalResult =
    failures.length > 0
      ? { outcome: 'failed', detail: cleanText(failures.join('; '), 500) }
      : { outcome: 'withdrawn', detail: endReason(reason, partners, remaining) };
  await recordEnd(journal, { trackId, stillOfferedTo: remaining, ...result });
  // The receiver asks the catalogue for the outcome.
  await journal.confirm();
  await notify(saleFollower({ releaseId, trackId, createdByPerson }), withdrawalId);
  const { outcome, detail } = result;
  setCurrentDetails(
    currentDetails(outcome === 'withdrawn' ? 'Withdrawn' : 'Not withdrawn', [
      `Reason: ${escapeMarkdown(detail)}`,
      ...(outcome === 'failed'
        ? [`Next: ${withdrawCommand({ trackId, releaseId, createdByPerson })} tries again.`]
        : []),
      subject,
    ]),
  );
  publishAttributes([
    { key: searchAttributes.awaitingRole, value: outcome === 'failed' ? 'operations' : null },
  ]);
  await closeJournal(journal);
  return result;
}

/** Takes down whatever the partner has of the release, with its reference or without. */
async function withdrawFrom(
  request: WithdrawalWorkflowInput,
  { partner, partnerReference }: WithdrawalWorkflowInput['offers'][number],
  journal: Journal,
  answers: PartnerAnswers,
): Promise<void> {
  const { projectId, withdrawalId, trackId, releaseId, reason, takedownSeconds } = request;
  // From now on the partner's webhooks about this reference go to the withdrawal.
  if (partnerReference !== null)
    await call(catalogue.registerOfferAddress, `Route the webhooks of ${partnerReference}`, {
      ...{ projectId, partner, partnerReference, trackId, releaseId },
    });
  void journal.append([{ type: 'takedown.requested', data: { partner, partnerReference } }]);
  const verifiedState = await completeTakedown({
    ...{ projectId, trackId, releaseId, withdrawalId, partner, reason, answers },
    idempotencyKey: `${withdrawalId}/${partner}`,
    limitSeconds: takedownSeconds,
  });
  await journal.append([
    {
      type: 'takedown.confirmed',
      data: {
        partner,
        verifiedState,
        detail: `${partner} reports that it has nothing of this release`,
      },
    },
  ]);
}

/** The detail of a track that others still sell names the partners that no longer do. */
const endReason = (reason: string, partners: string, remaining: readonly string[]): string =>
  remaining.length === 0 ? reason : cleanText(`withdrawn from ${partners}: ${reason}`, 500);

/** Records the end, which a refused detail does not prevent. */
async function recordEnd(journal: Journal, data: EventData<'withdrawal.ended'>): Promise<void> {
  try {
    await journal.append([{ type: 'withdrawal.ended', data }]);
  } catch (error) {
    log.error('an event was refused', { error: reasonOf(error) });
    // The journal reports the same refusal again.
    await journal.flushed().catch(() => undefined);
    await journal.append([{ type: 'withdrawal.ended', data: { ...data, detail: REFUSED_DETAIL } }]);
  }
}

/** The workflow that follows the sale shows the outcome, and ends. Usually none does if the release has ended. */
async function notify(workflowId: string, withdrawalId: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(withdrawalEndedSignal, { withdrawalId });
  } catch (error) {
    log.info('no workflow follows the sale', { workflowId, reason: reasonOf(error) });
  }
}
