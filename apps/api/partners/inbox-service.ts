import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { page } from '@fermata/contracts/http';
import { PartnerName, PartnerWebhook } from '@fermata/contracts/values';
import { parseWebhook } from '@fermata/domain/release';
import type { Catalogue } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';

export const UndeliverableQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const Undeliverable = z
  .object({
    partner: PartnerName,
    webhookId: z.string(),
    receivedAt: z.iso.datetime(),
    why: z.string(),
    /** Null for a message that cannot be understood. */ webhook: PartnerWebhook.nullable(),
  })
  .meta({ id: 'UndeliverableWebhook' });
export const UndeliverablePage = page(Undeliverable).meta({ id: 'UndeliverableWebhooks' });

/** Shows what no workflow could be told any more: kept, so that a person can act on it. */
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
        why: undeliverable,
        webhook: parseWebhook(body),
      })),
      nextCursor,
    };
  }
}
