import { ApplicationFailure } from '@temporalio/workflow';
import { setMessageAside } from '../partner/set-message-aside.ts';
import { publishAwaited } from './publish-awaited.ts';

/** The type of the failure of a request or an order whose answer the partner has not taken. */
const ANSWER_NOT_TAKEN = 'AnswerNotTakenError';

/**
 * Shows the message in the inbox, as its partner has not taken the answer for too long. The workflow fails with the
 * returned failure, so that a replay of the message starts it again and sends the answers again.
 */
export async function giveUpAnswer(
  { partner, webhookId }: { readonly partner: string; readonly webhookId: string },
  { answers, seconds }: { readonly answers: readonly string[]; readonly seconds: number },
): Promise<ApplicationFailure> {
  const limit = seconds < DAY ? `${seconds} s` : `${Math.round(seconds / DAY)} days`;
  const reason = `${partner} has not taken the answer ${answers.join(', ')} for ${limit}`;
  await setMessageAside({ partner, webhookId, reason });
  // The inbox shows it from now on.
  publishAwaited(partner, null);
  return ApplicationFailure.nonRetryable(reason, ANSWER_NOT_TAKEN);
}

const DAY = 24 * 3600;
