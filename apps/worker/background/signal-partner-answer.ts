import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type PartnerAnswerMessage, SIGNALS } from '@fermata/contracts/temporal';
import { withRelayErrors } from './with-relay-errors.ts';

const TIMEOUT_MS = 10_000;

/** `ended`: the workflow is not running. Throws as `withRelayErrors` does. */
export async function signalPartnerAnswer(
  client: Client,
  workflowId: string,
  message: PartnerAnswerMessage,
): Promise<'sent' | 'ended'> {
  try {
    await withRelayErrors(() =>
      client.withDeadline(Date.now() + TIMEOUT_MS, () =>
        client.workflow.getHandle(workflowId).signal(SIGNALS.partnerAnswer, message),
      ),
    );
    return 'sent';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'ended';
    throw error;
  }
}
