import {
  ApplicationFailure,
  condition,
  continueAsNew,
  log,
  setCurrentDetails,
  setHandler,
  TemporalFailure,
  workflowInfo,
} from '@temporalio/workflow';
import { type OrderState, OrderWorkflowInput } from '@fermata/contracts/temporal';
import { formatIssues, growingPauseMs, type OrderAnswer } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { call } from '../call.ts';
import { currentDetails } from '../current-details.ts';
import { requestAnsweredSignal } from '../partner-request/request-signals.ts';
import { integration, orders } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { startOrderedTrack } from './start-ordered-track.ts';

const POLL_MIN_MS = 1_000;
/** Upper limit of the polling interval; the track signals each of its stages, but not a delivery. */
const POLL_MAX_MS = 10 * 60_000;

/**
 * One webhook that orders a track. The catalogue decides; an accepted order starts its track, and the partner gets an
 * answer at each turn of the track's life. The workflow ends with the last answer.
 */
export async function orderWorkflow(
  input: OrderWorkflowInput,
): Promise<{ orderId: string; answer: OrderAnswer['answer'] | null }> {
  const parsed = OrderWorkflowInput.safeParse(input);
  if (!parsed.success)
    throw ApplicationFailure.nonRetryable(`order: ${formatIssues(parsed.error)}`, 'BadInputError');
  const { partner, webhookId } = parsed.data;
  let { sent } = parsed.data;
  let notices = 0;
  setHandler(requestAnsweredSignal, () => {
    notices += 1;
  });
  for (let polls = 1; ; polls++) {
    const noticesSeen = notices;
    const state = await call(orders.considerOrder, `Consider the order of ${partner}`, {
      partner,
      webhookId,
    });
    publishState(partner, state);
    if (state.start) await startOrderedTrack(state.start);
    for (const answer of state.answers.slice(sent)) {
      await sendAnswer(partner, webhookId, answer);
      sent += 1;
    }
    if (state.final) return { orderId: state.orderId, answer: state.answers.at(-1) ?? null };
    const pauseMs = growingPauseMs(polls, POLL_MIN_MS, POLL_MAX_MS);
    const isNoticed = await condition(
      () => notices !== noticesSeen,
      Math.min(pauseMs, state.lateInMs === null ? pauseMs : Math.max(1, state.lateInMs)),
      { summary: 'Wait for the track' },
    );
    if (isNoticed) polls = 0;
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof orderWorkflow>({ partner, webhookId, sent });
  }
}

/** If the partner refuses the answer or is down for a day, log it and continue. */
async function sendAnswer(
  partner: string,
  webhookId: string,
  answer: OrderAnswer['answer'],
): Promise<void> {
  const message = { partner, webhookId, answer };
  try {
    await call(integration.answerOrder, `Tell ${partner}: ${answer}`, message);
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.error('an order was not answered', { ...message, error: String(error) });
  }
}

function publishState(
  partner: string,
  { orderId, trackId, answers, reason, final, awaits }: OrderState,
): void {
  publishAttributes([
    { key: searchAttributes.awaitingRole, value: awaits },
    ...(awaits === null ? [] : [{ key: searchAttributes.partner, value: partner }]),
  ]);
  const last = answers.at(-1);
  setCurrentDetails(
    currentDetails(last === undefined ? 'Deciding' : `${last}: ${escapeMarkdown(reason)}`, [
      `Order: \`${orderId}\` of ${partner}`,
      ...(trackId === null ? [] : [`Track: \`${trackId}\``]),
      ...(final || trackId === null
        ? []
        : [
            awaits === null
              ? 'The partner is answered at each turn of the track.'
              : `Next: the deadline has passed. \`fermata track show ${trackId}\` shows what the track waits for.`,
          ]),
    ]),
  );
}
