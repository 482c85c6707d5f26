import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type {
  EventPage,
  EventQuery,
  MessagesQuery,
  QuestionAnswerRequest,
  ReasonRequest,
  ReleaseMessages,
  ReleasePage,
  ReleaseQuery,
  ReleaseUsage,
  ReleaseView,
  UsageQuery,
} from '@fermata/contracts/http';
import { type AnswerMessage, UPDATES } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { recallSentence } from '@fermata/domain/recall';
import {
  allowedReleaseActions,
  cancellationIssue,
  phaseOf,
  saleFollower,
  startRequestIssue,
} from '@fermata/domain/release';
import { hasRole } from '@fermata/domain/track';
import type { Catalogue, ReleaseRecord } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { EventService } from '../events/event-service.ts';
import { type Accepted, commandId, Commands } from '../http/commands.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { signFor } from '../http/sign-for.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';
import { presentSignedWebhook } from '../partners/present-webhook.ts';
import { ReleaseCreationService } from './release-creation-service.ts';

interface ReleaseCommand {
  readonly principal: Principal;
  readonly trackId: string;
  readonly workflowId: string;
  readonly name: 'answer' | 'cancel' | 'start';
  /** The release, or its offer to a partner. */
  readonly about: string;
  readonly content: object;
  /** Of idempotency, as the client has sent it. */
  readonly key: string | undefined;
}

