import type { Command } from 'commander';
import { z } from 'zod';
import { instant } from '@fermata/clients/words';
import { InboxPage, InboxWebhook, InboxWebhookDetails } from '@fermata/contracts/http';
import { WebhookId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { Limit, oneOf } from '../option-values.ts';
import { parsePartner } from '../partner/parse-partner.ts';
import { table } from '../render/table.ts';
import { inboxText, reasonText, subjectText } from './inbox-text.ts';

const PATH = '/v1/inbox';

export function addInboxCommands(program: Command): void {
  const inbox = program.command('inbox').description('webhooks of partners, and their state');
  defineCommand(inbox, {
    usage: 'list',
    summary:
      'list webhooks that wait, are undeliverable or unreadable, newest first, with the reason',
    options: (command) =>
      command
        .option('--state <state>', 'only these: waiting, undeliverable or unreadable')
        .option('--limit <number>', 'number of webhooks, 1 to 100 (default: 20)')
        .option('--cursor <cursor>', 'start of the next page, as printed by the previous one'),
    schema: z.object({
      state: oneOf(['waiting', 'undeliverable', 'unreadable']).optional(),
      limit: Limit,
      cursor: z.string().optional(),
    }),
    async run({ api, output }, query) {
      const page = await (await api('operations')).get(PATH, InboxPage, query);
      output.result(page, () =>
        page.items.length === 0
          ? 'No webhooks wait, and none is undeliverable or unreadable.'
          : table(
              [
                ...[{ title: 'partner' }, { title: 'webhook' }, { title: 'received' }],
                ...[{ title: 'state' }, { title: 'type' }, { title: 'about' }, { title: 'reason' }],
              ],
              page.items.map((each) => [
                ...[each.partner, each.webhookId, instant(each.receivedAt), each.state],
                ...[each.webhook?.type ?? '–', subjectText(each), reasonText(each)],
              ]),
            ),
      );
      if (page.nextCursor !== null && !output.json)
        output.note(`More: --cursor ${page.nextCursor}`);
      return EXIT.ok;
    },
  });
  defineCommand(inbox, {
    usage: 'show <partner> <webhook>',
    summary: 'show a webhook: its state, the reason and its text',
    schema: z.object({}),
    async run({ api, output }, _options, [partner, webhook]) {
      const path = pathOf(partner, webhook);
      const view = await (await api('operations')).get(path, InboxWebhookDetails);
      output.result(view, () => `${inboxText(view)}\n${view.body}`);
      return EXIT.ok;
    },
  });
  defineCommand(inbox, {
    usage: 'replay <partner> <webhook>',
    summary: 'hand a webhook to the relay again, once the reason is gone',
    schema: z.object({}),
    async run({ api, output }, _options, [partner, webhook]) {
      const path = `${pathOf(partner, webhook)}/replay`;
      const view = await (await api('operations')).post(path, {}, InboxWebhook);
      output.result(
        view,
        () =>
          `${view.webhookId} of ${view.partner} is relayed again.\n` +
          `See its state: fermata inbox show ${view.partner} ${view.webhookId}`,
      );
      return EXIT.ok;
    },
  });
  defineCommand(inbox, {
    usage: 'decline <partner> <webhook>',
    summary: 'decline a request of a partner for a takedown that a person decides about',
    options: (command) =>
      command.requiredOption('--reason <text>', 'the reason, which the partner gets'),
    schema: z.object({ reason: z.string() }),
    async run({ api, output }, { reason }, [partner, webhook]) {
      const path = `${pathOf(partner, webhook)}/decline`;
      const view = await (await api('operations')).post(path, { reason }, InboxWebhook);
      output.result(
        view,
        () => `Declined; ${view.partner} is answered within 10 minutes. The release stays on sale.`,
      );
      return EXIT.ok;
    },
  });
}

function pathOf(partner: string | undefined, webhook: string | undefined): string {
  const name = parsePartner(partner);
  const id = WebhookId.safeParse(webhook?.trim());
  if (id.success) return `${PATH}/${name}/${id.data}`;
  throw new CommandError(
    EXIT.usage,
    `"${webhook ?? ''}" is not a webhook: ${id.error.issues[0]?.message ?? ''}.`,
  );
}
