import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { z } from 'zod';
import {
  PartnerDetails,
  PartnerList,
  PartnerPing,
  PartnerWithSecret,
} from '@fermata/contracts/http';
import { parseJson } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf, withFlags } from '../invalid-options.ts';
import { table } from '../render/table.ts';
import { parsePartner } from './parse-partner.ts';
import { partnerText } from './partner-text.ts';

const PATH = '/v1/partners';
const KEY_FILE = 'file with our API key at the partner; - for standard input';
const REQUIREMENTS_FILE = 'JSON file with the requirements of the partner (docs/partners.md)';
const SECRET_FILE = "file with the partner's own webhook secret, whsec_…; - for standard input";

/** `add`, `list`, `show`, `change`, `pause`, `resume`, `rotate-secret` and `ping` of `fermata partner`. */
export function addManagedPartnerCommands(partner: Command): void {
  defineCommand(partner, {
    usage: 'add <partner> <url>',
    summary: 'add a partner; prints the secret of its webhooks, which is not shown again',
    options: (command) =>
      command
        .requiredOption('--api-key-file <file>', KEY_FILE)
        .option('--webhook-secret-file <file>', `${SECRET_FILE} (default: a new one)`)
        .option('--requests-per-second <number>', 'limit for our requests, 1 to 1000 (default: 10)')
        .option('--requirements-file <file>', REQUIREMENTS_FILE)
        .option('--idempotency-key <key>', 'repeats an earlier command (default: a new one)'),
    schema: z.object({
      apiKeyFile: z.string(),
      requirementsFile: z.string().optional(),
      requestsPerSecond: z.coerce.number().optional(),
      webhookSecretFile: z.string().optional(),
      idempotencyKey: z.string().optional(),
    }),
    async run({ api, output }, options, [name, url]) {
      const { apiKeyFile, webhookSecretFile, requestsPerSecond, idempotencyKey } = options;
      const request = {
        ...{ partner: parsePartner(name), url, requestsPerSecond },
        apiKey: await readText(apiKeyFile),
        requirements: await readJson(options.requirementsFile),
        webhookSecret: webhookSecretFile && (await readText(webhookSecretFile)),
      };
      const client = await api('operations');
      const added = await client
        .post(PATH, request, PartnerWithSecret, { idempotencyKey: idempotencyKey ?? newKey() })
        .catch(named);
      output.result(added, () => `${partnerText(added)}\n${secretText(added)}`);
      return EXIT.ok;
    },
  });
  defineCommand(partner, {
    usage: 'list',
    summary: 'list the partners: added ones and those that the environment configures',
    schema: z.object({}),
    async run({ api, output }) {
      const list = await (await api('operations')).get(PATH, PartnerList);
      output.result(list, () =>
        list.items.length === 0
          ? 'No partners.'
          : table(
              [
                ...[{ title: 'partner' }, { title: 'status' }, { title: 'source' }],
                ...[{ title: 'kind' }, { title: 'url', max: 60 }],
              ],
              list.items.map((each) => [
                ...[each.partner, each.status, each.source, each.kind, each.url ?? '–'],
              ]),
            ),
      );
      return EXIT.ok;
    },
  });
  defineCommand(partner, {
    usage: 'show <partner>',
    summary: 'show a partner',
    schema: z.object({}),
    async run({ api, output }, _options, [argument]) {
      const path = pathOf(argument);
      const view = await (await api('operations')).get(path, PartnerDetails);
      output.result(view, () => partnerText(view));
      return EXIT.ok;
    },
  });
  defineCommand(partner, {
    usage: 'change <partner>',
    summary: 'change address, API key, rate limit or requirements of a partner',
    options: (command) =>
      command
        .option('--url <url>', 'new address')
        .option('--api-key-file <file>', KEY_FILE)
        .option('--requests-per-second <number>', 'new limit for our requests, 1 to 1000')
        .option('--requirements-file <file>', REQUIREMENTS_FILE),
    schema: z.object({
      url: z.string().optional(),
      apiKeyFile: z.string().optional(),
      requestsPerSecond: z.coerce.number().optional(),
      requirementsFile: z.string().optional(),
    }),
    async run({ api, output }, options, [argument]) {
      const { url, apiKeyFile, requestsPerSecond } = options;
      const path = pathOf(argument);
      const apiKey = apiKeyFile && (await readText(apiKeyFile));
      const requirements = await readJson(options.requirementsFile);
      const changes = { url, apiKey, requestsPerSecond, requirements };
      if (Object.values(changes).every((value) => value === undefined))
        throw new CommandError(
          EXIT.usage,
          'Name a change: --url, --api-key-file, --requests-per-second or --requirements-file.',
        );
      const client = await api('operations');
      const view = await client.patch(path, changes, PartnerDetails).catch(named);
      output.result(view, () => partnerText(view));
      return EXIT.ok;
    },
  });
  for (const [name, status, summary] of [
    ['pause', 'paused', 'let reservations, deliveries and confirmations wait until it is resumed'],
    ['resume', 'active', 'go on with what waits'],
  ] as const)
    defineCommand(partner, {
      usage: `${name} <partner>`,
      summary,
      schema: z.object({}),
      async run({ api, output }, _options, [argument]) {
        const path = pathOf(argument);
        const view = await (await api('operations')).patch(path, { status }, PartnerDetails);
        output.result(view, () => partnerText(view));
        return EXIT.ok;
      },
    });
  defineCommand(partner, {
    usage: 'rotate-secret <partner>',
    summary: 'replace the secret of its webhooks; the previous one is accepted for 24 hours',
    options: (command) =>
      command
        .option('--webhook-secret-file <file>', `${SECRET_FILE} (default: a new one)`)
        .option('--idempotency-key <key>', 'repeats an earlier command (default: a new one)'),
    schema: z.object({
      webhookSecretFile: z.string().optional(),
      idempotencyKey: z.string().optional(),
    }),
    async run({ api, output }, { webhookSecretFile, idempotencyKey }, [argument]) {
      const path = `${pathOf(argument)}/rotate-secret`;
      const request = { webhookSecret: webhookSecretFile && (await readText(webhookSecretFile)) };
      const client = await api('operations');
      const view = await client
        .post(path, request, PartnerWithSecret, { idempotencyKey: idempotencyKey ?? newKey() })
        .catch(named);
      output.result(view, () => `${partnerText(view)}\n${secretText(view)}`);
      return EXIT.ok;
    },
  });
  defineCommand(partner, {
    usage: 'ping <partner>',
    summary: 'ask whether a partner answers and accepts our key; exit code 1 if not',
    schema: z.object({}),
    async run({ api, output }, _options, [argument]) {
      const path = `${pathOf(argument)}/ping`;
      const ping = await (await api('operations')).post(path, {}, PartnerPing);
      output.result(
        ping,
        () =>
          `${ping.partner}  ${ping.reachable ? 'ok' : 'failed'}  ${ping.detail} (${ping.durationMs} ms)`,
      );
      return ping.reachable ? EXIT.ok : EXIT.failed;
    },
  });
}

