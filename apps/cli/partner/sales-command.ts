import type { Command } from 'commander';
import { z } from 'zod';
import { FetchedSales } from '@fermata/contracts/http';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { parsePartner } from './parse-partner.ts';

/** `sales` of `fermata partner`. */
export function addSalesCommand(partner: Command): void {
  defineCommand(partner, {
    usage: 'sales <partner>',
    summary: 'fetch what a partner has sold in a month or on a day; exit code 1 if it fails',
    options: (command) =>
      command
        .option('--month <month>', 'such as 2026-11')
        .option('--day <day>', 'such as 2026-11-05'),
    schema: z.object({ month: z.string().optional(), day: z.string().optional() }),
    async run({ api, output }, { month, day }, [argument]) {
      const name = parsePartner(argument);
      const period = month ?? day;
      if (period === undefined || (month !== undefined && day !== undefined))
        throw new CommandError(EXIT.usage, 'Name either --month or --day.');
      const client = await api('operations');
      let cursor: string | undefined;
      let fetched: FetchedSales | undefined;
      do {
        const request = { period, cursor };
        const next = await client.post(`/v1/partners/${name}/sales`, request, FetchedSales);
        fetched = fetched === undefined ? next : sumOf(fetched, next);
        cursor = next.failure === null ? (next.nextCursor ?? undefined) : undefined;
      } while (cursor !== undefined);
      const sales = fetched;
      output.result(sales, () => textOf(sales));
      return sales.failure === null ? EXIT.ok : EXIT.failed;
    },
  });
}

const sumOf = (before: FetchedSales, next: FetchedSales): FetchedSales => ({
  ...next,
  reports: before.reports + next.reports,
  lines: before.lines + next.lines,
  added: before.added + next.added,
});

function textOf({ partner, period, reports, lines, added, failure }: FetchedSales): string {
  const counts =
    `${partner} states ${lines} lines for ${period}, in ${reports} reports; ` +
    `${added} of the reports are new.`;
  return failure === null
    ? `${counts}\nSee what counts: fermata release usage ID; what does not: fermata inbox list`
    : `${counts}\nNot all of them: ${failure}. The same command again goes on.`;
}
