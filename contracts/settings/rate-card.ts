import { z } from 'zod';
import { type Environment, parseSettings } from './parse-settings.ts';

/** Micros of EUR: about 0.07 EUR an hour for a shared core, 0.7 for a small accelerator, 0.02 a gigabyte and month. */
export const DEFAULT_RATES = { cpuSecond: 20, modelSecond: 200, storedGigabyte: 20_000 } as const;

const rate = (variable: string, standard: number) => {
  const error = `${variable} must be an amount in euros from 0 to 10000, such as ${standard / 1e6}`;
  return z.coerce
    .number({ error })
    .min(0, error)
    .max(10_000, error)
    .transform((euros) => euros * 1e6)
    .default(standard);
};

const Rates = z.object({
  FERMATA_RATE_CPU_SECOND: rate('FERMATA_RATE_CPU_SECOND', DEFAULT_RATES.cpuSecond),
  FERMATA_RATE_MODEL_SECOND: rate('FERMATA_RATE_MODEL_SECOND', DEFAULT_RATES.modelSecond),
  FERMATA_RATE_STORED_GB: rate('FERMATA_RATE_STORED_GB', DEFAULT_RATES.storedGigabyte),
});

/** The variables are in euros. Throws one Error with a sentence for each invalid one. */
export function rateCardFromEnvironment(env: Environment) {
  const rates = parseSettings(Rates, env);
  return {
    cpuSecond: rates.FERMATA_RATE_CPU_SECOND,
    modelSecond: rates.FERMATA_RATE_MODEL_SECOND,
    storedGigabyte: rates.FERMATA_RATE_STORED_GB,
  };
}
