import type { Origin } from '@fermata/contracts/values';

/** One field of an intent: its value, its origin, and the reason in words. */
export interface Choice<T> {
  readonly value: T;
  readonly origin: Origin;
  readonly note: string;
}

export const choice = <T>(value: T, origin: Origin, note: string): Choice<T> => ({
  value,
  origin,
  note,
});

export const clampEnergy = (energy: number): number =>
  Math.round(Math.max(0.05, Math.min(1, energy)) * 100) / 100;
