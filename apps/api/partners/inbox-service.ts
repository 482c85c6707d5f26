import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { UndeliverablePage, UndeliverableQuery } from '@fermata/contracts/http';
import { parseWebhook } from '@fermata/domain/release';
import type { Catalogue } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';

/** Lists webhooks that no workflow received, so that a person can act on them. */
@Injectable()
export class InboxService {
  constructor(@Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'inbox'>) {}

  /**
   * Undeliverable webhooks. One whose reference belongs to a release is shown to that release's project only; one with
   * an unknown reference is shown to the operations of every project.
   */
  async undeliverable(
    { projectId }: Principal,
    query: z.infer<typeof UndeliverableQuery>,
  ): Promise<z.infer<typeof UndeliverablePage>> {
    const { items, nextCursor } = await this.catalogue.inbox.undeliverable(projectId, query);
    return {
      items: items.map(({ partner, webhookId, receivedAt, undeliverable, body }) => ({
        partner,
        webhookId,
        receivedAt,
        reason: undeliverable,
        webhook: parseWebhook(body),
      })),
      nextCursor,
    };
  }
}
