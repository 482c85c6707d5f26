import type { SaleSnapshot } from '@fermata/contracts/temporal';
import { decideOnLoss, possibleAnswers } from '@fermata/domain/release';
import { call } from '../call.ts';
import { authority } from '../proxies.ts';
import { startWithdrawal } from '../withdrawal/start-withdrawal.ts';
import type { FollowedSale } from './followed-sale.ts';
import { sellersOf } from './sellers-of.ts';

/** Applies the terms to a release that one partner no longer sells while others still do. */
export async function applySaleTerms(sale: FollowedSale): Promise<void> {
  const { messages, terms } = sale;
  switch (decideOnLoss(terms.onRejection)) {
    case 'keep':
      break;
    case 'withdraw':
      await withdraw(sale);
      break;
    case 'ask':
      if (messages.question === null) await ask(sale);
      break;
  }
  messages.termsDue = false;
  sale.publishDetails();
}

/** A person has answered, or the limit was reached. */
export async function applySaleAnswer(sale: FollowedSale): Promise<void> {
  const { messages } = sale;
  const { given } = messages;
  if (given === null) return;
  const answer = given.answer === 'keep' ? 'keep' : 'withdraw';
  // Once, also if the withdrawal has to be tried again.
  if (messages.question !== null) {
    await sale.recordAnswer(answer, given.actor);
    messages.question = null;
  }
  if (answer === 'withdraw') await withdraw(sale);
  messages.given = null;
  sale.publishDetails();
}

/** Waits for an answer while handling partner messages. A continued run waits for the remaining time only. */
export function awaitSaleAnswer({ messages, question }: FollowedSale): void {
  const asked = messages.question;
  if (asked === null || messages.given !== null) return;
  const isOver = (): boolean => messages.question === null;
  const limitMs = Math.max(1, asked.answerBefore - Date.now());
  const take = (given: NonNullable<SaleSnapshot['given']>): void => {
    if (!isOver()) messages.given ??= given;
  };
  const possible = possibleAnswers({ ended: true, soldBy: [], mayRepeat: false });
  void question.ask(possible, limitMs, { isOver, onAnswer: take }).then((end) => {
    if (end.by === 'limit') take({ answer: 'withdraw' });
  });
}

async function ask(sale: FollowedSale): Promise<void> {
  const { messages, terms } = sale;
  const answerBefore = Date.now() + terms.questionSeconds * 1000;
  await sale.recordQuestion({
    lost: messages.delisted.map(({ partner, detail }) => ({
      ...{ partner, detail },
      outcome: 'rejected',
    })),
    soldBy: await sellersOf(sale),
    answerBefore: new Date(answerBefore).toISOString(),
  });
  messages.question = { answerBefore };
  awaitSaleAnswer(sale);
}

/** Starts the withdrawal that the terms require. It runs independently and signals its end. */
async function withdraw({ projectId, trackId, releaseId, journal }: FollowedSale): Promise<void> {
  // The catalogue compares the request with the events.
  await journal.flushed();
  const request = await call(
    authority.requestTermsWithdrawal,
    'Request the withdrawal that the terms demand',
    {
      ...{ projectId, trackId, releaseId },
    },
  );
  if (request === null) return;
  await startWithdrawal(request);
}
