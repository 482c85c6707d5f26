import { createSecretKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { sealedNames } from '@fermata/partners';
import type { Catalogue, PartnerRecord } from '@fermata/prisma';
import type { SecretBox } from '@fermata/temporal-config/secret-box';
import type { ApiConfig } from '../config.ts';
import type { Clock } from '../infrastructure/infrastructure-module.ts';
import { CATALOGUE, CLOCK, CONFIG, SECRETS } from '../infrastructure/injection-tokens.ts';
import { previousUntil } from './present-partner.ts';

const MAX_ENTRIES = 1000;
/** For this long the keys of a partner are not looked up again. A removed partner is refused with this delay. */
const RECENT_MS = 1_000;

/** The keys that may have signed a webhook of a partner now. None: the partner is unknown. */
@Injectable()
export class WebhookKeys {
  readonly #configured: ReadonlyMap<string, readonly KeyObject[]>;
  readonly #added: LRUCache<string, readonly KeyObject[]>;

  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: { partners: Pick<Catalogue['partners'], 'findByName'> },
    @Inject(CONFIG) config: Pick<ApiConfig, 'webhookSecrets'>,
    @Inject(SECRETS) private readonly secrets: SecretBox,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.#configured = new Map(
      [...config.webhookSecrets].map(([partner, secrets]) => [partner, secrets.map(webhookKey)]),
    );
    this.#added = new LRUCache({ max: MAX_ENTRIES, ttl: RECENT_MS, perf: { now: clock } });
  }

  /** As they were within the last second. */
  async recent(partner: string): Promise<readonly KeyObject[]> {
    return this.#added.get(partner) ?? this.current(partner);
  }

  async current(partner: string): Promise<readonly KeyObject[]> {
    const configured = this.#configured.get(partner);
    if (configured !== undefined) return configured;
    const record = await this.catalogue.partners.findByName(partner);
    if (record === null) {
      this.#added.delete(partner);
      return [];
    }
    const keys = this.#keysOf(record);
    this.#added.set(partner, keys);
    return keys;
  }

  #keysOf(record: PartnerRecord): KeyObject[] {
    const { partner, webhookSecret, previousWebhookSecret } = record;
    const isPreviousValid = previousUntil(record) !== null && previousWebhookSecret !== null;
    const sealed = isPreviousValid ? [webhookSecret, previousWebhookSecret] : [webhookSecret];
    const name = sealedNames(partner).webhookSecret;
    return sealed.map((each) => webhookKey(this.secrets.open(each, name)));
  }
}

/** The key of a Standard Webhooks secret, `whsec_` and base64. An HMAC takes a key object much faster than bytes. */
export const webhookKey = (secret: string): KeyObject =>
  createSecretKey(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'));
