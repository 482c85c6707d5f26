import { condition } from '@temporalio/workflow';
import { cleanText } from '@fermata/contracts/values';
import { isAccepted, type PartnerAnswers, type PartnerVerdict } from '@fermata/domain/offer';
import { call } from '../../call.ts';
import { authority, integration } from '../../proxies.ts';
import type { OfferRun } from '../offer-run.ts';
import { awaitFix } from './await-fix.ts';
import { deliver } from './deliver.ts';

/** How often the partner of one offer may ask for a fix; then it counts as a rejection. */
const MAX_FIXES = 10;

/**
 * Waits for the signed webhook. If the partner asks for a fix, a person decides whether it gets the release again.
 * Null: no answer.
 */
export async function awaitAnswer(
  run: OfferRun,
  partnerReference: string,
): Promise<PartnerVerdict | null> {
  const { partner } = run;
  const { answerSeconds } = run.input.terms;
  for (let fixes = 1; ; fixes++) {
    run.setDetails(`Waiting for ${partner} to accept or reject, at most ${answerSeconds} s`);
    await waitForPartner(
      run,
      ({ verdict, fix }) => verdict !== null || fix !== null,
      answerSeconds,
      `Time limit for the answer of ${partner}`,
    );
    const { verdict, fix } = run.answers;
    if (verdict) return verdict;
    if (fix === null) return askForAnswer(run, partnerReference);
    const answer = fixes > MAX_FIXES ? 'withdraw' : await awaitFix(run, fix);
    if (answer === 'withdraw') {
      const reasons = fix.fields.map(({ field, reason }) => `${field}: ${reason}`).join('; ');
      return { answer: 'rejected', detail: cleanText(`it needs a fix: ${reasons}`, 500) };
    }
    // The partner may have answered while a person decided.
    if (answer === null || run.answers.verdict) continue;
    run.answers.closeFix();
    await deliver(run, partnerReference, `deliver/fix-${fixes}`);
  }
}

/**
 * Waits for the partner's answer for at most `seconds`. Throws when an event was refused, and when the
 * catalogue no longer allows the offer. `summary`: the purpose of the timer, shown in Temporal's history.
 */
async function waitForPartner(
  run: OfferRun,
  isAnswered: (answers: PartnerAnswers) => boolean,
  seconds: number,
  summary: string,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  const isOver = (): boolean => isAnswered(run.answers) || run.journal.failed;
  for (let left = seconds * 1000; left > 0 && !isOver(); left = deadline - Date.now()) {
    const seen = run.changes;
    await condition(() => isOver() || run.changes > seen, left, { summary });
    if (run.changes > seen)
      await call(authority.authoriseOffer, 'Check that it may still be offered', run.input);
  }
  // An answer that came in time counts, however long its verification takes.
  await run.messagesVerified();
  await run.journal.flushed();
}

/** Asks the partner once when its time is over, because the webhook may have been lost. */
async function askForAnswer(
  run: OfferRun,
  partnerReference: string,
): Promise<PartnerVerdict | null> {
  const { partner } = run;
  const { projectId, terms } = run.input;
  const { answerSeconds } = terms;
  const { state, detail } = await call(
    integration.askPartner,
    `No answer from ${partner} in time: ask`,
    { projectId, partner, partnerReference },
  );
  if (run.answers.verdict) return run.answers.verdict;
  const answer = isAccepted({ state }) ? 'accepted' : state === 'rejected' ? 'rejected' : null;
  if (answer) {
    const verdict: PartnerVerdict = {
      answer,
      detail: detail ?? 'asked, because no webhook came',
    };
    run.answers.acceptQueried(verdict);
    await run.record({
      type: 'delivery.answered',
      data: { partner, via: 'asked', webhookId: null, ...verdict },
    });
    return verdict;
  }
  await run.record({
    type: 'delivery.timed-out',
    data: { partner, detail: `no answer within ${answerSeconds} s; the partner reports: ${state}` },
  });
  return null;
}
