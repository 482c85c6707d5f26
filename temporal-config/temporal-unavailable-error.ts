/**
 * Temporal or its worker did not answer in time. The request may have arrived, so only the same request may be sent
 * again.
 */
export class TemporalUnavailableError extends Error {
  override readonly name = 'TemporalUnavailableError';

  constructor(cause: unknown) {
    super('Temporal or its worker did not answer in time', { cause });
  }
}
