import type { Command } from 'commander';
import { z } from 'zod';
import { instant } from '@fermata/clients/words';
import { UndeliverablePage } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { Limit } from '../option-values.ts';
import { table } from '../render/table.ts';
import { addManagedPartnerCommands } from './managed-partner-commands.ts';

export function addPartnerCommands(program: Command): void {
  const partner = program
    .command('partner')
    .description('shops and services that get releases, and what they have sent');
  addManagedPartnerCommands(partner);
  defineCommand(partner, {
    usage: 'inbox',
    summary: 'list undeliverable webhooks of partners, with the reason',
    options: (command) =>
      command
        .option('--limit <number>', 'number of webhooks, 1 to 100 (default: 20)')
        .option('--cursor <cursor>', 'start of the next page, as printed by the previous one'),
    schema: z.object({ limit: Limit, cursor: z.string().optional() }),
    async run({ api, output }, query) {
      const page = await (
        await api('operations')
      ).get('/v1/partners/inbox/undeliverable', UndeliverablePage, query);
      output.result(page, () =>
        page.items.length === 0
          ? 'No undeliverable webhooks.'
          : table(
              [
                { title: 'partner' },
                { title: 'webhook' },
                { title: 'received' },
                { title: 'type' },
                { title: 'reference' },
                { title: 'reason' },
              ],
              page.items.map(({ partner: from, webhookId, receivedAt, webhook, reason }) => [
                from,
                webhookId,
                instant(receivedAt),
                webhook?.type ?? '–',
                subjectOf(webhook),
                reason,
              ]),
            ),
      );
      if (page.nextCursor !== null && !output.json)
        output.note(`More: --cursor ${page.nextCursor}`);
      return EXIT.ok;
    },
  });
}

type Webhook = z.infer<typeof UndeliverablePage>['items'][number]['webhook'];

const subjectOf = (webhook: Webhook): string =>
  webhook === null
    ? '–'
    : webhook.type === 'release.requested'
      ? webhook.data.requestId
      : webhook.data.reference;
