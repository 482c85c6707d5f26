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
import { parseJson, type PartnerKind } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf, withFlags } from '../invalid-options.ts';
import { table } from '../render/table.ts';
import { parsePartner } from './parse-partner.ts';
import { partnerText } from './partner-text.ts';

const PATH = '/v1/partners';
const KEY_FILE = 'file with our API key at an http-v1 partner; - for standard input';
const S3_FILE =
  "JSON file with our access to a drop-s3 partner's bucket (docs/managing-partners.md)";
const SFTP_FILE =
  "JSON file with our account at a drop-sftp partner's server (docs/managing-partners.md)";
const REQUIREMENTS_FILE =
  'JSON file with the requirements of the partner (docs/managing-partners.md)';
const ORDERS_FILE =
  'JSON file with the terms on which the partner may order (docs/managing-partners.md)';
const SECRET_FILE = "file with the partner's own webhook secret, whsec_…; - for standard input";

const credentialFiles = {
  apiKeyFile: z.string().optional(),
  s3File: z.string().optional(),
  sftpFile: z.string().optional(),
};
type CredentialFiles = z.infer<z.ZodObject<typeof credentialFiles>>;

/** `add`, `list`, `show`, `change`, `pause`, `resume`, `rotate-secret` and `ping` of `fermata partner`. */
export function addManagedPartnerCommands(partner: Command): void {
  defineCommand(partner, {
    usage: 'add <partner> <url>',
    summary: 'add a partner; prints the secret of its webhooks, which is not shown again',
    options: (command) =>
      command
        .option('--api-key-file <file>', KEY_FILE)
        .option('--s3-file <file>', S3_FILE)
        .option('--sftp-file <file>', SFTP_FILE)
        .option('--webhook-secret-file <file>', `${SECRET_FILE} (default: a new one)`)
        .option('--requests-per-second <number>', 'limit for our requests, 1 to 1000 (default: 10)')
        .option('--requirements-file <file>', REQUIREMENTS_FILE)
        .option('--idempotency-key <key>', 'repeats an earlier command (default: a new one)'),
    schema: z.object({
      ...credentialFiles,
      requirementsFile: z.string().optional(),
      requestsPerSecond: z.coerce.number().optional(),
      webhookSecretFile: z.string().optional(),
      idempotencyKey: z.string().optional(),
    }),
    async run({ api, output }, options, [name, url]) {
      const { webhookSecretFile, requestsPerSecond, idempotencyKey } = options;
      const request = {
        ...{ partner: parsePartner(name), kind: kindOf(options), url, requestsPerSecond },
        ...(await readCredentials(options)),
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
    summary: 'change address, credentials, rate limit, requirements or orders of a partner',
    options: (command) =>
      command
        .option('--url <url>', 'new address')
        .option('--api-key-file <file>', KEY_FILE)
        .option('--s3-file <file>', S3_FILE)
        .option('--sftp-file <file>', SFTP_FILE)
        .option('--requests-per-second <number>', 'new limit for our requests, 1 to 1000')
        .option('--requirements-file <file>', REQUIREMENTS_FILE)
        .option('--orders-file <file>', ORDERS_FILE)
        .option('--close-orders', 'refuse its orders from now on; accepted ones go on'),
    schema: z.object({
      url: z.string().optional(),
      ...credentialFiles,
      requestsPerSecond: z.coerce.number().optional(),
      requirementsFile: z.string().optional(),
      ordersFile: z.string().optional(),
      closeOrders: z.boolean().optional(),
    }),
    async run({ api, output }, options, [argument]) {
      const { url, requestsPerSecond, ordersFile, closeOrders = false } = options;
      if (closeOrders && ordersFile !== undefined)
        throw new CommandError(EXIT.usage, 'Name either --orders-file or --close-orders.');
      const path = pathOf(argument);
      const credentials = await readCredentials(options);
      const requirements = await readJson(options.requirementsFile);
      const orders = closeOrders ? null : await readJson(ordersFile);
      const changes = { url, ...credentials, requestsPerSecond, requirements, orders };
      if (Object.values(changes).every((value) => value === undefined))
        throw new CommandError(
          EXIT.usage,
          'Name a change: --url, --api-key-file, --s3-file, --sftp-file, --requests-per-second, ' +
            '--requirements-file, --orders-file or --close-orders.',
        );
      const client = await api('operations');
      const view = await client.patch(path, changes, PartnerDetails).catch(named);
      output.result(view, () => partnerText(view));
      return EXIT.ok;
    },
  });
  for (const [name, status, summary] of [
    ['pause', 'paused', 'let reservations, deliveries and confirmations wait until it is resumed'],
    ['resume', 'active', 'continue the work that waits'],
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
    summary: 'ask whether a partner answers and accepts our credentials; exit code 1 if not',
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

/** The credentials tell the kind. */
function kindOf({ apiKeyFile, s3File, sftpFile }: CredentialFiles): PartnerKind {
  const given: PartnerKind[] = [
    ...(apiKeyFile === undefined ? [] : (['http-v1'] as const)),
    ...(s3File === undefined ? [] : (['drop-s3'] as const)),
    ...(sftpFile === undefined ? [] : (['drop-sftp'] as const)),
  ];
  const [kind] = given;
  if (kind !== undefined && given.length === 1) return kind;
  throw new CommandError(
    EXIT.usage,
    'Name the credentials with one of --api-key-file, --s3-file and --sftp-file.',
  );
}

const readCredentials = async ({ apiKeyFile, s3File, sftpFile }: CredentialFiles) => ({
  apiKey: apiKeyFile === undefined ? undefined : await readText(apiKeyFile),
  s3: await readJson(s3File),
  sftp: await readJson(sftpFile),
});

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
  s3: '--s3-file',
  sftp: '--sftp-file',
  webhookSecret: '--webhook-secret-file',
  partner: '<partner>',
  url: '<url>',
  requirements: '--requirements-file',
  orders: '--orders-file',
};

function named(error: unknown): never {
  throw withFlags(error, ([field = '']) => FLAGS[field] ?? flagOf(field));
}
