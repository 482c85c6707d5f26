import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type PartnerAnswerMessage, SIGNALS } from '@fermata/contracts/temporal';
import { isInvalidArgument, isTransient } from '@fermata/temporal-config/is-transient';

const TIMEOUT_MS = 10_000;

/** Temporal did not answer. The signal may have arrived; a workflow ignores a repeated one. */
export class TemporalUnavailableError extends Error {
  override readonly name = 'TemporalUnavailableError';
}

/** Temporal refuses the content of the signal; a repeated one would be refused, too. */
export class SignalRefusedError extends Error {
  override readonly name = 'SignalRefusedError';
}

/**
 * `ended`: the workflow is not running. Throws TemporalUnavailableError when Temporal does not
 * answer in time, SignalRefusedError when it refuses the content.
 */
export async function signalPartnerAnswer(
  client: Client,
  workflowId: string,
  message: PartnerAnswerMessage,
): Promise<'sent' | 'ended'> {
  try {
    await withSignalErrors(() =>
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

/** Replaces the errors of Temporal by those above. */
export async function withSignalErrors<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (isTransient(error))
      throw new TemporalUnavailableError('Temporal does not answer', { cause: error });
    if (isInvalidArgument(error))
      throw new SignalRefusedError('Temporal refuses the signal', { cause: error });
    throw error;
  }
}
