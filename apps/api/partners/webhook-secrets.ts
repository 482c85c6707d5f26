import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { sealedNames } from '@fermata/partners';
import type { Catalogue, PartnerRecord } from '@fermata/prisma';
import { openSecretBox, type SecretBox } from '@fermata/temporal-config/secret-box';
import type { ApiConfig } from '../config.ts';
import type { Clock } from '../infrastructure/infrastructure-module.ts';
import { CATALOGUE, CLOCK, CONFIG } from '../infrastructure/injection-tokens.ts';
import { previousUntil } from './present-partner.ts';

const MAX_ENTRIES = 1000;
/** For this long the secrets of a partner are not looked up again. A removed partner is refused with this delay. */
const RECENT_MS = 1_000;

/** The secrets that may have signed a webhook of a partner now. None: the partner is unknown. */
@Injectable()
export class WebhookSecrets {
  readonly #box: SecretBox;
  readonly #records: LRUCache<string, PartnerRecord>;

  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: { partners: Pick<Catalogue['partners'], 'findByName'> },
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.#box = openSecretBox(config.secretsKey);
    this.#records = new LRUCache({ max: MAX_ENTRIES, ttl: RECENT_MS, perf: { now: clock } });
  }

  /** As they were within the last second. */
  async recent(partner: string): Promise<string[]> {
    const record = this.#records.get(partner);
    return record ? this.#secretsOf(record) : this.current(partner);
  }

  async current(partner: string): Promise<string[]> {
    const configured = this.config.webhookSecrets.get(partner);
    if (configured !== undefined) return [configured];
    const record = await this.catalogue.partners.findByName(partner);
    if (record === null) {
      this.#records.delete(partner);
      return [];
    }
    this.#records.set(partner, record);
    return this.#secretsOf(record);
  }

  #secretsOf(record: PartnerRecord): string[] {
    const { partner, webhookSecret, previousWebhookSecret } = record;
    const isPreviousValid = previousUntil(record) !== null && previousWebhookSecret !== null;
    const sealed = isPreviousValid ? [webhookSecret, previousWebhookSecret] : [webhookSecret];
    const name = sealedNames(partner).webhookSecret;
    return sealed.map((each) => this.#box.open(each, name));
  }
}
