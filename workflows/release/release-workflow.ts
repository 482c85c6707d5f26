import {
  CancellationScope,
  CancelledFailure,
  condition,
  isCancellation,
  makeContinueAsNewFunc,
} from '@temporalio/workflow';
import {
  ReleaseWorkflowInput,
  type ReleaseWorkflowResult,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { cleanText } from '@fermata/contracts/values';
import { endedReleaseAnswer } from '@fermata/domain/partner-request';
import {
  decideRelease,
  isDelistedWhenKept,
  type OfferProgress,
  possibleAnswers,
  releaseOutcome,
} from '@fermata/domain/release';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { call } from '../call.ts';
import { isNotAuthorised } from '../is-not-authorised.ts';
import { parseInput } from '../parse-input.ts';
import { authority } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { reasonOf } from '../reason-of.ts';
import { closeJournalDespiteRefusals, recordOutcome } from '../record-outcome.ts';
import type { saleWorkflow } from '../sale/sale-workflow.ts';
import { withdrawCommand } from '../withdraw-command.ts';
import { withdrawFailedOffers } from '../withdrawal/withdraw-failed-offers.ts';
import { beginRelease } from './begin-release.ts';
import { handleCancellation } from './cancel-release.ts';
import { handleStartRequests } from './handle-start-requests.ts';
import { ReleaseRun } from './release-run.ts';
import { cancelAgain, endStarted, resume } from './resume-release.ts';

/**
 * Offers a release to all partners of its terms at once, and applies the terms when one of them does
 * not take it. Ends when all offers have ended, or on record before its start if a person has created it and it can
 * no longer be made. Otherwise fails, and leaves no trace in the release, unless the version is approved.
 */
export async function releaseWorkflow(input: ReleaseWorkflowInput): Promise<ReleaseWorkflowResult> {
  const request = parseInput('release', ReleaseWorkflowInput, input);
  const run = new ReleaseRun(request);
  const life = new CancellationScope();
  handleCancellation(run, () => life.cancel());
  handleStartRequests(run);
  const checked = await authorise(run);
  const soFar = run.createdByPerson ? await resume(run) : null;
  if (soFar?.cancelled) cancelAgain(run, life, soFar.cancelled.reason);
  run.authorised = true;
  const result =
    'refused' in checked
      ? refused(run, checked)
      : soFar?.started
        ? await endStarted(run, soFar)
        : await runRelease(run, life, checked.recall);
  await CancellationScope.nonCancellable(() => end(run, result));
  const { answers } = run.late.snapshot();
  if (!run.createdByPerson)
    return {
      ...result,
      ...(answers.length === 0 ? {} : { late: answers }),
      ...(run.delisted.length === 0 ? {} : { delisted: run.delisted }),
    };
  if (result.outcome === 'live') await continueOnSale(run);
  return result;
}

/**
 * The recall in effect, or why a release that a person has created can no longer be made: that release ends on record.
 * Throws for every other release that the catalogue does not know as approved.
 */
async function authorise(
  run: ReleaseRun,
): Promise<{ recall: string | null } | { refused: string }> {
  const { input } = run;
  try {
    return {
      recall: await call(authority.authoriseRelease, 'Check that the release is approved', input),
    };
  } catch (error) {
    if (!isNotAuthorised(error) || !run.createdByPerson) throw error;
    if (
      !(await call(
        authority.isCreatedRelease,
        'Check that a person has created the release',
        input,
      ))
    )
      throw error;
    return { refused: reasonOf(error) };
  }
}

function refused(run: ReleaseRun, { refused: detail }: { refused: string }): ReleaseWorkflowResult {
  run.phase = 'ending';
  return { outcome: 'failed', detail: cleanText(detail, 500) };
}

/** Nothing follows the sale until a partner sends a message, unless one has done so already. */
async function continueOnSale({ input, late, delisted }: ReleaseRun): Promise<void> {
  const { projectId, releaseId, terms } = input;
  const { given: _given, ...sale } = late.snapshot();
  const termsDue = isDelistedWhenKept(terms, delisted);
  if (!late.pending && !termsDue) return;
  await makeContinueAsNewFunc<typeof saleWorkflow>({ workflowType: WORKFLOWS.sale })({
    ...{ projectId, releaseId },
    sale: { ...sale, delisted, termsDue },
  });
}

/**
 * Starts the offers, and withdraws those that the terms do not keep. A person may cancel its `life`. `recall`: the one
 * in effect when it was authorised.
 */
async function runRelease(
  run: ReleaseRun,
  life: CancellationScope,
  recall: string | null,
): Promise<ReleaseWorkflowResult> {
  let failure: unknown;
  try {
    await life.run(async () => {
      await beginRelease(run, recall);
      await applyTerms(run);
    });
  } catch (error) {
    failure = error;
    run.withdraw();
    run.setDetails('Withdrawing the release from its partners');
  }
  if (run.phase === 'open') run.phase = 'ending';
  const cancelled = isCancellation(failure);
  const offers = await CancellationScope.nonCancellable(() => run.offersEnded());
  const { outcome, detail } = releaseOutcome(offers, cancelled);
  // A refused event is no partner's doing.
  if (failure !== undefined && !cancelled && outcome !== 'failed')
    return { outcome: 'failed', detail: reasonOf(failure) };
  const why = run.cancelReason === null ? [] : [run.cancelReason];
  return { outcome, detail: cleanText([...why, detail].join('; '), 500) };
}

/** Reads the offers at each notification. Throws when it was cancelled or an event was refused. */
async function applyTerms(run: ReleaseRun): Promise<void> {
  const { onRejection } = run.input.terms;
  for (let seen = 0, confirmed = false; ;) {
    await condition(() => run.changes > seen || run.journal.failed);
    await run.journal.flushed();
    seen = run.changes;
    const offers = await run.readOffers();
    run.setDetails('Waiting for the partners to answer');
    switch (decideRelease(onRejection, offers)) {
      case 'wait':
        // One that had accepted may get the release again.
        confirmed = false;
        break;
      case 'confirm':
        // From now on the catalogue allows every offer to go on sale, so one notification is enough.
        if (!confirmed) await run.notifyOffers(partnersThatAre('accepted', offers));
        confirmed = true;
        break;
      case 'ask':
        if ((await askPerson(run)) === 'done') return;
        break;
      case 'keep':
        return keep(run, partnersThatAre('live', offers));
      case 'withdraw':
        run.withdraw();
        return run.setDetails('Withdrawing the release: one partner does not take it');
    }
  }
}

/**
 * Asks a person about a release that one partner has not taken. Without an answer it is withdrawn, as is one that is
 * recalled. A question is asked again if a partner that sold the release no longer does.
 */
async function askPerson(run: ReleaseRun): Promise<'done' | 'continue'> {
  const { releaseId, terms } = run.input;
  const recall = await call(
    authority.authoriseRelease,
    'Check that it may still be released',
    run.input,
  );
  if (recall !== null) {
    run.withdraw();
    run.setDetails('Withdrawing the release: it is recalled', `Recall: ${escapeMarkdown(recall)}`);
    return 'done';
  }
  // An offer may have ended since they were read last.
  const soldBy = partnersThatAre('live', await run.readOffers());
  const isSaleLost = (): boolean => run.lost.some(({ partner }) => soldBy.includes(partner));
  const possible = possibleAnswers({
    ended: false,
    soldBy,
    mayRepeat: run.nextAttempts.length > 0,
  });
  const answerBefore = new Date(Date.now() + terms.questionSeconds * 1000).toISOString();
  await run.journal.append([
    { type: 'release.question-asked', data: { lost: run.lost, soldBy, answerBefore } },
  ]);
  run.setDetails(
    'Waiting for a person: one partner does not take it',
    `Answer before ${answerBefore}: \`fermata release answer ${releaseId} ${possible.join('|')}\`. ` +
      'Without an answer it is withdrawn.',
    `\`fermata release amend ${releaseId} --reason "…"\` changes the metadata of the next delivery.`,
  );
  publishAttributes([{ key: searchAttributes.awaitingRole, value: 'operations' }]);
  const end = await run.question
    .ask(possible, terms.questionSeconds * 1000, { isOver: isSaleLost })
    .finally(() => publishAttributes([{ key: searchAttributes.awaitingRole, value: null }]));
  if (end.by === 'moot') return 'continue';
  const { answer, actor } =
    end.by === 'person' ? end : { answer: 'withdraw' as const, actor: undefined };
  const redeliver = answer === 'redeliver' ? run.nextAttempts : [];
  await run.journal.append([
    { type: 'release.question-answered', data: { answer, via: end.by, redeliver }, actor },
  ]);
  switch (answer) {
    case 'keep':
      await keep(run, partnersThatAre('live', await run.readOffers()));
      return 'done';
    case 'withdraw':
      run.withdraw();
      run.setDetails('Withdrawing the release from its partners');
      return 'done';
    case 'redeliver':
      run.restartOffers(redeliver);
      return 'continue';
  }
}

/** From its event on a cancellation comes too late. */
async function keep(run: ReleaseRun, partners: string[]): Promise<void> {
  if (partners.length === 0) return;
  if (CancellationScope.current().consideredCancelled)
    throw new CancelledFailure('cancelled before it was kept');
  run.phase = 'kept';
  await run.journal.append([
    { type: 'release.kept', data: { partners, detail: `on sale at ${partners.join(', ')}` } },
  ]);
  run.keptAt = partners;
  await run.notifyOffers(partners);
}

const partnersThatAre = (
  wanted: OfferProgress['state'],
  offers: readonly OfferProgress[],
): string[] => offers.filter(({ state }) => state === wanted).map(({ partner }) => partner);

async function end(run: ReleaseRun, { outcome, detail }: ReleaseWorkflowResult): Promise<void> {
  const { trackId, releaseId } = run.input;
  const { createdByPerson } = run;
  const withdraw = withdrawCommand({ trackId, releaseId, createdByPerson });
  run.setDetails(
    `Ended: ${outcome}`,
    `Reason: ${escapeMarkdown(detail)}`,
    ...(outcome === 'failed' && run.start === 'started'
      ? [`Next: ${withdraw} takes it down at partners that may have it.`]
      : []),
  );
  // The start was not recorded, and no other event may be the first of the stream.
  if (run.journal.sequence === 0) return closeJournalDespiteRefusals(run.journal);
  // Of a release that has not started. The stream takes no answer after its end.
  await run.answerRequests(endedReleaseAnswer(outcome)).catch(() => undefined);
  await recordOutcome(run.journal, detail, (shown) => ({
    type: 'release.ended',
    data: { outcome, detail: shown },
  }));
  await withdrawFailedOffers(run.input, run.failed);
  // Also those that have arrived while the end was recorded.
  while (createdByPerson && outcome !== 'live' && run.late.hasAnswers) {
    ignoreLate(run);
    await closeJournalDespiteRefusals(run.journal);
  }
}

/** The messages of partners about a release that no workflow follows. */
function ignoreLate(run: ReleaseRun): void {
  for (const { partner, webhookId } of run.late.takeAnswers())
    void run.journal.append([
      {
        type: 'release.answer-ignored',
        data: { partner, webhookId, detail: 'the release is not on sale' },
      },
    ]);
}
