import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { UsageRequest } from './sandbox-wire.ts';

const PAGE_LINES = 100;
const Rows = z.array(z.object({ number: z.number(), reference: z.string(), line: z.string() }));

/** Everything that the shop has sold or streamed. A line never changes. */
export function openUsage(database: DatabaseSync) {
  const insert = database.prepare(
    'insert or ignore into usage_line (line_id, reference, last_day, line) values (?, ?, ?, ?)',
  );
  // A period is a month or a day: the beginning of a day's text.
  const select = database.prepare(
    `select number, reference, line from usage_line
     where substr(last_day, 1, length(?1)) = ?1 and number > ?2 order by number limit ?3`,
  );
  return {
    add(reference: string, lines: UsageRequest['lines']): void {
      for (const line of lines) insert.run(line.lineId, reference, line.to, JSON.stringify(line));
    },

    /** The lines that end in the period, by reservation. */
    page(period: string, cursor: number) {
      const rows = Rows.parse(select.all(period, cursor, PAGE_LINES + 1));
      const shown = rows.slice(0, PAGE_LINES);
      const byReference = Map.groupBy(shown, (row) => row.reference);
      const last = shown.at(-1);
      return {
        reports: [...byReference].map(([reference, sold]) => ({
          reference,
          lines: sold.map(({ line }) => JSON.parse(line) as unknown),
        })),
        nextCursor: rows.length > PAGE_LINES && last ? String(last.number) : null,
      };
    },
  };
}
export type Usage = ReturnType<typeof openUsage>;
