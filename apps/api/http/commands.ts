import { Inject, Injectable } from '@nestjs/common';
import { UPDATES } from '@fermata/contracts/temporal';
import { type CommandResult, deriveId, type RefusalReason } from '@fermata/contracts/values';
import type { TrackCommandContext } from '@fermata/prisma';
import { TemporalUnavailableError } from '@fermata/temporal-config/temporal-unavailable-error';
import { TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';
import type { Principal } from './principal.ts';
import { ProblemException } from './problem-exception.ts';
import { RefusalRecorder } from './refusal-recorder.ts';

export type Accepted = Extract<CommandResult, { outcome: 'accepted' }>;
export type SentCommand = {
  principal: Principal;
  trackId: string;
  workflowId: string;
  name: string;
  updateId: string;
  message: unknown;
  /** The sentence for a workflow that no longer runs. */
  whenEnded?: string;
};

export const RETRY_AFTER_SECONDS = 2;

/** A 503 if Temporal did not answer. A repeated request finds the same update, so it is safe. */
export async function withTemporalErrors<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof TemporalUnavailableError)
      throw new ProblemException(
        'unavailable',
        'the workflow service did not answer in time; send the same request again',
        { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error },
      );
    throw error;
  }
}

/**
 * Sends commands to running workflows. A command that arrives after the workflow has ended is refused and recorded
 * here, because no workflow can do so.
 */
@Injectable()
export class Commands {
  constructor(
    @Inject(RefusalRecorder) private readonly refusals: Pick<RefusalRecorder, 'record'>,
    @Inject(TEMPORAL) private readonly temporal: Pick<TemporalGateway, 'command'>,
  ) {}

  /** For workflows that record their refusals. */
  async send(command: SentCommand): Promise<Accepted> {
    const result = await this.#ask(command);
    if (result.outcome === 'refused')
      throw new ProblemException('refused', result.detail, { reason: result.reason });
    return result;
  }

  /**
   * For workflows that do not record refusals; the API does. `again`: the command under a new update id, because
   * Temporal would repeat the stored refusal. Null if the client sent an Idempotency-Key: it gets the first result.
   */
  async sendUnrecorded(
    command: SentCommand,
    again: (() => Pick<SentCommand, 'updateId' | 'message'>) | null,
  ): Promise<Accepted> {
    const first = await this.#ask(command);
    const result =
      first.outcome === 'refused' && again !== null
        ? await this.#ask({ ...command, ...again() })
        : first;
    if (result.outcome === 'refused') return this.refuse(command, result.reason, result.detail);
    return result;
  }

  async #ask(command: SentCommand): Promise<CommandResult> {
    const { workflowId, trackId, name, updateId, message } = command;
    const result = await withTemporalErrors(() =>
      this.temporal.command(workflowId, name, updateId, message),
    );
    if (result !== 'ended') return result;
    return this.refuse(
      command,
      'late',
      command.whenEnded ?? `${trackId} has ended, so ${name} has no effect`,
    );
  }

  /** Refuses a command without a workflow: records the refusal and throws the 409. */
  async refuse(
    { principal, trackId, name }: Pick<SentCommand, 'principal' | 'trackId' | 'name'>,
    reason: RefusalReason,
    detail: string,
  ): Promise<never> {
    await this.refusals.record(principal, {
      type: 'late-command.refused',
      data: { trackId, command: name, reason, detail },
    });
    throw new ProblemException('refused', detail, { reason });
  }
}

/**
 * The same actor, content and `nonce` give the same id, so a repeat after a lost response finds the first command.
 */
export const commandId = (
  prefix: string,
  principal: Principal,
  about: string,
  content: unknown,
  nonce: string,
): string =>
  `${prefix}-${deriveId('dec', principal.projectId, principal.actor, about, JSON.stringify(content), nonce).slice(4)}`;

/**
 * Changes when the same content means a new command, but never because of the command itself. A hold is new after the
 * track was resumed, a resume after it was held, and any command after it was refused.
 */
export function commandNonce(
  name: string,
  { held, resumed, refused }: Pick<TrackCommandContext, 'held' | 'resumed' | 'refused'>,
): string {
  const reversals = name === UPDATES.hold ? resumed : name === UPDATES.resume ? held : 0;
  return `${reversals} ${refused[name] ?? 0}`;
}
