import { isInvalidArgument, isTransient } from '@fermata/temporal-config/is-transient';
import { TemporalUnavailableError } from '@fermata/temporal-config/temporal-unavailable-error';

/** Temporal refuses the content of a message; a repeated one would be refused, too. */
export class MessageRefusedError extends Error {
  override readonly name = 'MessageRefusedError';
}

/**
 * Sends a signal or starts a workflow. Throws TemporalUnavailableError when Temporal does not answer in time: the
 * message may have arrived, and a repeated one has no effect. Throws MessageRefusedError when it refuses the content.
 */
export async function withRelayErrors<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (isTransient(error)) throw new TemporalUnavailableError(error);
    if (isInvalidArgument(error))
      throw new MessageRefusedError('Temporal refuses the message', { cause: error });
    throw error;
  }
}
