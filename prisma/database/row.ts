import { z } from 'zod';
import { money } from '@fermata/contracts/values';

/** A time in a row: a Date from a driver, or text with an offset from JSON. Parsed to ISO 8601 in UTC. */
export const Instant = z
  .union([z.date(), z.iso.datetime({ offset: true })])
  .transform((at) => new Date(at).toISOString());

/** A calendar day in a row: a Date at its start in UTC from a driver. Parsed to ISO 8601. */
export const Day = z.date().transform((day) => day.toISOString().slice(0, 10));

/** An amount of money in a row, in micros. */
export const Micros = z.int().transform(money);

/** Reads a row by its column names (`track_id`) with the schema of its fields (`trackId`). */
export const fromColumns = <S extends z.ZodType<unknown, Record<string, unknown>>>(row: S) =>
  z.record(z.string(), z.unknown()).transform(toFields).pipe(row);

/** Fields as columns: `trackId` becomes `track_id`. */
export const toColumns = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );

const toFields = (columns: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [
      column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
