import type { Command } from 'commander';
import { z } from 'zod';
import { instant } from '@fermata/clients/words';
import { MessageAttemptPage } from '@fermata/contracts/http';
import { SubscriptionId } from '@fermata/contracts/values';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { Limit } from '../option-values.ts';
import { parseId } from '../parse-id.ts';
import { table } from '../render/table.ts';

export function addAttemptsCommand(subscription: Command): void {
  defineCommand(subscription, {
    usage: 'attempts <subscription>',
    summary: 'list the attempts to send messages, newest first',
    options: (command) =>
      command
        .option('--limit <number>', 'number of attempts, 1 to 100 (default: 20)')
        .option('--cursor <cursor>', 'start of the next page, as printed by the previous one'),
    schema: z.object({ limit: Limit, cursor: z.string().optional() }),
    async run({ api, output }, query, [argument]) {
      const id = parseId(SubscriptionId, argument, { kind: 'subscription', prefix: 'sub' });
      const client = await api('operations');
      const path = `/v1/subscriptions/${id}/attempts`;
      const page = await client.get(path, MessageAttemptPage, query);
      output.result(page, () =>
        page.items.length === 0
          ? 'No attempts.'
          : table(
              [
                { title: 'event' },
                { title: 'type' },
                { title: 'attempt', align: 'right' },
                { title: 'outcome' },
                { title: 'at' },
                { title: 'ms', align: 'right' },
                { title: 'next attempt' },
                { title: 'detail', max: 60 },
              ],
              page.items.map((each) => [
                ...[each.eventId, each.type, each.replay ? 'replay' : String(each.attempt)],
                ...[each.outcome, instant(each.at), String(each.durationMs)],
                ...[each.nextAttemptAt === null ? '–' : instant(each.nextAttemptAt), each.detail],
              ]),
            ),
      );
      if (page.nextCursor !== null && !output.json)
        output.note(`More: --cursor ${page.nextCursor}`);
      return EXIT.ok;
    },
  });
}
