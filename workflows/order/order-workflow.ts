import {
  continueAsNew,
  isCancellation,
  log,
  setCurrentDetails,
  TemporalFailure,
} from '@temporalio/workflow';
import { type OrderState, OrderWorkflowInput } from '@fermata/contracts/temporal';
import { type OrderAnswer } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../call.ts';
import { currentDetails } from '../current-details.ts';
import { parseInput } from '../parse-input.ts';
import { giveUpAnswer } from '../partner-request/give-up-answer.ts';
import { notTaken, publishAwaited } from '../partner-request/publish-awaited.ts';
import { requestAnsweredSignal } from '../partner-request/request-signals.ts';
import { pollUntilFinal } from '../poll-until-final.ts';
import { integration, orders } from '../proxies.ts';
import { reasonOf } from '../reason-of.ts';
import { startOrderedTrack } from './start-ordered-track.ts';

/** Upper limit of the pauses; the track signals each of its stages, but not a delivery. */
const MAX_PAUSE_MS = 10 * 60_000;

/** The same while the partner has not taken an answer. */
const UNSENT_MAX_PAUSE_MS = 3_600_000;

/**
 * One webhook that orders a track. The catalogue decides; an accepted order starts its track, and the partner gets an
 * answer at each turn of the track's life. An answer that it does not take is sent again until the limit has passed,
 * and keeps no later one back. The workflow ends when it has the last answer, and fails if one of them was not taken.
 */
export async function orderWorkflow(
  input: OrderWorkflowInput,
): Promise<{ orderId: string; answer: OrderAnswer['answer'] | null }> {
  const { partner, webhookId, giveUpSeconds, ...earlier } = parseInput(
    'order',
    OrderWorkflowInput,
    input,
  );
  let { sent, unsent, givenUp } = earlier;
  let failure: string | null = null;
  return pollUntilFinal(
    requestAnsweredSignal,
    async () => {
      const state = await call(orders.considerOrder, `Consider the order of ${partner}`, {
        partner,
        webhookId,
      });
      publishState(partner, state, failure);
      if (state.start) await startOrderedTrack(state.start);
      const due = [
        ...unsent,
        ...state.answers.slice(sent).map((answer) => ({ answer, since: null })),
      ];
      [sent, unsent, failure] = [state.answers.length, [], null];
      for (const { answer, since } of due) {
        const reason = await sendAnswer(partner, webhookId, answer);
        if (reason === null) continue;
        const failingSince = since ?? Date.now();
        if (Date.now() - failingSince >= giveUpSeconds * 1000) {
          givenUp = [...givenUp, answer];
          continue;
        }
        failure = reason;
        unsent.push({ answer, since: failingSince });
      }
      if (state.final && failure === null) {
        if (givenUp.length > 0)
          throw await giveUpAnswer(
            { partner, webhookId },
            { answers: givenUp, seconds: giveUpSeconds },
          );
        return { final: { orderId: state.orderId, answer: state.answers.at(-1) ?? null } };
      }
      publishState(partner, state, failure);
      return {
        maxPauseMs: failure === null ? MAX_PAUSE_MS : UNSENT_MAX_PAUSE_MS,
        changesInMs: state.lateInMs,
        summary: 'Wait for the track',
      };
    },
    () =>
      continueAsNew<typeof orderWorkflow>({
        ...{ partner, webhookId, giveUpSeconds, sent, unsent, givenUp },
      }),
  );
}

/** Null: the partner has it. Otherwise the reason: the partner has refused it, or was down for a day. */
async function sendAnswer(
  partner: string,
  webhookId: string,
  answer: OrderAnswer['answer'],
): Promise<string | null> {
  const message = { partner, webhookId, answer };
  try {
    await call(integration.answerOrder, `Tell ${partner}: ${answer}`, message);
    return null;
  } catch (error) {
    if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    const reason = reasonOf(error);
    log.error('an order was not answered', { ...message, reason });
    return reason;
  }
}

function publishState(
  partner: string,
  { orderId, trackId, answers, reason, final, awaits }: OrderState,
  failure: string | null,
): void {
  publishAwaited(partner, failure === null ? awaits : 'operations');
  const last = answers.at(-1);
  setCurrentDetails(
    currentDetails(last === undefined ? 'Deciding' : `${last}: ${escapeMarkdown(reason)}`, [
      `Order: \`${orderId}\` of ${partner}`,
      ...(trackId === null ? [] : [`Track: \`${trackId}\``]),
      ...(failure === null ? [] : [notTaken(partner, failure)]),
      ...(final || trackId === null
        ? []
        : [
            awaits === null
              ? 'The partner is answered at each turn of the track.'
              : `Next: the deadline has passed. \`fermata track show ${trackId}\` shows why the track waits.`,
          ]),
    ]),
  );
}
