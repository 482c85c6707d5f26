import { Inject, Injectable } from '@nestjs/common';
import type {
  BudgetView,
  CacheView,
  CostGroup,
  CostReportView,
  CostSums,
  EvictionView,
  TrackCostsView,
} from '@fermata/contracts/http';
import type { Money } from '@fermata/contracts/values';
import { divideMoney } from '@fermata/domain/cost';
import type { CacheFigures, Catalogue, StoredCostSums } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { ApiConfig } from '../config.ts';
import { invalidRequest } from '../http/contract-pipe.ts';
import type { Principal } from '../http/principal.ts';
import { projectEvent } from '../http/project-event.ts';
import { ASSETS, CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';
import { presentBudget } from './budget-guard.ts';

const DAY_MS = 24 * 3600 * 1000;
const DEFAULT_DAYS = 30;
const MAX_DAYS = 3660;
/** Cache figures scan the whole project, so requests within this time share one result. */
const FIGURES_CACHE_MS = 5000;

/** Costs, budgets and the step cache of a project. */
@Injectable()
export class CostService {
  readonly #figures = new Map<string, Promise<CacheFigures>>();
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<Catalogue, 'budgets' | 'cache' | 'costs' | 'events'>,
    @Inject(ASSETS) private readonly assets: AssetStore,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  async forTrack({ projectId }: Principal, trackId: string): Promise<TrackCostsView> {
    const { total, steps } = await this.catalogue.costs.forTrack(projectId, trackId);
    return { trackId, total: presentSums(total), steps };
  }

  async report(
    { projectId }: Principal,
    query: { from?: string | undefined; to?: string | undefined; by: CostGroup },
  ): Promise<CostReportView> {
    const to = query.to ?? utcDay(Date.now());
    const from = query.from ?? utcDay(Date.parse(to) - (DEFAULT_DAYS - 1) * DAY_MS);
    if (from > to)
      throw invalidRequest([{ path: 'query.from', message: `must not be after ${to}` }]);
    if (Date.parse(to) - Date.parse(from) > MAX_DAYS * DAY_MS)
      throw invalidRequest([
        { path: 'query.from', message: `must be at most ${MAX_DAYS} days before ${to}` },
      ]);
    const { rows, total } = await this.catalogue.costs.report(projectId, {
      from,
      to,
      by: query.by,
    });
    return {
      from,
      to,
      by: query.by,
      rows: rows.map(({ key, ...sums }) => ({ key, ...presentSums(sums) })),
      total: presentSums(total),
    };
  }

  async budget({ projectId }: Principal): Promise<BudgetView> {
    return presentBudget(await this.catalogue.budgets.state(projectId));
  }

  /** Setting the same amount again appends no event. */
  async setBudget(principal: Principal, perDay: Money | null): Promise<BudgetView> {
    const { projectId } = principal;
    const before = await this.catalogue.budgets.state(projectId);
    if (before.perDay?.micros !== perDay?.micros) {
      const event = projectEvent(principal);
      await this.catalogue.events.appendNext(
        perDay === null
          ? { ...event, type: 'budget.cleared', data: {} }
          : { ...event, type: 'budget.set', data: { perDay } },
      );
    }
    return presentBudget(await this.catalogue.budgets.state(projectId));
  }

  async cache({ projectId }: Principal): Promise<CacheView> {
    const { keepDays, budgetBytes } = this.config.cacheLimits;
    const { results, resultBytes, assetBytes, ownBytes, oldestUseAt, steps } =
      await this.#cachedFigures(projectId);
    return {
      results,
      assetBytes: assetBytes + resultBytes,
      ownBytes,
      budgetBytes,
      keepDays,
      oldestUseAt,
      steps,
    };
  }

  async evict(
    { projectId }: Principal,
    { budgetBytes = this.config.cacheLimits.budgetBytes }: { budgetBytes?: number | undefined },
  ): Promise<EvictionView> {
    const { keepDays } = this.config.cacheLimits;
    try {
      return {
        budgetBytes,
        ...(await this.catalogue.cache.evict(projectId, { budgetBytes, keepDays }, (sha256) =>
          this.assets.remove(projectId, sha256),
        )),
      };
    } finally {
      this.#figures.delete(projectId);
    }
  }

  #cachedFigures(projectId: string): Promise<CacheFigures> {
    const cached = this.#figures.get(projectId);
    if (cached) return cached;
    const pending = this.catalogue.cache.figures(projectId, this.config.cacheLimits.keepDays);
    this.#figures.set(projectId, pending);
    const forget = (): void => {
      if (this.#figures.get(projectId) === pending) this.#figures.delete(projectId);
    };
    pending.then(() => setTimeout(forget, FIGURES_CACHE_MS).unref(), forget);
    return pending;
  }
}

const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

function presentSums(sums: StoredCostSums): CostSums {
  const minutes = sums.finishedSeconds / 60;
  return { ...sums, pricePerMinute: minutes === 0 ? null : divideMoney(sums.price, minutes) };
}
