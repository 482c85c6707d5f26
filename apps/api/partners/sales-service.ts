import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { FetchedSales, FetchSalesRequest } from '@fermata/contracts/http';
import { cleanText } from '@fermata/contracts/values';
import { usageWebhooks } from '@fermata/domain/usage';
import {
  openPartnerAdapter,
  type PartnerAdapter,
  type PartnerCallContext,
  PartnerRequestError,
  type SalesReport,
} from '@fermata/partners';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';
import { describeFailure } from './describe-failure.ts';
import { PartnerService } from './partner-service.ts';

const MAX_DETAIL_LENGTH = 500;

type Counts = Pick<FetchedSales, 'reports' | 'lines' | 'added'>;

/** Fetches the sales of partners into the inbox, where reported usage arrives too. */
@Injectable()
export class SalesService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<Catalogue, 'events' | 'inbox' | 'partnerCircuits'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(PartnerService) private readonly partners: PartnerService,
  ) {}

  /**
   * Reads pages until the last one, or until the time for it is over; then the cursor of the next page goes on. A
   * repeat changes nothing: the inbox takes each report once, and the catalogue each line.
   */
  async fetch(
    principal: Principal,
    partner: string,
    { period, cursor: start }: z.infer<typeof FetchSalesRequest>,
  ): Promise<FetchedSales> {
    const { partnerPingMs: answerTimeoutMs, partnerSalesMs } = this.config.limits;
    const connection = await this.partners.connect(principal, partner);
    const adapter = openPartnerAdapter(connection, { answerTimeoutMs });
    const signal = AbortSignal.timeout(partnerSalesMs + answerTimeoutMs);
    const context = this.#contextOf(partner, connection.requestsPerSecond, signal);
    const counts = { reports: 0, lines: 0, added: 0 };
    const until = Date.now() + partnerSalesMs;
    let cursor: string | null = start ?? null;
    let failure: string | null = null;
    try {
      do cursor = await this.#fetchPage(adapter, { partner, period, cursor }, context, counts);
      while (cursor !== null && Date.now() < until);
    } catch (error) {
      failure = failureOf(error, signal);
    }
    const fetched = { partner, period, ...counts, failure };
    await this.catalogue.events.appendNext({
      ...projectEvent(principal),
      type: 'partner.sales-fetched',
      data: fetched,
    });
    return { ...fetched, nextCursor: cursor };
  }

  /** Adds to the counts, and returns the cursor of the next page. */
  async #fetchPage(
    adapter: PartnerAdapter,
    { partner, ...request }: { partner: string; period: string; cursor: string | null },
    context: PartnerCallContext,
    counts: Counts,
  ): Promise<string | null> {
    const { reports, nextCursor } = await adapter.sales(request, context);
    for (const report of reports) {
      counts.lines += report.lines.length;
      await this.#receive(partner, request.period, report, counts);
    }
    if (nextCursor === null || nextCursor !== request.cursor) return nextCursor;
    throw new PartnerRequestError({
      kind: 'bad-answer',
      detail: `the page after "${cleanText(nextCursor, 100)}" is the same page again`,
    });
  }

  async #receive(
    partner: string,
    period: string,
    report: SalesReport,
    counts: Counts,
  ): Promise<void> {
    const timestamp = new Date().toISOString();
    for (const { webhookId, body } of usageWebhooks(report, { period, timestamp })) {
      const { partnerReference } = report;
      if (Buffer.byteLength(body) > this.config.limits.bodyBytes)
        throw new PartnerRequestError({
          kind: 'bad-answer',
          detail: `a report about ${partnerReference} is larger than that of a webhook may be`,
        });
      const webhook = { partner, webhookId, body, partnerReference };
      counts.reports += 1;
      if ((await this.catalogue.inbox.receive(webhook)) === 'new') counts.added += 1;
    }
  }

  #contextOf(
    partner: string,
    requestsPerSecond: number | undefined,
    signal: AbortSignal,
  ): PartnerCallContext {
    const { partnerCircuits } = this.catalogue;
    const maxWaitMs = this.config.limits.partnerSalesMs;
    return {
      signal,
      onProgress: () => undefined,
      async takeTurn() {
        if (requestsPerSecond === undefined) return;
        const waitMs = await partnerCircuits.takeTurn(partner, requestsPerSecond, maxWaitMs);
        if (waitMs === null)
          throw new PartnerRequestError({
            kind: 'timeout',
            detail: `it takes ${requestsPerSecond} requests a second, and many wait for their turn`,
          });
        if (waitMs > 0) await pause(waitMs, undefined, { signal });
      },
    };
  }
}

function failureOf(error: unknown, signal: AbortSignal): string {
  if (error instanceof PartnerRequestError)
    return cleanText(describeFailure(error.failure), MAX_DETAIL_LENGTH);
  if (signal.aborted) return 'the partner answers too slowly';
  throw error;
}