@Injectable()
export class ReleaseService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<Catalogue, 'inbox' | 'recalls' | 'releases' | 'usage'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventService) private readonly eventService: EventService,
    @Inject(ReleaseCreationService) private readonly creation: ReleaseCreationService,
  ) {}

  async show(principal: Principal, releaseId: string): Promise<ReleaseView> {
    const {
      createdByPerson,
      stage: _stage,
      terms: _terms,
      failedWithdrawals: _failed,
      unreleasable,
      ...release
    } = await this.#findOrThrow(principal, releaseId);
    const recall = await this.catalogue.recalls.ofVersions(principal.projectId, release.recordings);
    return {
      ...release,
      recall: recall === null ? null : recallSentence(recall),
      workflowId: workflowIds.release(releaseId),
      allowedActions: allowedReleaseActions({
        ...release,
        ...{ createdByPerson, unreleasable },
        recalled: recall !== null,
      }).filter((action) => hasRole(action, principal)),
    };
  }

  list(
    { projectId }: Principal,
    query: z.infer<typeof ReleaseQuery>,
  ): Promise<z.infer<typeof ReleasePage>> {
    return this.catalogue.releases.list(projectId, query);
  }

  /** The sales and streams that its partners have reported. */
  async usage(
    principal: Principal,
    releaseId: string,
    query: z.infer<typeof UsageQuery>,
  ): Promise<ReleaseUsage> {
    const found = await this.#findOrThrow(principal, releaseId);
    const placeOf = new Map(found.recordings.map(({ trackId }, index) => [trackId, index]));
    const release = { projectId: principal.projectId, releaseId };
    const { usage } = this.catalogue;
    const [totals, sums, { items, nextCursor }] = await Promise.all([
      ...([usage.sums(release), usage.sumsOfRecordings(release)] as const),
      usage.list(release, query),
    ]);
    const recordings = sums.toSorted(
      (one, other) =>
        (placeOf.get(one.trackId ?? '') ?? 0) - (placeOf.get(other.trackId ?? '') ?? 0),
    );
    const lines = items.map(({ id: _id, ...line }) => line);
    return { releaseId, totals, recordings, items: lines, nextCursor };
  }

  /** Its record, with that of its tracks. */
  async events(
    principal: Principal,
    releaseId: string,
    query: z.infer<typeof EventQuery>,
  ): Promise<z.infer<typeof EventPage>> {
    await this.#findOrThrow(principal, releaseId);
    return this.eventService.page(principal, query, { releaseId });
  }

  /** The messages of partners about it. */
  async messages(
    principal: Principal,
    releaseId: string,
    query: z.infer<typeof MessagesQuery>,
  ): Promise<z.infer<typeof ReleaseMessages>> {
    await this.#findOrThrow(principal, releaseId);
    const release = { projectId: principal.projectId, releaseId };
    const { items, nextCursor } = await this.catalogue.inbox.ofRelease(release, query);
    return { items: items.map(presentSignedWebhook), nextCursor };
  }

  /**
   * Answers the open question of the release, or of its offer to the named partner, which asks for a fix. A repeat, or
   * one with the same key, finds the first answer.
   */
  async answer(
    principal: Principal,
    releaseId: string,
    { answer, partner }: z.infer<typeof QuestionAnswerRequest>,
    key?: string,
  ): Promise<Accepted> {
    const { trackId, question, endedAt, partners, createdByPerson } = await this.#findOrThrow(
      principal,
      releaseId,
    );
    const offer = partners.find(({ name }) => name === partner);
    if (partner !== undefined && offer === undefined)
      throw new ProblemException('not-found', `${releaseId} is not offered to ${partner}`);
    // A repeat after the answer finds the workflow that has asked: on sale, that of the track.
    const last =
      endedAt === null
        ? workflowIds.release(releaseId)
        : saleFollower({ releaseId, trackId, createdByPerson });
    const workflowId = offer
      ? workflowIds.offer(releaseId, offer.name)
      : (question?.workflowId ?? last);
    const content: Omit<AnswerMessage, 'token'> = { answer };
    const askedAt = offer ? offer.fix?.askedAt : question?.askedAt;
    const about = offer ? `${releaseId}/${offer.name}` : releaseId;
    return this.#send(
      { ...{ principal, trackId, workflowId, name: UPDATES.answer }, about, content, key },
      `asked ${askedAt ?? ''}`,
      `${about} has ended, so there is nothing to answer`,
    );
  }

  /** Starts a release that a person has created and that waits. A repeat with the same key finds the first answer. */
  async start(principal: Principal, releaseId: string, key?: string): Promise<Accepted> {
    const release = await this.#findOrThrow(principal, releaseId);
    const { trackId, createdByPerson, startedAt, recordings, unreleasable } = release;
    const name = UPDATES.start;
    const issue = startRequestIssue({
      ...{ releaseId, trackId, createdByPerson },
      phase: phaseOf(release),
      start: startedAt === null ? 'waiting' : 'started',
      unreleasable,
    });
    const command = { principal, trackId, name };
    if (issue !== null) return this.commands.refuse(command, issue.reason, issue.detail);
    const recall = await this.catalogue.recalls.ofVersions(principal.projectId, recordings);
    if (recall !== null) return this.commands.refuse(command, 'recalled', recallSentence(recall));
    const workflowId = workflowIds.release(releaseId);
    if (startedAt === null) await this.creation.startAgain(principal, releaseId);
    return this.#send(
      { ...{ principal, trackId, workflowId, name }, about: releaseId, content: {}, key },
      'once',
      `the workflow of ${releaseId} no longer runs; create the release again`,
    );
  }

  /**
   * Ends a release that a person has created, before it is on sale; its workflow withdraws the offers that were begun.
   * A repeat finds the first answer.
   */
  async cancel(
    principal: Principal,
    releaseId: string,
    content: z.infer<typeof ReasonRequest>,
    key?: string,
  ): Promise<Accepted> {
    const release = await this.#findOrThrow(principal, releaseId);
    const { trackId, createdByPerson, outcome, partners } = release;
    const name = UPDATES.cancel;
    const isRedelivered = partners.some(({ redelivery }) => redelivery !== undefined);
    // A cancelled release has no workflow that could repeat its answer.
    if (createdByPerson && outcome === 'cancelled' && !isRedelivered)
      return { outcome: 'accepted', detail: 'the release is cancelled, and no partner has it' };
    const issue = cancellationIssue({ releaseId, trackId, createdByPerson }, phaseOf(release));
    if (issue !== null)
      return this.commands.refuse({ principal, trackId, name }, issue.reason, issue.detail);
    const workflowId = workflowIds.release(releaseId);
    if (release.startedAt === null) await this.creation.startAgain(principal, releaseId);
    return this.#send(
      { ...{ principal, trackId, workflowId, name }, about: releaseId, content, key },
      'once',
      `the workflow of ${releaseId} no longer runs; withdraw takes it from partners`,
    );
  }

  /** `nonce`: without a key, a repeat of the same content finds the first accepted answer under it. */
  #send(command: ReleaseCommand, nonce: string, whenEnded: string): Promise<Accepted> {
    const { about, content, key, ...target } = command;
    const { principal, workflowId, name } = target;
    const under = (used: string) => ({
      updateId: commandId(name, principal, about, content, used),
      message: {
        ...content,
        token: signFor(this.config, principal, { workflowId, command: name, content }),
      },
    });
    return this.commands.sendUnrecorded(
      { ...target, ...under(key === undefined ? nonce : `key ${key}`), whenEnded },
      key === undefined ? () => under(randomUUID()) : null,
    );
  }

  async #findOrThrow({ projectId }: Principal, releaseId: string): Promise<ReleaseRecord> {
    const release = await this.catalogue.releases.find(projectId, releaseId);
    if (release) return release;
    throw new ProblemException('not-found', `there is no release ${releaseId} in this project`);
  }
}