const pathOf = (argument: string | undefined): string => `${PATH}/${parsePartner(argument)}`;

const newKey = (): string => `cli-${randomUUID()}`;

/** A file, as a secret on the command line would be visible in the list of processes. */
async function readText(file: string): Promise<string> {
  try {
    return (file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')).trim();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(EXIT.usage, `${file} cannot be read: ${reason}.`);
  }
}

async function readJson(file: string | undefined): Promise<unknown> {
  if (file === undefined) return undefined;
  const value = parseJson(await readText(file));
  if (value !== undefined) return value;
  throw new CommandError(EXIT.usage, `${file} is not JSON.`);
}

const secretText = ({ partner, webhookSecret }: z.infer<typeof PartnerWithSecret>): string =>
  `webhook secret  ${webhookSecret}\nGive it to the partner: it signs webhooks to ` +
  `${PATH}/${partner}/webhooks (docs/partner-api.md). It is not shown again.`;

const FLAGS: Record<string, string> = {
  apiKey: '--api-key-file',
  webhookSecret: '--webhook-secret-file',
  partner: '<partner>',
  url: '<url>',
  requirements: '--requirements-file',
};

function named(error: unknown): never {
  throw withFlags(error, ([field = '']) => FLAGS[field] ?? flagOf(field));
}
