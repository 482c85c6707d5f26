import type { PartnerPing } from '@fermata/contracts/http';
import { openPartnerAdapter, type PartnerConnection, PartnerRequestError } from '@fermata/partners';
import { describeFailure } from './describe-failure.ts';

/** Asks the partner something that changes nothing. A partner that does not answer is a result, not an error. */
export async function pingPartner(
  partner: string,
  connection: PartnerConnection,
  answerTimeoutMs: number,
): Promise<PartnerPing> {
  const adapter = openPartnerAdapter(connection, { answerTimeoutMs });
  const signal = AbortSignal.timeout(answerTimeoutMs);
  const started = performance.now();
  const result = (reachable: boolean, detail: string): PartnerPing => ({
    ...{ partner, reachable, detail },
    durationMs: Math.round(performance.now() - started),
  });
  try {
    await adapter.ping({ signal, onProgress: () => undefined });
    return result(true, 'the partner answers, and accepts the credentials');
  } catch (error) {
    // A ping may have several requests.
    if (signal.aborted) return result(false, `no answer within ${answerTimeoutMs / 1000} s`);
    if (!(error instanceof PartnerRequestError)) throw error;
    return result(false, describeFailure(error.failure));
  }
}
