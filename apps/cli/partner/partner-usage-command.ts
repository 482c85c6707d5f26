import type { Command } from 'commander';
import { z } from 'zod';
import { FetchedUsage } from '@fermata/contracts/http';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { parsePartner } from './parse-partner.ts';

/** `usage` of `fermata partner`. */
export function addPartnerUsageCommand(partner: Command): void {
  defineCommand(partner, {
    usage: 'usage <partner>',
    summary: 'fetch the usage that a partner states for a month or a day; exit code 1 if it fails',
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
      const fetch = () => client.post(`/v1/partners/${name}/usage`, { period }, FetchedUsage);
      let usage = await fetch();
      // Each request reads at least one page, and the number of pages is limited.
      while (!usage.finished && usage.failure === null) usage = await fetch();
      output.result(usage, () => textOf(usage));
      return usage.failure === null && usage.unread === 0 ? EXIT.ok : EXIT.failed;
    },
  });
}

function textOf({
  partner,
  period,
  pages,
  reports,
  lines,
  added,
  unread,
  failure,
}: FetchedUsage): string {
  return [
    `${partner} states ${lines} lines for ${period}, in ${reports} reports on ${pages} pages; ` +
      `${added} of the reports are new.`,
    ...(unread === 0
      ? []
      : [`${unread} parts of the pages cannot be read: fermata inbox list --state unreadable`]),
    failure === null
      ? 'Lines that count: fermata release usage ID; other ones: fermata inbox list'
      : `Not all of them: ${failure}. The same command goes on.`,
  ].join('\n');
}
