import type { Money } from '@fermata/contracts/values';
import { isBudgetSpent } from './is-budget-spent.ts';

/**
 * Whether another call of the language model fits into the day's budget of the project, and into the budget for such
 * calls. `askedMicros`: what they have cost on this day.
 */
export const mayAskLanguageModel = (
  budget: { readonly perDay: Money | null; readonly spent: Money },
  askedMicros: number,
  limits: { readonly priceMicros: number; readonly dayBudgetMicros: number },
): boolean => !isBudgetSpent(budget) && askedMicros + limits.priceMicros <= limits.dayBudgetMicros;
