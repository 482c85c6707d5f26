import type { Command } from 'commander';
import { z } from 'zod';
import { EventId } from '@fermata/contracts/events';
import {
  ReplayAccepted,
  SubscriptionList,
  SubscriptionRemoved,
  SubscriptionView,
  SubscriptionWithSecret,
} from '@fermata/contracts/http';
import { SubscriptionId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf, withFlags } from '../invalid-options.ts';
import { parseId } from '../parse-id.ts';
import { table } from '../render/table.ts';
import { addAttemptsCommand } from './attempts-command.ts';
import { subscriptionText } from './subscription-text.ts';

const PATH = '/v1/subscriptions';

const AddOptions = z.object({
  type: z.array(z.string()).optional(),
  name: z.string().optional(),
  after: z.string().optional(),
});

const parseSubscriptionId = (argument: string | undefined): string =>
  parseId(SubscriptionId, argument, { kind: 'subscription', prefix: 'sub' });

export function addSubscriptionCommands(program: Command): void {
  const subscription = program
    .command('subscription')
    .description('programs that get the events of the project by webhooks');
  defineCommand(subscription, {
    usage: 'add <url>',
    summary: 'subscribe a URL; prints the secret, which is not shown again',
    options: (command) =>
      command
        .option('--type <type...>', 'only these event types (default: all)')
        .option('--name <name>', 'a name for people')
        .option('--after <event>', 'also earlier events: those after this id, 0 for all'),
    schema: AddOptions,
    async run({ api, output }, { type, name, after }, [url]) {
      const client = await api('operations');
      const request = { url, types: type, name, after };
      const added = await client.post(PATH, request, SubscriptionWithSecret).catch(named);
      output.result(added, () => `${subscriptionText(added)}\n${secretText(added.secret)}`);
      return EXIT.ok;
    },
  });
  defineCommand(subscription, {
    usage: 'list',
    summary: 'list the subscriptions of the project',
    schema: z.object({}),
    async run({ api, output }) {
      const list = await (await api('operations')).get(PATH, SubscriptionList);
      output.result(list, () =>
        list.items.length === 0
          ? 'No subscriptions.'
          : table(
              [
                { title: 'subscription' },
                { title: 'status' },
                { title: 'waiting', align: 'right' },
                { title: 'types', max: 40 },
                { title: 'url', max: 60 },
              ],
              list.items.map(({ subscriptionId, status, waiting, types, url }) => [
                ...[subscriptionId, status, String(waiting), types.join(' ') || 'all', url],
              ]),
            ),
      );
      return EXIT.ok;
    },
  });
  defineCommand(subscription, {
    usage: 'show <subscription>',
    summary: 'show a subscription',
    schema: z.object({}),
    async run({ api, output }, _options, [argument]) {
      const id = parseSubscriptionId(argument);
      const view = await (await api('operations')).get(`${PATH}/${id}`, SubscriptionView);
      output.result(view, () => subscriptionText(view));
      return EXIT.ok;
    },
  });
  for (const [name, status, summary] of [
    ['pause', 'paused', 'send nothing until it is resumed; nothing is lost'],
    ['resume', 'active', 'send again, and try waiting messages at once; also if it was disabled'],
  ] as const)
    defineCommand(subscription, {
      usage: `${name} <subscription>`,
      summary,
      schema: z.object({}),
      async run({ api, output }, _options, [argument]) {
        const id = parseSubscriptionId(argument);
        const client = await api('operations');
        const view = await client.patch(`${PATH}/${id}`, { status }, SubscriptionView);
        output.result(view, () => subscriptionText(view));
        return EXIT.ok;
      },
    });
  defineCommand(subscription, {
    usage: 'rotate-secret <subscription>',
    summary: 'make a new secret; the previous one also signs for 24 hours',
    schema: z.object({}),
    async run({ api, output }, _options, [argument]) {
      const id = parseSubscriptionId(argument);
      const client = await api('operations');
      const view = await client.post(`${PATH}/${id}/rotate-secret`, {}, SubscriptionWithSecret);
      output.result(view, () => `${subscriptionText(view)}\n${secretText(view.secret)}`);
      return EXIT.ok;
    },
  });
  addAttemptsCommand(subscription);
  defineCommand(subscription, {
    usage: 'replay <subscription> <event>',
    summary: 'send an event again, with the same id',
    schema: z.object({}),
    async run({ api, output }, _options, [argument, event]) {
      const id = parseSubscriptionId(argument);
      const eventId = EventId.safeParse(event?.trim());
      if (!eventId.success)
        throw new CommandError(
          EXIT.usage,
          `"${event ?? ''}" is not an event: an event id is "evt_" and its position.`,
        );
      const client = await api('operations');
      const path = `${PATH}/${id}/messages/${eventId.data}/replay`;
      const accepted = await client.post(path, {}, ReplayAccepted);
      output.result(accepted, () => `Sends ${accepted.eventId} to ${id} again.`);
      return EXIT.ok;
    },
  });
  defineCommand(subscription, {
    usage: 'remove <subscription>',
    summary: 'remove a subscription with its log of attempts',
    schema: z.object({}),
    async run({ api, output }, _options, [argument]) {
      const id = parseSubscriptionId(argument);
      const removed = await (await api('operations')).delete(`${PATH}/${id}`, SubscriptionRemoved);
      output.result(removed, () => `Removed ${id}.`);
      return EXIT.ok;
    },
  });
}

const secretText = (secret: string): string =>
  `secret  ${secret}\nKeep it: it is not shown again. It verifies the messages (docs/webhooks-out.md).`;

const FLAGS: Record<string, string> = { types: '--type', url: '<url>' };

function named(error: unknown): never {
  throw withFlags(error, ([field = '']) => FLAGS[field] ?? flagOf(field));
}
