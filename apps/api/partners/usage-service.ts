import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { FetchedUsage, FetchUsageRequest } from '@fermata/contracts/http';
import { cleanText, sha256Hex } from '@fermata/contracts/values';
import {
  afterUsagePage,
  NO_USAGE_YET,
  type UsageCounts,
  type UsageProgress,
  usageWebhooks,
} from '@fermata/domain/usage';
import {
  CircuitOpenError,
  openPartnerAdapter,
  type PartnerAdapter,
  type PartnerCallContext,
  PartnerRequestError,
  throughCircuit,
  type UsagePage,
} from '@fermata/partners';
import type { Catalogue, UsageFetchKey } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';
import { describeFailure } from './describe-failure.ts';
import { PartnerService } from './partner-service.ts';

const MAX_DETAIL_LENGTH = 500;
/** A partner answers with one of these if it does not know a cursor, or no longer. */
const UNKNOWN_CURSOR: ReadonlySet<number> = new Set([400, 404, 410, 422]);

interface Fetching {
  readonly key: UsageFetchKey;
  readonly adapter: PartnerAdapter;
  readonly context: PartnerCallContext;
}

/** `failure`: why pages are missing. `progress`: with all pages that were read, also by earlier requests. */
interface Outcome {
  readonly progress: UsageProgress;
  readonly finished: boolean;
  readonly failure: string | null;
}

/** Fetches the usage that partners state into the inbox, where reported usage arrives too. */
@Injectable()
export class UsageService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<
      Catalogue,
      'events' | 'inbox' | 'partnerCircuits' | 'usageProgress'
    >,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(PartnerService) private readonly partners: PartnerService,
  ) {}

  /**
   * Reads pages until the last one or the time limit. Progress is saved after each page, so the next request resumes
   * there. The reports of a page are stored before its progress; the inbox takes each report once, and the catalogue
   * each line.
   */
  async fetch(
    principal: Principal,
    partner: string,
    { period }: z.infer<typeof FetchUsageRequest>,
  ): Promise<FetchedUsage> {
    const { partnerPingMs: answerTimeoutMs, partnerUsageMs } = this.config.limits;
    const connection = await this.partners.connect(principal, partner);
    const adapter = openPartnerAdapter(connection, { answerTimeoutMs });
    const signal = AbortSignal.timeout(partnerUsageMs + answerTimeoutMs);
    const context = this.#contextOf(partner, connection.requestsPerSecond, signal);
    const key = { projectId: principal.projectId, partner, period };
    const before = (await this.catalogue.usageProgress.find(key)) ?? NO_USAGE_YET;
    const outcome = await this.#read(
      { key, adapter, context },
      before,
      Date.now() + partnerUsageMs,
    );
    const { progress, finished, failure } = outcome;
    const { cursor: _cursor, mark: _mark, ...counts } = progress;
    // The event has what this request has read.
    await this.catalogue.events.appendNext({
      ...projectEvent(principal),
      type: 'partner.usage-fetched',
      data: {
        ...{ partner, period, failure },
        reports: counts.reports - before.reports,
        lines: counts.lines - before.lines,
        added: counts.added - before.added,
      },
    });
    return { partner, period, ...counts, finished, failure };
  }

  async #read(fetching: Fetching, before: UsageProgress, until: number): Promise<Outcome> {
    const { key, adapter, context } = fetching;
    const { usageProgress } = this.catalogue;
    const { period } = key;
    let progress = before;
    do {
      let page: UsagePage;
      try {
        const { cursor } = progress;
        page = await throughCircuit(this.catalogue.partnerCircuits, key.partner, () =>
          adapter.fetchUsage({ period, cursor }, context),
        );
      } catch (error) {
        return {
          progress,
          finished: false,
          failure: await this.#failureOf(fetching, progress, error),
        };
      }
      const step = afterUsagePage(progress, await this.#receive(key, page), page.nextCursor);
      if (step.then === 'continue') {
        if (!(await usageProgress.save(key, progress, step.progress)))
          return { progress, finished: false, failure: 'another request fetches them now' };
      } else {
        await usageProgress.clear(key, progress);
        const failure = step.failure && `${step.failure}; the next request begins again`;
        return { progress: step.progress, finished: step.then === 'finish', failure };
      }
      progress = step.progress;
    } while (Date.now() < until);
    return { progress, finished: false, failure: null };
  }

  /** A cursor that the partner refuses would be refused again: the next request begins with the first page. */
  async #failureOf(
    { key, context }: Fetching,
    progress: UsageProgress,
    error: unknown,
  ): Promise<string> {
    if (error instanceof PartnerRequestError) {
      const { failure } = error;
      const detail = cleanText(describeFailure(failure), MAX_DETAIL_LENGTH);
      const isRefused = failure.kind === 'answered' && UNKNOWN_CURSOR.has(failure.status);
      if (progress.cursor === null || !isRefused) return detail;
      await this.catalogue.usageProgress.clear(key, progress);
      return `${detail}; the next request begins again`;
    }
    if (error instanceof CircuitOpenError) return cleanText(error.message, MAX_DETAIL_LENGTH);
    if (context.signal.aborted) return 'the partner answers too slowly';
    throw error;
  }

  /** Puts a page into the inbox. People see there what cannot be read. */
  async #receive(
    { partner, period }: UsageFetchKey,
    { reports, issues }: UsagePage,
  ): Promise<UsageCounts> {
    const timestamp = new Date().toISOString();
    const maxBytes = this.config.limits.bodyBytes;
    const counts = { reports: 0, lines: 0, added: 0, unread: issues.length };
    for (const report of reports) {
      const { partnerReference } = report;
      counts.lines += report.lines.length;
      for (const { webhookId, body } of usageWebhooks(report, { period, timestamp, maxBytes })) {
        counts.reports += 1;
        const webhook = { partner, webhookId, body, partnerReference };
        if ((await this.catalogue.inbox.receive(webhook)) === 'new') counts.added += 1;
      }
    }
    for (const issue of issues) {
      const webhookId = `usage-${sha256Hex(JSON.stringify([period, issue])).slice(0, 32)}`;
      await this.catalogue.inbox.receive({ partner, webhookId, body: issue });
    }
    return counts;
  }

  #contextOf(
    partner: string,
    requestsPerSecond: number | undefined,
    signal: AbortSignal,
  ): PartnerCallContext {
    const { partnerCircuits } = this.catalogue;
    const maxWaitMs = this.config.limits.partnerUsageMs;
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
