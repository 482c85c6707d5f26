import { z } from 'zod';
import { Money } from '../values/money.ts';
import { Day } from './costs.ts';

/** A project's budget for a day (UTC). New work is refused once the ledger has reached it. */
export const BudgetView = z
  .object({
    day: Day,
    perDay: Money.nullable(),
    spent: Money,
    exhausted: z.boolean(),
    /** The start of the next day. */
    opensAt: z.iso.datetime(),
    setBy: z.string().nullable(),
    setAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Budget' });

export type BudgetView = z.infer<typeof BudgetView>;

const MAX_MICROS = 1e13;

/** `perDay` null: no limit. */
export const BudgetRequest = z.strictObject({
  perDay: Money.refine(
    ({ micros }) => micros > 0 && micros <= MAX_MICROS,
    'must be more than 0 and at most 10000000 EUR, or null for no limit',
  ).nullable(),
});
