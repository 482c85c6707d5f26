import { z } from 'zod';

export const Currency = z.literal('EUR');

/** Hundredths of a euro. */
export const MinorUnits = z.number().min(0);
