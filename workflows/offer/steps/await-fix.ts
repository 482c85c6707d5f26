import type { FixAnswer } from '@fermata/contracts/values';
import type { RequestedFix } from '@fermata/domain/offer';
import { FIX_ANSWERS } from '@fermata/domain/release';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { call } from '../../call.ts';
import { authority } from '../../proxies.ts';
import { publishAttributes } from '../../publish-attributes.ts';
import type { QuestionEnd } from '../../question.ts';
import type { OfferRun } from '../offer-run.ts';

/**
 * Waits for a person, because the partner asks for a fix; without an answer in time it is `withdraw`. Null: the
 * partner has accepted or rejected the release in the meantime. Throws when an event was refused.
 */
export async function awaitFix(
  run: OfferRun,
  { webhookId, fields }: RequestedFix,
): Promise<FixAnswer | null> {
  const { partner } = run;
  const { releaseId, terms } = run.input;
  const limitMs = terms.questionSeconds * 1000;
  const answerBefore = new Date(Date.now() + limitMs).toISOString();
  await run.record({
    type: 'delivery.fix-requested',
    data: { partner, webhookId, fields: [...fields], answerBefore },
  });
  run.setDetails(
    `Waiting for a person: ${partner} asks for a fix`,
    ...fields.map(({ field, reason }) => `${escapeMarkdown(field)}: ${escapeMarkdown(reason)}`),
    `\`fermata release amend ${releaseId} --reason "…"\` changes the metadata of the next delivery.`,
    `Answer before ${answerBefore}: \`fermata release answer ${releaseId} ${FIX_ANSWERS.join('|')} ` +
      `--partner ${partner}\`. Without an answer it is withdrawn from ${partner}.`,
  );
  const end = await askPerson(run, limitMs);
  await run.journal.flushed();
  if (end.by === 'person') {
    const answer: FixAnswer = end.answer === 'redeliver' ? 'redeliver' : 'withdraw';
    const { actor } = end;
    await run.record({
      type: 'delivery.fix-answered',
      data: { partner, answer, via: 'person' },
      actor,
    });
    return answer;
  }
  // It may also have come at the limit.
  if (run.answers.verdict !== null) return null;
  await run.record({
    type: 'delivery.fix-answered',
    data: { partner, answer: 'withdraw', via: 'limit' },
  });
  return 'withdraw';
}

/**
 * Operations find the offer by the role until it goes on or is cancelled. Throws when the catalogue no longer allows
 * the offer: nobody needs to answer then.
 */
async function askPerson(run: OfferRun, limitMs: number): Promise<QuestionEnd> {
  const deadline = Date.now() + limitMs;
  const isOver = (): boolean => run.answers.verdict !== null || run.journal.failed;
  publishAttributes([{ key: searchAttributes.awaitingRole, value: 'operations' }]);
  try {
    for (;;) {
      const seen = run.changes;
      const end = await run.question.ask(FIX_ANSWERS, Math.max(1, deadline - Date.now()), {
        isOver: () => isOver() || run.changes > seen,
      });
      if (end.by !== 'moot' || isOver()) return end;
      await call(authority.authoriseOffer, 'Check that it may still be offered', run.input);
    }
  } finally {
    publishAttributes([{ key: searchAttributes.awaitingRole, value: null }]);
  }
}
