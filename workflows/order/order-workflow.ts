import { continueAsNew, log, setCurrentDetails, TemporalFailure } from '@temporalio/workflow';
import { type OrderState, OrderWorkflowInput } from '@fermata/contracts/temporal';
import { type OrderAnswer } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { call } from '../call.ts';
import { currentDetails } from '../current-details.ts';
import { parseInput } from '../parse-input.ts';
import { requestAnsweredSignal } from '../partner-request/request-signals.ts';
import { pollUntilFinal } from '../poll-until-final.ts';
import { integration, orders } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { startOrderedTrack } from './start-ordered-track.ts';

/** Upper limit of the pauses; the track signals each of its stages, but not a delivery. */
const MAX_PAUSE_MS = 10 * 60_000;

/**
 * One webhook that orders a track. The catalogue decides; an accepted order starts its track, and the partner gets an
 * answer at each turn of the track's life. The workflow ends with the last answer.
 */
export async function orderWorkflow(
  input: OrderWorkflowInput,
): Promise<{ orderId: string; answer: OrderAnswer['answer'] | null }> {
  const { partner, webhookId, ...earlier } = parseInput('order', OrderWorkflowInput, input);
  let { sent } = earlier;
  return pollUntilFinal(
    requestAnsweredSignal,
    async () => {
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
      if (state.final)
        return { final: { orderId: state.orderId, answer: state.answers.at(-1) ?? null } };
      return {
        maxPauseMs: MAX_PAUSE_MS,
        changesInMs: state.lateInMs,
        summary: 'Wait for the track',
      };
    },
    () => continueAsNew<typeof orderWorkflow>({ partner, webhookId, sent }),
  );
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
