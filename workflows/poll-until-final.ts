import { condition, setHandler, type SignalDefinition, workflowInfo } from '@temporalio/workflow';
import { growingPauseMs } from '@fermata/contracts/values';

const MIN_PAUSE_MS = 1_000;

/** The final result, or the wait until the next poll. */
type Poll<Result> = { readonly final: Result } | Wait;

interface Wait {
  /** Upper limit of the growing pauses. */
  readonly maxPauseMs: number;
  /** When something is known to change, which may be earlier. */
  readonly changesInMs?: number | null;
  readonly summary: string;
}

/**
 * Polls with growing pauses until the result is final. The signal ends a pause early, and the next pauses are short.
 * `continueLater` continues a long run as new.
 */
export async function pollUntilFinal<Result>(
  signal: SignalDefinition,
  poll: () => Promise<Poll<Result>>,
  continueLater: () => Promise<never>,
): Promise<Result> {
  let notices = 0;
  setHandler(signal, () => {
    notices += 1;
  });
  for (let polls = 1; ; polls++) {
    const noticesSeen = notices;
    const found = await poll();
    if ('final' in found) return found.final;
    const pauseMs = growingPauseMs(polls, MIN_PAUSE_MS, found.maxPauseMs);
    const isNoticed = await condition(
      () => notices !== noticesSeen,
      Math.min(pauseMs, Math.max(1, found.changesInMs ?? pauseMs)),
      { summary: found.summary },
    );
    if (isNoticed) polls = 0;
    if (workflowInfo().continueAsNewSuggested) await continueLater();
  }
}
