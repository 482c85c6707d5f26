import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { ReleaseUsage, ReleaseView, UsageQuery } from '@fermata/contracts/http';
import { type AnswerMessage, UPDATES, workflowIds } from '@fermata/contracts/temporal';
import type { QuestionAnswer } from '@fermata/contracts/values';
import { ROLES_FOR } from '@fermata/domain/track';
import type { Catalogue, ReleaseRecord } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { type Accepted, commandId, Commands } from '../http/commands.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { signFor } from '../http/sign-for.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';

@Injectable()
export class ReleaseService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'releases' | 'usage'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  async show(principal: Principal, releaseId: string): Promise<ReleaseView> {
    const release = await this.#findOrThrow(principal, releaseId);
    const may = (action: 'answer' | 'amend'): boolean =>
      ROLES_FOR[action].some((role) => principal.roles.includes(role));
    const isOnSale =
      release.endedAt !== null && release.partners.some(({ state }) => state === 'live');
    return {
      ...release,
      workflowId: workflowIds.release(releaseId),
      allowedActions: [
        ...(release.question !== null && may('answer') ? (['answer'] as const) : []),
        ...(isOnSale && may('amend') ? (['amend'] as const) : []),
      ],
    };
  }

  /** The sales and streams that its partners have reported. */
  async usage(
    principal: Principal,
    releaseId: string,
    query: z.infer<typeof UsageQuery>,
  ): Promise<ReleaseUsage> {
    await this.#findOrThrow(principal, releaseId);
    const release = { projectId: principal.projectId, releaseId };
    const [totals, { items, nextCursor }] = await Promise.all([
      this.catalogue.usage.sums(release),
      this.catalogue.usage.list(release, query),
    ]);
    return { releaseId, totals, items: items.map(({ id: _id, ...line }) => line), nextCursor };
  }

  /** Answers the release's open question. A repeat, or one with the same key, finds the first answer. */
  async answer(
    principal: Principal,
    releaseId: string,
    answer: QuestionAnswer,
    key?: string,
  ): Promise<Accepted> {
    const { trackId, question, endedAt } = await this.#findOrThrow(principal, releaseId);
    // On sale, the track asks.
    const workflowId =
      endedAt === null ? workflowIds.release(releaseId) : workflowIds.track(trackId);
    const content: Omit<AnswerMessage, 'token'> = { answer };
    const nonce = key === undefined ? `asked ${question?.askedAt ?? ''}` : `key ${key}`;
    return this.commands.send({
      ...{ principal, trackId, workflowId, name: UPDATES.answer },
      updateId: commandId(UPDATES.answer, principal, releaseId, content, nonce),
      message: {
        ...content,
        token: signFor(this.config, principal, { workflowId, command: 'answer', content }),
      },
      whenEnded: `${releaseId} has ended, so there is nothing to answer`,
    });
  }

  async #findOrThrow({ projectId }: Principal, releaseId: string): Promise<ReleaseRecord> {
    const release = await this.catalogue.releases.find(projectId, releaseId);
    if (release) return release;
    throw new ProblemException('not-found', `there is no release ${releaseId} in this project`);
  }
}
