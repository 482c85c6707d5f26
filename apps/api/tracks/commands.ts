import { deriveId, type CommandAnswer } from '@fermata/contracts';
import type { Catalogue } from '@fermata/prisma';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../auth/viewer.ts';
import { TemporalAway, type TemporalDoor } from '../doors/temporal.ts';
import { CATALOGUE, TEMPORAL } from '../doors/tokens.ts';
import { ProblemException } from '../problems/problem-exception.ts';

export type Accepted = Extract<CommandAnswer, { outcome: 'accepted' }>;
export type Command = { viewer: Viewer; trackId: string; workflowId: string; name: string; updateId: string; message: unknown };

export const RETRY_AFTER_SECONDS = 2;

/** 503 for what Temporal did not answer: the same request again finds the same update, so it is safe to repeat. */
export async function orUnavailable<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof TemporalAway) throw new ProblemException('unavailable', 'the workflow service did not answer in time; send the same request again', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error });
    throw error;
  }
}

/** Brings commands to running workflows; what comes after the end is refused and recorded here, as no workflow is left to do it. */
@Injectable()
export class Commands {
  readonly #catalogue: Catalogue;
  readonly #temporal: TemporalDoor;
  constructor(@Inject(CATALOGUE) catalogue: Catalogue, @Inject(TEMPORAL) temporal: TemporalDoor) {
    this.#catalogue = catalogue;
    this.#temporal = temporal;
  }

  async send(command: Command): Promise<Accepted> {
    const { workflowId, name, updateId, message } = command;
    const answer = await orUnavailable(() => this.#temporal.command(workflowId, name, updateId, message));
    if (answer === 'ended') return this.refuseLate(command, `the life of ${command.trackId} has ended, so there is nothing left to ${name}`);
    if (answer.outcome === 'refused') throw new ProblemException('refused', answer.detail, { reason: answer.reason });
    return answer;
  }

  async refuseLate({ viewer, trackId, name }: Pick<Command, 'viewer' | 'trackId' | 'name'>, detail: string): Promise<never> {
    const { projectId, actor } = viewer;
    await this.#catalogue.events.appendNext({
      type: 'late-command.refused', projectId, stream: `project/${projectId}`, occurredAt: new Date().toISOString(), actor, workflowId: null, runId: null,
      data: { trackId, command: name, reason: 'late', detail },
    });
    throw new ProblemException('refused', detail, { reason: 'late' });
  }
}

/**
 * The same id as long as the same person asks the same of the same state, so that a repeat after a lost answer finds the first one;
 * another one after a refusal (which is an event) or with another Idempotency-Key.
 */
export const commandId = (prefix: string, viewer: Viewer, about: string, what: unknown, nonce: string | number): string =>
  `${prefix}-${deriveId('dec', viewer.projectId, viewer.actor, about, JSON.stringify(what), nonce).slice(4)}`;
