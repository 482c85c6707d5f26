import {
  ApplicationFailure,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  log,
  setCurrentDetails,
  setHandler,
  TemporalFailure,
  workflowInfo,
} from '@temporalio/workflow';
import type { RequestState } from '@fermata/contracts/temporal';
import { ReleaseRequestInput, workflowIds } from '@fermata/contracts/temporal';
import { formatIssues, growingPauseMs, type ReleaseAnswer } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { call } from '../call.ts';
import { currentDetails } from '../current-details.ts';
import { integration, requests } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { startWithdrawal } from '../withdrawal/start-withdrawal.ts';
import { releaseRequestedSignal, requestAnsweredSignal } from './request-signals.ts';

const FIRST_LOOK_MS = 1_000;
/** The track tells when it has an answer; a lost signal delays it by so much at most. */
const MAX_LOOK_MS = 24 * 3_600_000;
/** A person decides in the catalogue, which does not tell. */
const PERSON_LOOK_MS = 10 * 60_000;

/**
 * One webhook that asks for a release, or for its removal. The catalogue, the track or a person decides,
 * and the partner gets the answer. The workflow ends with a final answer; a remembered request may wait for months.
 */
export async function releaseRequestWorkflow(
  input: ReleaseRequestInput,
): Promise<ReleaseAnswer | null> {
  const parsed = ReleaseRequestInput.safeParse(input);
  if (!parsed.success)
    throw ApplicationFailure.nonRetryable(
      `request: ${formatIssues(parsed.error)}`,
      'BadInputError',
    );
  const { partner, webhookId } = parsed.data;
  let { sent } = parsed.data;
  let notices = 0;
  setHandler(requestAnsweredSignal, () => {
    notices += 1;
  });
  for (let looks = 1; ; looks++) {
    const noticesSeen = notices;
    const state = await call(requests.considerRequest, `Decide the request of ${partner}`, {
      partner,
      webhookId,
    });
    const { answer, withdrawal, awaits } = state;
    publishState(partner, webhookId, state);
    if (withdrawal) await startWithdrawal(withdrawal);
    // The same answer again, to the same request under another webhook id: the partner knows its id.
    if (answer && answer.answer !== sent) {
      await sendAnswer(partner, webhookId, answer);
      sent = answer.answer;
    }
    if (state.final) return answer;
    if (state.trackId !== null) await tellTrack(state.trackId, partner, webhookId);
    await condition(
      () => notices !== noticesSeen,
      growingPauseMs(looks, FIRST_LOOK_MS, awaits === null ? MAX_LOOK_MS : PERSON_LOOK_MS),
      { summary: awaits === null ? 'Look for the answer of the track' : 'Look for a decision' },
    );
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof releaseRequestWorkflow>({ partner, webhookId, sent });
  }
}

/** A partner that refuses the answer, or is away for longer than a day, ends no request. */
async function sendAnswer(
  partner: string,
  webhookId: string,
  { answer }: ReleaseAnswer,
): Promise<void> {
  try {
    await call(integration.answerRequest, `Answer ${partner}: ${answer}`, { partner, webhookId });
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.error('a request was not answered', { partner, webhookId, error: String(error) });
  }
}

/** A track that has ended, or is between two runs, is looked up again. */
async function tellTrack(trackId: string, partner: string, webhookId: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowIds.track(trackId)).signal(releaseRequestedSignal, {
      partner,
      webhookId,
    });
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.warn('the track was not told about a request', { trackId, error: String(error) });
  }
}

function publishState(
  partner: string,
  webhookId: string,
  { requestId, named, answer, final, awaits }: RequestState,
): void {
  publishAttributes([
    { key: searchAttributes.awaitingRole, value: awaits },
    ...(awaits === null ? [] : [{ key: searchAttributes.partner, value: partner }]),
  ]);
  const now = answer
    ? `${answer.answer}: ${escapeMarkdown(answer.reason)}`
    : final
      ? 'The same request was made before, and is answered there'
      : 'Asking the track';
  setCurrentDetails(
    currentDetails(now, [
      `Request: \`${requestId}\` of ${partner}`,
      `Named: \`${named}\``,
      ...(final ? [] : [nextStep(partner, webhookId, awaits)]),
    ]),
  );
}

const nextStep = (partner: string, webhookId: string, awaits: RequestState['awaits']): string =>
  awaits === null
    ? 'It is answered when the release starts, or when the track ends.'
    : `Next: \`fermata track withdraw\` takes the release down at every partner, ` +
      `\`fermata inbox decline ${partner} ${webhookId} --reason "…"\` leaves it on sale.`;
