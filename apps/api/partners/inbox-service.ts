import { PartnerName, PartnerWebhook } from '@fermata/contracts';
import type { Catalogue } from '@fermata/prisma';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Viewer } from '../auth/viewer.ts';
import { CATALOGUE } from '../doors/tokens.ts';

export const UndeliverableQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) });
export const Undeliverable = z.object({ partner: PartnerName, webhookId: z.string(), receivedAt: z.iso.datetime(), why: z.string(), webhook: PartnerWebhook }).meta({ id: 'UndeliverableWebhook' });
export const UndeliverablePage = z.object({ items: z.array(Undeliverable) }).meta({ id: 'UndeliverableWebhooks' });

/** Shows what no workflow could be told any more: kept, so that a person can act on it. */
@Injectable()
export class InboxService {
  readonly #catalogue: Catalogue;
  constructor(@Inject(CATALOGUE) catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** A reference that another project's release has is that project's business; one that nobody has is shown to all operations. */
  async undeliverable({ projectId }: Viewer, { limit }: { limit: number }): Promise<z.infer<typeof UndeliverablePage>> {
    const rows = await this.#catalogue.inbox.undeliverable(limit);
    const items: z.infer<typeof Undeliverable>[] = [];
    for (const { partner, webhookId, receivedAt, undeliverable, body } of rows) {
      const webhook = PartnerWebhook.parse(JSON.parse(body));
      const delivery = await this.#catalogue.deliveries.findByReference(partner, webhook.data.reference);
      if (!delivery || delivery.projectId === projectId) items.push({ partner, webhookId, receivedAt, why: undeliverable, webhook });
    }
    return { items };
  }
}
