import type { PartnerVerdict } from '@fermata/domain/release';
import { call } from '../../call.ts';
import { integration } from '../../proxies.ts';
import type { OfferRun } from '../offer-run.ts';

/**
 * Waits for the signed webhook. On timeout the partner is asked once, because the webhook may have
 * been lost. Null: no answer.
 */
export async function awaitAnswer(
  run: OfferRun,
  partnerReference: string,
): Promise<PartnerVerdict | null> {
  const { partner } = run;
  const { answerSeconds } = run.input.terms;
  run.setDetails(`Waiting for ${partner} to accept or reject, at most ${answerSeconds} s`);
  await run.waitForPartner(
    (answers) => answers.verdict !== null,
    answerSeconds,
    `Time limit for the answer of ${partner}`,
  );
  if (run.answers.verdict) return run.answers.verdict;
  const { state, detail } = await call(
    integration.askPartner,
    `No answer from ${partner} in time: ask`,
    { partner, partnerReference },
  );
  if (run.answers.verdict) return run.answers.verdict;
  const answer =
    state === 'accepted' || state === 'live'
      ? 'accepted'
      : state === 'rejected'
        ? 'rejected'
        : null;
  if (answer) {
    const verdict: PartnerVerdict = {
      answer,
      detail: detail ?? 'asked, because no webhook came',
    };
    run.answers.acceptQueried(verdict);
    await run.record({
      type: 'delivery.answered',
      data: { partner, via: 'asked', ...verdict },
    });
    return verdict;
  }
  await run.record({
    type: 'delivery.timed-out',
    data: { partner, detail: `no answer within ${answerSeconds} s; the partner reports: ${state}` },
  });
  return null;
}
