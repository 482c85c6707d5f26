import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type {
  DeclineRequest,
  InboxPage,
  InboxQuery,
  InboxWebhook,
  InboxWebhookDetails,
} from '@fermata/contracts/http';
import type { Catalogue } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';
import { presentSignedWebhook, presentWebhook } from './present-webhook.ts';

/**
 * Undelivered webhooks, for people to act on. One that names a release or a track, or whose
 * partner was added, is shown to that project only; any other one to the operations of every project.
 */
@Injectable()
export class InboxService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'inbox' | 'requests'>,
  ) {}

  async list({ projectId }: Principal, query: InboxQuery): Promise<z.infer<typeof InboxPage>> {
    const { items, nextCursor } = await this.catalogue.inbox.list(projectId, query);
    return { items: items.map(presentWebhook), nextCursor };
  }

  async find(
    { projectId }: Principal,
    partner: string,
    webhookId: string,
  ): Promise<InboxWebhookDetails> {
    const entry = await this.catalogue.inbox.findEntry({ projectId, partner, webhookId });
    if (entry === null) throw unknown(partner, webhookId);
    return presentSignedWebhook(entry);
  }

  /** Refuses a partner's request for a takedown of its release, which a person decides about. */
  async decline(
    { projectId, actor }: Principal,
    partner: string,
    webhookId: string,
    { reason }: z.infer<typeof DeclineRequest>,
  ): Promise<InboxWebhook> {
    const entry = await this.catalogue.inbox.findEntry({ projectId, partner, webhookId });
    if (entry === null) throw unknown(partner, webhookId);
    const view = presentWebhook(entry);
    const { webhook } = view;
    const declined =
      webhook?.type === 'takedown.requested' &&
      (await this.catalogue.requests.decline(
        { projectId, actor, partner, webhookId, requestId: webhook.data.requestId },
        reason,
      ));
    if (declined) return view;
    throw new ProblemException(
      'refused',
      `the webhook ${webhookId} of ${partner} does not wait for a person`,
      { reason: 'not-now' },
    );
  }

  async replay(
    { projectId, actor }: Principal,
    partner: string,
    webhookId: string,
  ): Promise<InboxWebhook> {
    const entry = await this.catalogue.inbox.replay({ projectId, actor, partner, webhookId });
    if (entry === null) throw unknown(partner, webhookId);
    if (entry.state !== 'relayed') return presentWebhook(entry);
    throw new ProblemException(
      'refused',
      `the webhook ${webhookId} of ${partner} has reached ${entry.workflowId ?? 'the catalogue'}`,
      { reason: 'not-now' },
    );
  }
}

const unknown = (partner: string, webhookId: string): ProblemException =>
  new ProblemException('not-found', `there is no webhook ${webhookId} of ${partner}`);
