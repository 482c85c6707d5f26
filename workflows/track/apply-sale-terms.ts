import { isOnSale } from '@fermata/domain/offer';
import { decideOnLoss } from '@fermata/domain/release';
import { call } from '../call.ts';
import { authority, catalogue } from '../proxies.ts';
import { startWithdrawal } from '../withdrawal/start-withdrawal.ts';
import type { TrackRun } from './track-run.ts';

/** Applies the terms to a release that one partner no longer sells while others still do. */
export async function applySaleTerms(run: TrackRun): Promise<void> {
  switch (decideOnLoss(run.input.release.onRejection)) {
    case 'keep':
      break;
    case 'withdraw':
      await withdraw(run);
      break;
    case 'ask':
      if (run.sale.question === null) await ask(run);
      break;
  }
  run.sale.termsDue = false;
  run.publishDetails();
}

/** A person has answered, or the limit was reached. */
export async function applySaleAnswer(run: TrackRun): Promise<void> {
  const { given } = run.sale;
  if (given === null) return;
  const { answer, actor } = given;
  const via = actor === undefined ? 'limit' : 'person';
  const { releaseId } = run;
  await run.record({ type: 'track.question-answered', data: { releaseId, answer, via }, actor });
  run.sale.question = null;
  if (answer === 'withdraw') await withdraw(run);
  run.sale.given = null;
  run.publishDetails();
}

/** Waits for an answer while handling partner messages. A continued run waits for the remaining time only. */
export function awaitSaleAnswer(run: TrackRun): void {
  const { question } = run.sale;
  if (question === null || run.sale.given !== null) return;
  const limitMs = Math.max(1, question.answerBefore - Date.now());
  void run.question.ask(['keep', 'withdraw'], limitMs).then((given) => {
    run.sale.given = given;
  });
}

async function ask(run: TrackRun): Promise<void> {
  const { releaseId } = run;
  const answerBefore = Date.now() + run.input.release.questionSeconds * 1000;
  await run.record({
    type: 'track.question-asked',
    data: {
      releaseId,
      lost: run.sale.dropped.map(({ partner, detail }) => ({
        ...{ partner, detail },
        outcome: 'rejected',
      })),
      soldBy: await sellersOf(run),
      answerBefore: new Date(answerBefore).toISOString(),
    },
  });
  run.sale.question = { answerBefore };
  awaitSaleAnswer(run);
}

/** Reads the partners that sell the release from the catalogue. */
export async function sellersOf({ input, releaseId }: TrackRun): Promise<string[]> {
  const { offers } = await call(catalogue.readRelease, 'Who sells this release?', {
    projectId: input.projectId,
    releaseId,
  });
  return offers.filter(isOnSale).map(({ partner }) => partner);
}

/** Starts the withdrawal that the terms require. It runs independently and signals the track at its end. */
async function withdraw(run: TrackRun): Promise<void> {
  const { projectId, trackId } = run.input;
  const { releaseId } = run;
  // The catalogue compares the order with the track's events.
  await run.journal.flushed();
  const order = await call(
    authority.orderTermsWithdrawal,
    'Order the withdrawal that the terms demand',
    {
      ...{ projectId, trackId, releaseId },
    },
  );
  if (order === null) return;
  await startWithdrawal(order);
}
