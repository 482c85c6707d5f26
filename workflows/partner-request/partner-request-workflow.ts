import {
  continueAsNew,
  getExternalWorkflowHandle,
  isCancellation,
  log,
  setCurrentDetails,
  TemporalFailure,
} from '@temporalio/workflow';
import type { RequestState } from '@fermata/contracts/temporal';
import { PartnerRequestInput } from '@fermata/contracts/temporal';
import type { RequestAnswer } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../call.ts';
import { currentDetails } from '../current-details.ts';
import { parseInput } from '../parse-input.ts';
import { partnerAnswerSignal } from '../partner/partner-answer-signal.ts';
import { pollUntilFinal } from '../poll-until-final.ts';
import { integration, requests } from '../proxies.ts';
import { reasonOf } from '../reason-of.ts';
import { withdrawCommand } from '../withdraw-command.ts';
import { startWithdrawal } from '../withdrawal/start-withdrawal.ts';
import { giveUpAnswer } from './give-up-answer.ts';
import { notTaken, publishAwaited } from './publish-awaited.ts';
import { releaseRequestedSignal, requestAnsweredSignal } from './request-signals.ts';

/** Upper limit of the pauses; normally the signal of the track or the release ends the wait earlier. */
const MAX_PAUSE_MS = 24 * 3_600_000;
/** The same while a person decides in the catalogue, which sends no signal. */
const PERSON_MAX_PAUSE_MS = 10 * 60_000;

/** The same while the partner has not taken an answer. */
const UNSENT_MAX_PAUSE_MS = 3_600_000;

/**
 * One webhook that asks for a release or a takedown. The catalogue, the track, the release or a person decides,
 * and the partner gets the answer, which is sent until it takes it or the limit has passed. The workflow ends with a
 * final answer; a remembered request may wait for months.
 */
export async function partnerRequestWorkflow(
  input: PartnerRequestInput,
): Promise<RequestAnswer | null> {
  const { partner, webhookId, giveUpSeconds, ...earlier } = parseInput(
    'request',
    PartnerRequestInput,
    input,
  );
  let { sent, unsent, decided } = earlier;
  let failure: string | null = null;
  return pollUntilFinal(
    requestAnsweredSignal,
    async () => {
      const state = decided
        ? { ...decided, ...NOTHING_LEFT_TO_DECIDE }
        : await call(requests.considerRequest, `Decide the request of ${partner}`, {
            partner,
            webhookId,
          });
      const { answer, withdrawal, awaits } = state;
      publishState(partner, webhookId, state, failure);
      if (withdrawal) await startWithdrawal(withdrawal);
      // A later decision could have another effect: from now on only the answer is sent again.
      if (state.final) decided = { requestId: state.requestId, named: state.named, answer };
      // A repeated request under another webhook id gets the same answer; the partner knows it by the request's id.
      failure =
        answer && answer.answer !== sent ? await sendAnswer(partner, webhookId, answer) : null;
      if (answer !== null && failure !== null) {
        const { answer: named } = answer;
        unsent = unsent?.answer === named ? unsent : { answer: named, since: Date.now() };
        if (Date.now() - unsent.since >= giveUpSeconds * 1000) {
          const answers = [named];
          if (state.final)
            throw await giveUpAnswer({ partner, webhookId }, { answers, seconds: giveUpSeconds });
          // The final answer follows, and is sent as long.
          failure = null;
        }
      }
      if (failure === null) {
        [sent, unsent] = [answer?.answer, undefined];
        if (state.final) return { final: answer };
      }
      if (state.workflowId !== null) await ask(state.workflowId, partner, webhookId);
      const shown = state.offer && !(await endOffer(state.offer)) ? withPerson(state) : state;
      publishState(partner, webhookId, shown, failure);
      if (failure !== null)
        return { maxPauseMs: UNSENT_MAX_PAUSE_MS, summary: 'Send the answer again' };
      if (state.offer)
        return { maxPauseMs: PERSON_MAX_PAUSE_MS, summary: 'Poll for the end of the offer' };
      return awaits === null
        ? { maxPauseMs: MAX_PAUSE_MS, summary: 'Poll for the answer to the request' }
        : { maxPauseMs: PERSON_MAX_PAUSE_MS, summary: 'Poll for a decision' };
    },
    () =>
      continueAsNew<typeof partnerRequestWorkflow>({
        ...{ partner, webhookId, giveUpSeconds, sent, unsent, decided },
      }),
  );
}

const NOTHING_LEFT_TO_DECIDE = {
  ...{ final: true, workflowId: null, withdrawal: null, awaits: null, sale: null },
} satisfies Partial<RequestState>;

/** Null: the partner has it. Otherwise the reason: the partner has refused it, or was down for a day. */
async function sendAnswer(
  partner: string,
  webhookId: string,
  { answer }: RequestAnswer,
): Promise<string | null> {
  try {
    await call(integration.answerRequest, `Answer ${partner}: ${answer}`, { partner, webhookId });
    return null;
  } catch (error) {
    if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    const reason = reasonOf(error);
    log.error('a request was not answered', { partner, webhookId, reason });
    return reason;
  }
}

/** Whether the offer runs, and has got the request, which it takes as a rejection. */
async function endOffer({
  workflowId,
  message,
}: NonNullable<RequestState['offer']>): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(partnerAnswerSignal, message);
    return true;
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.warn('no offer took the request for its takedown', { workflowId, error: String(error) });
    return false;
  }
}

/** A release whose workflows do not run needs a person. */
const withPerson = (state: RequestState): RequestState => ({ ...state, awaits: 'operations' });

/** If the track or the release has ended or is between two runs, the next poll decides. */
async function ask(workflowId: string, partner: string, webhookId: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(releaseRequestedSignal, {
      partner,
      webhookId,
    });
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.warn('no workflow took the request', { workflowId, error: String(error) });
  }
}

function publishState(
  partner: string,
  webhookId: string,
  { requestId, named, answer, final, awaits, sale }: RequestState,
  failure: string | null,
): void {
  publishAwaited(partner, failure === null ? awaits : 'operations');
  const now = answer
    ? `${answer.answer}: ${escapeMarkdown(answer.reason)}`
    : final
      ? 'The same request was made before, and is answered there'
      : 'Asking for the release';
  setCurrentDetails(
    currentDetails(now, [
      `Request: \`${requestId}\` of ${partner}`,
      `Named: \`${named}\``,
      ...(failure === null ? [] : [notTaken(partner, failure)]),
      ...(final ? [] : [nextStep(partner, webhookId, { sale, awaits })]),
    ]),
  );
}

/** `sale`: null for a request for a release. */
function nextStep(
  partner: string,
  webhookId: string,
  { sale, awaits }: Pick<RequestState, 'sale' | 'awaits'>,
): string {
  if (sale === null)
    return 'It is answered when the release starts, or when the track or the release ends.';
  if (awaits === null) return `It is answered once ${partner} has nothing of the release.`;
  return (
    `Next: ${withdrawCommand({ ...sale, partner })} takes the release down at ${partner}, ` +
    `\`fermata inbox decline ${partner} ${webhookId} --reason "…"\` leaves it on sale.`
  );
}
