import { Inject, Injectable } from '@nestjs/common';
import { context, propagation } from '@opentelemetry/api';
import { parseJson, PartnerWebhook } from '@fermata/contracts/values';
import { webhookSubject } from '@fermata/domain/inbox';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { duplicateNameProblem } from '../http/accept-json-only.ts';
import { invalidBody } from '../http/contract-pipe.ts';
import { PerMinuteLimiter } from '../http/per-minute-limiter.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { tooManyRequests } from '../http/rate-limits.ts';
import { CATALOGUE, CONFIG, METRICS } from '../infrastructure/injection-tokens.ts';
import type { Metrics } from '../infrastructure/metrics.ts';
import { PartnerService } from './partner-service.ts';
import { verifyWebhook, type WebhookHeaders } from './verify-webhook.ts';

/** Receives a partner's message. It is answered after its row is committed, so no crash loses it. */
@Injectable()
export class WebhookService {
  readonly #limiter = new PerMinuteLimiter();

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'inbox'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(PartnerService) private readonly partners: PartnerService,
  ) {}

  async receive(
    partner: string,
    headers: WebhookHeaders,
    body: Buffer,
    address: string,
  ): Promise<{ received: 'new' | 'seen' }> {
    const secrets = await this.partners.webhookSecrets(partner);
    if (secrets.length === 0)
      throw new ProblemException('not-found', `there is no partner "${partner}"`);
    const check = verifyWebhook(secrets, headers, body, Math.floor(Date.now() / 1000));
    if (!check.ok) {
      this.metrics.webhooks.inc({ partner, outcome: check.failure });
      this.#take(`forged ${address}`, 'forgedWebhooksPerMinute');
      throw new ProblemException(
        check.failure === 'forged' ? 'forged-webhook' : 'stale-webhook',
        check.detail,
      );
    }
    this.#take(`signed ${partner}`, 'webhooksPerMinute');
    const { webhookId } = check;
    const { text, webhook } = this.#requireValidBody(partner, body);
    const received = await this.catalogue.inbox.receive({
      partner,
      webhookId,
      body: text,
      ...webhookSubject(webhook),
      traceparent: currentTraceparent(),
    });
    this.metrics.webhooks.inc({ partner, outcome: received });
    return { received };
  }

  /** Forgeries have a share of their own, so that they cannot use up the partner's. */
  #take(subject: string, limit: 'forgedWebhooksPerMinute' | 'webhooksPerMinute'): void {
    const most = this.config.limits[limit];
    const share = this.#limiter.take(subject, most);
    if (!share.taken) throw tooManyRequests(most, share.resetSeconds);
  }

  /** Throws a 400 for an invalid message: a retry would not help, so the partner gets the reason at once. */
  #requireValidBody(partner: string, body: Buffer): { text: string; webhook: PartnerWebhook } {
    const text = body.toString('utf8');
    const value = parseJson(text);
    if (value === undefined)
      throw new ProblemException('invalid-json', 'the body is not valid JSON');
    const duplicate = duplicateNameProblem(text);
    if (duplicate) throw duplicate;
    const parsed = PartnerWebhook.safeParse(value);
    if (parsed.success) return { text, webhook: parsed.data };
    this.metrics.webhooks.inc({ partner, outcome: 'not-understood' });
    throw invalidBody(parsed.error);
  }
}

/** The W3C trace context of this request; null without one. */
function currentTraceparent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}
