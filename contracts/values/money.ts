import { z } from 'zod';

export const Currency = z.literal('EUR');

/**
 * An amount in millionths of the currency's unit: 2.50 EUR is 2500000 micros. An integer, so that
 * sums are exact; safe integers reach 9 billion EUR, and JSON carries them unchanged. The revenue that partners report
 * stays in the minor units of their currencies (`UsageLine`): it is any currency, and is shown as it was reported.
 */
export const Money = z.strictObject({ micros: z.int(), currency: Currency }).meta({ id: 'Money' });

export type Money = z.infer<typeof Money>;

export const money = (micros: number): Money => ({ micros, currency: 'EUR' });
