import type { Money } from '@fermata/contracts/values';

/** Whether the day's spend has reached the project's budget. `perDay`: null without a budget. */
export const isBudgetSpent = ({
  perDay,
  spent,
}: {
  readonly perDay: Money | null;
  readonly spent: Money;
}): boolean => perDay !== null && spent.micros >= perDay.micros;
