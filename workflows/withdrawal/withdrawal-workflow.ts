import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  rootCause,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { PartnerAnswerMessage, WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { cleanText, formatIssues } from '@fermata/contracts/values';
import { PartnerAnswers } from '@fermata/domain/release';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { call } from '../call.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { openJournal } from '../open-journal.ts';
import { partnerAnswerSignal } from '../partner/partner-answer-signal.ts';
import { takeBack } from '../partner/take-back.ts';
import { authority, catalogue } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';

export interface WithdrawalResult {
  readonly outcome: 'withdrawn' | 'failed';
  readonly detail: string;
}

/** Takes a published track down at every partner, and asks each until it is gone. */
export async function withdrawalWorkflow(
  input: WithdrawalWorkflowInput,
): Promise<WithdrawalResult> {
  const parsed = WithdrawalWorkflowInput.safeParse(input);
  if (!parsed.success)
    throw ApplicationFailure.nonRetryable(`withdrawal: ${formatIssues(parsed.error)}`, 'BadInput');
  const {
    projectId,
    withdrawalId,
    trackId,
    releaseId,
    reason,
    requestedBy,
    deliveries,
    takeBackSeconds,
    title,
  } = parsed.data;
  await call(authority.authoriseWithdrawal, 'Is this withdrawal ordered?', parsed.data);
  const { workflowId } = workflowInfo();
  // The order is the first event of the stream.
  const journal = openJournal(projectId, { actor: requestedBy, sequence: 1 });
  const answers = new Map(deliveries.map(({ partner }) => [partner, new PartnerAnswers()]));
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
  const partners = deliveries.map(({ partner }) => partner);
  setCurrentDetails(
    `**Taking “${escapeMarkdown(title)}” down** at ${partners.join(', ')}: ${escapeMarkdown(reason)}`,
  );
  await journal.append([
    { type: 'withdrawal.started', data: { withdrawalId, trackId, releaseId, reason } },
  ]);
  const failures: string[] = [];
  await Promise.all(
    deliveries.map(async ({ partner, partnerReference }) => {
      try {
        // From now on the partner's webhooks about this reference go to the withdrawal.
        await call(catalogue.registerDelivery, `Route the webhooks of ${partnerReference}`, {
          projectId,
          partner,
          partnerReference,
          workflowId,
          trackId,
          releaseId,
        });
        void journal.append([{ type: 'takedown.requested', data: { partner, partnerReference } }]);
        const verifiedState = await takeBack({
          ...{ projectId, trackId, releaseId, withdrawalId, partner },
          idempotencyKey: `${withdrawalId}/${partner}`,
          reason,
          limitSeconds: takeBackSeconds,
          answers: answers.get(partner) ?? new PartnerAnswers(),
        });
        await journal.append([
          {
            type: 'takedown.confirmed',
            data: {
              partner,
              verifiedState,
              detail: `${partner} reports that it holds nothing of this release`,
            },
          },
        ]);
      } catch (error) {
        failures.push(`${partner}: ${rootCause(error) ?? String(error)}`);
      }
    }),
  );
  const result: WithdrawalResult =
    failures.length === 0
      ? { outcome: 'withdrawn', detail: reason }
      : { outcome: 'failed', detail: cleanText(failures.join('; '), 500) };
  await journal.append([{ type: 'withdrawal.ended', data: { trackId, ...result } }]);
  setCurrentDetails(
    `**${result.outcome === 'withdrawn' ? 'Withdrawn' : 'Not withdrawn'}**: ${escapeMarkdown(result.detail)}`,
  );
  publishAttributes([
    {
      key: searchAttributes.awaitingRole,
      value: result.outcome === 'failed' ? 'operations' : null,
    },
  ]);
  await condition(() => allHandlersFinished() && journal.idle);
  await journal.flushed();
  return result;
}
