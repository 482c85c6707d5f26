import { ApplicationFailure } from '@temporalio/workflow';
import type { OfferResult, OfferRun } from '../offer-run.ts';
import { awaitAnswer } from './await-answer.ts';
import { confirm } from './confirm.ts';
import { deliver } from './deliver.ts';
import { reserve } from './reserve.ts';
import { takeBack } from './withdraw-offer.ts';

/** Each further delivery needs an amendment of a person since the one before. */
const MAX_DELIVERIES = 10;

/**
 * Reserves, delivers, awaits the answer and confirms. A release that was withdrawn from a territory since its delivery
 * is taken down and delivered again, with the newer metadata, before it goes on sale. `ended`: the partner does not
 * take it.
 */
export async function putOnSale(
  run: OfferRun,
): Promise<{ readonly reference: string } | { readonly ended: OfferResult }> {
  const { partner } = run;
  const { answerSeconds } = run.input.terms;
  for (let deliveries = 1; ; deliveries++) {
    const reference = await reserve(run);
    await deliver(run, reference);
    const verdict = await awaitAnswer(run, reference);
    if (verdict === null) {
      const detail = `${partner} gave no answer within ${answerSeconds} s`;
      return { ended: { outcome: 'timed-out', detail } };
    }
    const { detail } = verdict;
    if (verdict.answer === 'rejected') return { ended: { outcome: 'rejected', detail } };
    await run.notifyRelease();
    const confirmation = await confirm(run, reference);
    if (confirmation.result === 'live') return { reference };
    if (confirmation.result === 'rejected')
      return { ended: { outcome: 'rejected', detail: confirmation.detail } };
    if (deliveries === MAX_DELIVERIES) throw ApplicationFailure.nonRetryable(confirmation.detail);
    const ended = await takeBack(run, confirmation.detail);
    if (ended !== null) return { ended };
  }
}
