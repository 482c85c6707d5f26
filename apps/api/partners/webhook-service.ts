import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { context, propagation } from '@opentelemetry/api';
import type { z } from 'zod';
import type { WebhookReceived } from '@fermata/contracts/http';
import { readWebhook, type ReadWebhook, subjectOfText } from '@fermata/domain/inbox';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { PerMinuteLimiter } from '../http/per-minute-limiter.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { tooManyRequests } from '../http/rate-limits.ts';
import { CATALOGUE, CONFIG, METRICS } from '../infrastructure/injection-tokens.ts';
import type { Metrics } from '../infrastructure/metrics.ts';
import { verifyWebhook, type WebhookCheck, type WebhookHeaders } from './verify-webhook.ts';
import { WebhookKeys } from './webhook-keys.ts';

/**
 * Receives a partner's message. It is answered after its row is committed, so no crash loses it. One that is signed but
 * unreadable is kept, too, for people to handle.
 */
@Injectable()
export class WebhookService {
  readonly #limiter = new PerMinuteLimiter();

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'inbox'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(WebhookKeys) private readonly keys: WebhookKeys,
  ) {}

  async receive(
    partner: string,
    headers: WebhookHeaders,
    body: Buffer,
    address: string,
  ): Promise<z.infer<typeof WebhookReceived>> {
    const check = await this.#verify(partner, headers, body, address);
    if (check === null) throw new ProblemException('not-found', `there is no partner "${partner}"`);
    if (!check.ok) {
      this.metrics.webhooks.inc({ partner, outcome: check.failure });
      throw new ProblemException(
        check.failure === 'forged' ? 'forged-webhook' : 'stale-webhook',
        check.detail,
      );
    }
    this.#take(`signed ${partner}`, 'webhooksPerMinute');
    const { webhookId } = check;
    const text = storable(body.toString('utf8'));
    const read = readWebhook(text);
    const received = await this.catalogue.inbox.receive({
      partner,
      webhookId,
      body: text,
      ...subjectOfText(text, read),
      traceparent: currentTraceparent(),
    });
    const kept = received === 'new' ? read : await this.#readKept(partner, webhookId);
    this.metrics.webhooks.inc({ partner, outcome: 'webhook' in kept ? received : 'unreadable' });
    if ('webhook' in kept) return { received };
    throw new ProblemException(
      'unreadable-webhook',
      `${kept.unreadable}. It is kept under the id ${webhookId}, and people will see it; ` +
        'send a corrected one under another id.',
    );
  }

  /** Null: there is no such partner. */
  async #verify(
    partner: string,
    headers: WebhookHeaders,
    body: Buffer,
    address: string,
  ): Promise<WebhookCheck | null> {
    const verify = (keys: readonly KeyObject[]): WebhookCheck =>
      verifyWebhook(keys, headers, body, Math.floor(Date.now() / 1000));
    const check = verify(await this.keys.recent(partner));
    if (check.ok) return check;
    this.#take(`forged ${address}`, 'forgedWebhooksPerMinute');
    if (check.failure === 'stale') return check;
    // The keys may be a moment old.
    const current = await this.keys.current(partner);
    return current.length === 0 ? null : verify(current);
  }

  /** The first message of an id is the one that counts. */
  async #readKept(partner: string, webhookId: string): Promise<ReadWebhook> {
    return readWebhook((await this.catalogue.inbox.find(partner, webhookId)) ?? '');
  }

  /** Forgeries have a share of their own, so that they cannot use up the partner's. */
  #take(subject: string, limit: 'forgedWebhooksPerMinute' | 'webhooksPerMinute'): void {
    const most = this.config.limits[limit];
    const share = this.#limiter.take(subject, most);
    if (!share.taken) throw tooManyRequests(most, share.resetSeconds);
  }
}

/** PostgreSQL stores no NUL. */
const storable = (text: string): string => text.replaceAll('\0', '\u{FFFD}');

/** The W3C trace context of this request; null without one. */
function currentTraceparent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}
