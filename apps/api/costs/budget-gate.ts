import { eurosOf, type BudgetView } from '@fermata/contracts';
import type { BudgetState, Catalogue } from '@fermata/prisma';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../auth/viewer.ts';
import { CATALOGUE } from '../doors/tokens.ts';
import { Refusals } from '../operations/refusals.ts';
import { ProblemException } from '../problems/problem-exception.ts';

export const presentBudget = (state: BudgetState): BudgetView => ({ ...state, currency: 'EUR', exhausted: state.dayMinor !== null && state.spentMinor >= state.dayMinor });

/**
 * Lets new work in as long as this day's spend is below the project's budget. It is looked at when work is asked for, and booked when a step is done: requests
 * that come at the same moment may all pass, and what was let in goes on; so a day may cost more than its budget by the work that was under way.
 */
@Injectable()
export class BudgetGate {
  readonly #catalogue: Catalogue;
  readonly #refusals: Refusals;
  constructor(@Inject(CATALOGUE) catalogue: Catalogue, @Inject(Refusals) refusals: Refusals) {
    this.#catalogue = catalogue;
    this.#refusals = refusals;
  }

  /** Throws the 402 of a budget that is spent, and writes down that work was refused; not where it `isRepeat` of something that was accepted. */
  async pass(viewer: Viewer, refused: 'track' | 'preview', isRepeat: () => Promise<boolean> = async () => false): Promise<void> {
    const state = await this.#catalogue.budgets.state(viewer.projectId);
    const { day, dayMinor, spentMinor, opensAt } = state;
    if (dayMinor === null || spentMinor < dayMinor || (await isRepeat())) return;
    await this.#refusals.record(viewer, { type: 'budget.exhausted', data: { refused, day, dayMinor, spentMinor, currency: 'EUR', opensAt } });
    throw new ProblemException('budget-exhausted', `the budget of ${eurosOf(dayMinor)} for ${day} (UTC) is spent (${eurosOf(spentMinor)}); new work is taken again at ${opensAt}, or when operations raise the budget`, {
      budget: { dayMinor, spentMinor, currency: 'EUR', opensAt }, retryAfterSeconds: Math.max(1, Math.ceil((Date.parse(opensAt) - Date.now()) / 1000)),
    });
  }
}
