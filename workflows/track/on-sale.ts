import { CancellationScope, condition, log, sleep, TemporalFailure } from '@temporalio/workflow';
import type { PartnerAnswerMessage } from '@fermata/contracts/temporal';
import { growingPauseMs, type OfferState } from '@fermata/contracts/values';
import { droppedState } from '@fermata/domain/offer';
import { isWithdrawnEverywhere } from '@fermata/domain/withdrawal';
import { call } from '../call.ts';
import { authority, catalogue, integration } from '../proxies.ts';
import { applySaleAnswer, applySaleTerms, awaitSaleAnswer, sellersOf } from './apply-sale-terms.ts';
import { refuseCommand } from './commands/refuse-command.ts';
import { continueTrack } from './continue-track.ts';
import type { TrackRun } from './track-run.ts';

/** A message that could not be handled is tried again after this time. */
const RETRY_MS = 3_600_000;

/**
 * Follows a release on sale until it is withdrawn: its partner may drop it before. This is a run of
 * its own, so that a track on sale has a short history which only this file has to replay. A
 * cancellation from the Temporal UI is refused on record: only a withdrawal takes the release down.
 */
export function stayOnSale(run: TrackRun): Promise<void> {
  CancellationScope.current()
    .cancelRequested.catch(() => refuseCancellation(run))
    .catch(logFailure);
  return CancellationScope.nonCancellable(async () => {
    if (run.lifecycle.onSale) run.publishDetails();
    else await enterSale(run);
    awaitSaleAnswer(run);
    let attempts = 0;
    while (run.lifecycle.onSale) {
      await condition(() => run.sale.pending || run.commands.shouldContinue);
      if (run.commands.shouldContinue) await tryToContinue(run, ++attempts);
      await handleNext(run);
    }
  });
}

async function refuseCancellation(run: TrackRun): Promise<void> {
  await CancellationScope.nonCancellable(() =>
    refuseCommand(run, {
      command: 'cancel',
      reason: 'late',
      detail: 'the track is on sale: only a withdrawal takes it down',
    }),
  );
}

/** A refused event was reported to its command, and does not end a track on sale. */
async function tryToContinue(run: TrackRun, attempt: number): Promise<void> {
  try {
    await continueTrack(run, () => ({ at: 'on-sale', sale: run.sale.snapshot() }));
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.error('an event was refused: the next run begins later', { error: String(error) });
    await sleep(growingPauseMs(attempt, 1_000, RETRY_MS), {
      summary: 'Try again to begin the next run',
    });
  }
}

async function enterSale(run: TrackRun): Promise<void> {
  const { releaseId } = run;
  const { version } = run.lifecycle;
  const { partners, onRejection } = run.input.release;
  // A partner may have dropped it in the moment in which the release was kept.
  if (onRejection === 'all-or-nothing' && partners.length > 1)
    run.sale.termsDue = (await sellersOf(run)).length < partners.length;
  run.enter('live', [], {
    onEntry: () => [{ type: 'track.published', data: { version, releaseId } }],
  });
}

async function handleNext(run: TrackRun): Promise<void> {
  const { sale } = run;
  const withdrawn = sale.takeWithdrawals();
  const answer = withdrawn ? undefined : sale.nextAnswer();
  try {
    if (withdrawn) await considerWithdrawal(run);
    else if (answer) await considerRejection(run, answer);
    else if (sale.given) await applySaleAnswer(run);
    else if (sale.termsDue) await applySaleTerms(run);
    await run.journal.flushed();
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    logFailure(error);
    if (withdrawn) sale.putBackWithdrawals();
    if (answer) sale.putBack(answer);
    // A withdrawal that has just failed waits too.
    const known = withdrawn ? sale.pendingWithdrawals : 0;
    await condition(
      () => run.commands.shouldContinue || sale.pendingWithdrawals > known,
      RETRY_MS,
      { summary: 'Try the message about the release again' },
    );
  }
}

function logFailure(error: unknown): void {
  log.error('a message about a release on sale was not handled', { error: String(error) });
}

/** Any client with access to Temporal can send the signal, so the catalogue decides. */
async function considerWithdrawal(run: TrackRun): Promise<void> {
  const { projectId, trackId } = run.input;
  const { releaseId } = run;
  const ended = await call(catalogue.withdrawalOutcome, 'The outcome of the last withdrawal', {
    ...{ projectId, trackId, releaseId },
  });
  if (!ended) return;
  const { outcome, detail } = ended;
  if (isWithdrawnEverywhere(ended)) return run.enter('withdrawn', [], { detail });
  run.failedWithdrawal = outcome === 'failed' ? detail : null;
  run.publishDetails();
}

/** The inbox decides whether the partner has sent it, and the partner itself whether it still sells the release. */
async function considerRejection(run: TrackRun, message: PartnerAnswerMessage): Promise<void> {
  const { webhookId, partner, webhook } = message;
  const { releaseId } = run;
  const rejection = await verifyRejection(run, message);
  if ('ignored' in rejection || webhook.type !== 'delivery.rejected') {
    const why = 'ignored' in rejection ? rejection.ignored : 'it is no rejection';
    const data = { partner, webhookId, detail: why };
    if (run.sale.countIgnored()) await run.record({ type: 'track.answer-ignored', data });
    else log.warn('too many answers were ignored: this one is not recorded', data);
    return;
  }
  const { verifiedState, stillSoldBy } = rejection;
  const detail = `${webhook.data.code}: ${webhook.data.reason}`;
  const { version } = run.lifecycle;
  const data = { version, releaseId, partner, verifiedState, webhookId, detail };
  if (stillSoldBy.length > 0) {
    run.sale.dropped.push({ partner, detail });
    run.sale.termsDue = true;
    await run.record({ type: 'track.partner-dropped', data: { ...data, stillSoldBy } });
    run.publishDetails();
    return;
  }
  run.enter('dropped', [], {
    detail: `${partner} no longer sells it, ${detail}`,
    onEntry: () => [{ type: 'track.dropped', data }],
  });
}

type Rejection =
  | { readonly verifiedState: OfferState; readonly stillSoldBy: string[] }
  | { readonly ignored: string };

/** `verifiedState`: what the partner reports when it is asked; `ignored`: why the rejection has no effect. */
async function verifyRejection(run: TrackRun, message: PartnerAnswerMessage): Promise<Rejection> {
  const { releaseId, input } = run;
  const { partner } = message;
  const ignored = (why: string): Rejection => ({ ignored: why });
  if (!input.release.partners.includes(partner))
    return ignored(`the release was not offered to ${partner}`);
  if (!(await call(authority.verifyAnswer, `Is this the webhook of ${partner}?`, message)))
    return ignored(`${partner} has not sent it: the inbox differs`);
  const sellers = await sellersOf(run);
  if (!sellers.includes(partner)) return ignored(`${partner} was known not to sell it`);
  const reservations = await call(
    integration.findReservations,
    `Does ${partner} still sell this release?`,
    { partner, releaseId },
  );
  const states = reservations.map(({ state }) => state);
  const verifiedState = droppedState(states);
  return verifiedState === null
    ? ignored(`asked, ${partner} reports: ${states.join(', ') || 'no reservation'}`)
    : { verifiedState, stillSoldBy: sellers.filter((name) => name !== partner) };
}
