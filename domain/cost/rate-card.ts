import { z } from 'zod';

const Rate = z.number().min(0).max(1_000_000);

/** What work costs, in minor units (hundredths) of EUR. A gigabyte has 10⁹ bytes; its put pays for its first month. */
export const RateCard = z.object({ cpuSecond: Rate, modelSecond: Rate, storedGigabyte: Rate });
export type RateCard = z.infer<typeof RateCard>;

/** A shared core at about 0.07 EUR an hour, a small accelerator at about 0.7, and object storage at 0.02 for a gigabyte and month. */
export const DEFAULT_RATES: RateCard = { cpuSecond: 0.002, modelSecond: 0.02, storedGigabyte: 2 };

/** The variable of the environment that sets each rate. */
const RATE_VARIABLES = {
  cpuSecond: 'FERMATA_RATE_CPU_SECOND',
  modelSecond: 'FERMATA_RATE_MODEL_SECOND',
  storedGigabyte: 'FERMATA_RATE_STORED_GB',
} as const satisfies Record<keyof RateCard, string>;

/** The rates of this environment. Throws one sentence for each rate that is no amount. */
export function rateCardFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): RateCard {
  const issues: string[] = [];
  const rates = { ...DEFAULT_RATES };
  for (const rate of ['cpuSecond', 'modelSecond', 'storedGigabyte'] as const) {
    const raw = env[RATE_VARIABLES[rate]];
    if (raw === undefined || raw === '') continue;
    const amount = Rate.safeParse(Number(raw));
    if (amount.success) rates[rate] = amount.data;
    else
      issues.push(
        `${RATE_VARIABLES[rate]} must be an amount in hundredths of a euro from 0 to 1000000, such as ${DEFAULT_RATES[rate]}`,
      );
  }
  if (issues.length > 0) throw new Error(issues.join('\n'));
  return rates;
}

/** Minor units of EUR for what was used. */
export const priceOf = (
  rates: RateCard,
  used: {
    readonly cpuSeconds: number;
    readonly modelSeconds: number;
    readonly bytesStored: number;
  },
): number =>
  used.cpuSeconds * rates.cpuSecond +
  used.modelSeconds * rates.modelSecond +
  (used.bytesStored / 1e9) * rates.storedGigabyte;

/** `12.34 EUR`, and of less than a euro what counts: `0.0012 EUR`. */
export function formatEuros(minor: number): string {
  const euros = minor / 100;
  const digits = Math.abs(euros) >= 1 || minor === 0 ? 2 : 6;
  return `${euros.toFixed(digits).replace(/(\.\d\d\d*?)0+$/, '$1')} EUR`;
}
