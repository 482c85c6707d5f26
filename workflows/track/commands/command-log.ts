import { workflowInfo } from '@temporalio/workflow';
import type { CommandLimits, TrackSnapshot } from '@fermata/contracts/temporal';
import type { CommandResult } from '@fermata/contracts/values';

/**
 * Temporal takes 2,000 updates a run. A command costs up to 17 events of the history, which should
 * stay below 10,000.
 */
const LIMITS: CommandLimits = { continueAfter: 250, refuseAfter: 500 };
/**
 * Later refusals are answered but not recorded, so that a client cannot grow the event stream
 * without limit.
 */
const MAX_RECORDED_REFUSALS = 200;
/** A client repeats a command within minutes. */
const MAX_REMEMBERED_ANSWERS = 50;

type Carried = Pick<TrackSnapshot, 'recordedRefusals' | 'decisionSignals' | 'answers'>;

/** Counts and answers of the commands that a track has handled. */
export class CommandLog {
  readonly #limits: CommandLimits;
  readonly #answers: Map<string, CommandResult>;
  #handled = 0;
  #takenWhileFull = 0;
  #recordedRefusals: number;
  #decisionSignals: number;

  constructor(limits: CommandLimits = LIMITS, carried?: Carried) {
    this.#limits = limits;
    this.#answers = new Map(carried?.answers.map(({ updateId, answer }) => [updateId, answer]));
    this.#recordedRefusals = carried?.recordedRefusals ?? 0;
    this.#decisionSignals = carried?.decisionSignals ?? 0;
  }

  /** The run should end soon, so that the next one continues. */
  get shouldContinue(): boolean {
    return this.#handled >= this.#limits.continueAfter || workflowInfo().continueAsNewSuggested;
  }

  /** From here on only commands with an effect are accepted; there are few of them. */
  get full(): boolean {
    return this.#handled >= this.#limits.refuseAfter;
  }

  /** From here on no command is accepted. Commands with bad tokens count, too. */
  get exhausted(): boolean {
    return this.#takenWhileFull >= this.#limits.refuseAfter;
  }

  /** Answers a command. The same update again gets the first answer, in a later run too. */
  async answer(updateId: string, handle: () => Promise<CommandResult>): Promise<CommandResult> {
    if (this.full) this.#takenWhileFull += 1;
    this.#handled += 1;
    const known = this.#answers.get(updateId);
    if (known) return known;
    const answer = await handle();
    if (answer.outcome === 'accepted') this.#remember(updateId, answer);
    return answer;
  }

  /** The number of a decision that arrived as a signal, because a signal has no id. */
  nextDecisionSignal(): number {
    this.#handled += 1;
    return ++this.#decisionSignals;
  }

  /** A signal that is verified, and so makes the history longer. */
  countSignal(): void {
    this.#handled += 1;
  }

  /** Whether one more refusal is recorded. */
  countRefusal(): boolean {
    if (this.#recordedRefusals >= MAX_RECORDED_REFUSALS) return false;
    this.#recordedRefusals += 1;
    return true;
  }

  snapshot(): Carried {
    return {
      recordedRefusals: this.#recordedRefusals,
      decisionSignals: this.#decisionSignals,
      answers: [...this.#answers].map(([updateId, answer]) => ({ updateId, answer })),
    };
  }

  #remember(updateId: string, answer: CommandResult): void {
    this.#answers.set(updateId, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MAX_REMEMBERED_ANSWERS && oldest !== undefined)
      this.#answers.delete(oldest);
  }
}
