import { z } from 'zod';
import { Currency, MinorUnits } from '../values/money.ts';
import { Day } from './costs.ts';

/** What a project may spend in a day (UTC): new work is refused from the moment on that the ledger has reached it. */
export const BudgetView = z
  .object({
    day: Day,
    currency: Currency,
    dayMinor: MinorUnits.nullable(),
    spentMinor: MinorUnits,
    exhausted: z.boolean(),
    /** When the next day begins. */
    opensAt: z.iso.datetime(),
    setBy: z.string().nullable(),
    setAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Budget' });

export type BudgetView = z.infer<typeof BudgetView>;

/** `dayMinor` null: as much as it likes. */
export const BudgetRequest = z.strictObject({
  dayMinor: z
    .number()
    .positive('must be more than 0 hundredths of a euro, or null for no limit')
    .max(1_000_000_000)
    .nullable(),
});
