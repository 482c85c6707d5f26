import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { BudgetView } from '@fermata/contracts/http';
import { formatMoney, isBudgetSpent, ZERO } from '@fermata/domain/cost';
import type { BudgetState, Catalogue } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { RefusalRecorder } from '../http/refusal-recorder.ts';
import { withTimeout } from '../http/with-timeout.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';

/** Maximum age of a cached budget state that decides without a query. */
const FRESH_MS = 1000;
const TIMEOUT_MS = 40;
const MAX_PROJECTS = 1000;

export const presentBudget = (state: BudgetState): BudgetView => ({
  ...state,
  exhausted: isBudgetSpent(state),
});

/**
 * Accepts new work while the day's spend is below the project's budget. The spend is checked when work is requested
 * and booked when a step is done. Concurrent requests may all pass, and accepted work continues. A day may therefore
 * exceed its budget by the cost of the work in progress.
 */
@Injectable()
export class BudgetGuard {
  readonly #cached = new LRUCache<string, { state: BudgetState; at: number }>({
    max: MAX_PROJECTS,
  });
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'budgets'>,
    @Inject(RefusalRecorder) private readonly refusals: RefusalRecorder,
  ) {}

  /**
   * Throws a 402 if the budget is spent, and records the refusal. A repeat of an accepted request (`isRepeat`) passes.
   */
  async check(
    principal: Principal,
    refused: 'track' | 'preview',
    isRepeat: () => Promise<boolean> = async () => false,
  ): Promise<void> {
    const state = await this.#read(principal.projectId);
    if (isBudgetSpent(state) && !(await isRepeat()))
      throw await this.#recordExhausted(principal, refused, state, (written) => written);
  }

  /**
   * For requests with a deadline: the cached state suffices to accept work, and the next request uses the refreshed
   * one. Waits briefly only if nothing is cached yet or the cached state would refuse the work. If the catalogue does
   * not answer in time, the cached state decides; without one the work is accepted.
   */
  async checkCached(principal: Principal, refused: 'preview'): Promise<void> {
    const { projectId } = principal;
    const cached = this.#cached.get(projectId);
    if (cached && performance.now() - cached.at <= FRESH_MS)
      return this.#refuseIfExhausted(principal, refused, cached.state);
    const fresh = withShortTimeout(this.#read(projectId));
    if (cached && !isBudgetSpent(cached.state)) return;
    await this.#refuseIfExhausted(principal, refused, (await fresh) ?? cached?.state);
  }

  async #refuseIfExhausted(
    principal: Principal,
    refused: 'preview',
    state: BudgetState | undefined,
  ): Promise<void> {
    if (state && isBudgetSpent(state) && Date.now() < Date.parse(state.opensAt))
      throw await this.#recordExhausted(principal, refused, state, withShortTimeout);
  }

  async #read(projectId: string): Promise<BudgetState> {
    const state = await this.catalogue.budgets.state(projectId);
    this.#cached.set(projectId, { state, at: performance.now() });
    return state;
  }

  async #recordExhausted(
    principal: Principal,
    refused: 'track' | 'preview',
    { day, perDay, spent, opensAt }: BudgetState,
    wait: (written: Promise<void>) => Promise<unknown>,
  ): Promise<ProblemException> {
    const budget = { perDay: perDay ?? ZERO, spent, opensAt };
    await wait(
      this.refusals.record(principal, {
        type: 'budget.exhausted',
        data: { refused, day, ...budget },
      }),
    );
    return new ProblemException(
      'budget-exhausted',
      `the budget of ${formatMoney(budget.perDay)} for ${day} (UTC) is spent (${formatMoney(spent)}); ` +
        `new work is accepted again from ${opensAt}, or when operations raise the budget`,
      {
        budget,
        retryAfterSeconds: Math.max(1, Math.ceil((Date.parse(opensAt) - Date.now()) / 1000)),
      },
    );
  }
}

/** The result of `work`; undefined if it fails or takes too long. */
async function withShortTimeout<T>(work: Promise<T>): Promise<T | undefined> {
  const result = await withTimeout(
    TIMEOUT_MS,
    work.catch(() => undefined),
  );
  return result === 'late' ? undefined : result;
}
