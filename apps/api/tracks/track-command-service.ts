import { Inject, Injectable } from '@nestjs/common';
import {
  type CancelMessage,
  type HoldMessage,
  type PickMessage,
  type ResumeMessage,
  type StartMessage,
  UPDATES,
} from '@fermata/contracts/temporal';
import { hasLeftProduction, type SignedCommand, workflowIds } from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { type Accepted, commandId, commandNonce, Commands } from '../http/commands.ts';
import type { Principal } from '../http/principal.ts';
import { signFor } from '../http/sign-for.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';
import { TrackLookup } from '../track-lookup/track-lookup.ts';

/** Sends the commands of people to the workflow of a track. */
@Injectable()
export class TrackCommandService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'tracks'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(TrackLookup) private readonly lookup: TrackLookup,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  pick(
    principal: Principal,
    trackId: string,
    { candidateId }: { candidateId: string },
    key?: string,
  ): Promise<Accepted> {
    return this.#command<PickMessage>(principal, trackId, UPDATES.pick, { candidateId }, key);
  }

  hold(
    principal: Principal,
    trackId: string,
    { reason }: { reason?: string | undefined },
    key?: string,
  ): Promise<Accepted> {
    return this.#command<HoldMessage>(principal, trackId, UPDATES.hold, withReason(reason), key);
  }

  resume(principal: Principal, trackId: string, key?: string): Promise<Accepted> {
    return this.#command<ResumeMessage>(principal, trackId, UPDATES.resume, {}, key);
  }

  cancel(
    principal: Principal,
    trackId: string,
    { reason }: { reason?: string | undefined },
    key?: string,
  ): Promise<Accepted> {
    return this.#command<CancelMessage>(
      principal,
      trackId,
      UPDATES.cancel,
      withReason(reason),
      key,
    );
  }

  /** Starts the release of an approved track that waits for a date or a request. */
  start(principal: Principal, trackId: string, key?: string): Promise<Accepted> {
    return this.#command<StartMessage>(principal, trackId, UPDATES.start, {}, key);
  }

  async #command<Message extends { token: string }>(
    principal: Principal,
    trackId: string,
    name: SignedCommand,
    content: Omit<Message, 'token'>,
    key?: string,
  ): Promise<Accepted> {
    const record = await this.lookup.findOrThrow(principal, trackId);
    const context = await this.catalogue.tracks.commandContext(
      principal.projectId,
      trackId,
      principal.actor,
    );
    // A cancelled track has no workflow that could repeat its result.
    if (
      name === UPDATES.cancel &&
      record !== 'accepted' &&
      record.stage === 'cancelled' &&
      context.cancelled
    )
      return {
        outcome: 'accepted',
        detail: 'the track is cancelled, and no partner has it',
      };
    const updateId = commandId(
      name,
      principal,
      trackId,
      content,
      key === undefined ? commandNonce(name, context) : `key ${key}`,
    );
    const workflowId = workflowIds.track(trackId);
    const token = signFor(this.config, principal, { workflowId, command: name, content });
    return this.commands.send({
      principal,
      trackId,
      workflowId,
      name,
      updateId,
      message: { ...content, token },
      ...(name === UPDATES.cancel && record !== 'accepted' && !hasLeftProduction(record.stage)
        ? {
            whenEnded: `the workflow of ${trackId} no longer runs; withdraw takes it from partners`,
          }
        : {}),
    });
  }
}

const withReason = (reason: string | undefined) => (reason === undefined ? {} : { reason });
