import { type Money, money } from '@fermata/contracts/values';

/**
 * The price of a unit of work in micros of EUR. A rate may have a fraction: only the price of an
 * entry is rounded. A gigabyte has 10⁹ bytes; its price includes the first month.
 */
export interface RateCard {
  readonly cpuSecond: number;
  readonly modelSecond: number;
  readonly storedGigabyte: number;
}

/** The price of the work, rounded to the nearest micro. */
export const priceOf = (
  rates: RateCard,
  used: {
    readonly cpuSeconds: number;
    readonly modelSeconds: number;
    readonly bytesStored: number;
  },
): Money =>
  money(
    Math.round(
      used.cpuSeconds * rates.cpuSecond +
        used.modelSeconds * rates.modelSecond +
        (used.bytesStored / 1e9) * rates.storedGigabyte,
    ),
  );
