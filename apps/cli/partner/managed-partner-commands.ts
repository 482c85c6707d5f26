import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import {
  PartnerDetails,
  PartnerList,
  PartnerPing,
  PartnerWithSecret,
} from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../render/table.ts';
import { addChangePartnerCommand, REQUIREMENTS_FILE } from './change-partner-command.ts';
import {
  credentialFiles,
  KEY_FILE,
  kindOf,
  readCredentials,
  S3_FILE,
  SFTP_FILE,
} from './credential-files.ts';
import { namePartnerFlags } from './name-partner-flags.ts';
import { parsePartner } from './parse-partner.ts';
import { partnerPath, PARTNERS_PATH } from './partner-path.ts';
import { partnerText } from './partner-text.ts';
import { readJson, readText } from './read-input-file.ts';

const SECRET_FILE = "file with the partner's own webhook secret, whsec_…; - for standard input";

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
        .post(PARTNERS_PATH, request, PartnerWithSecret, {
          idempotencyKey: idempotencyKey ?? newKey(),
        })
        .catch(namePartnerFlags);
      output.result(added, () => `${partnerText(added)}\n${secretText(added)}`);
      return EXIT.ok;
    },
  });
  defineCommand(partner, {
    usage: 'list',
    summary: 'list the partners: added ones and those that the environment configures',
    schema: z.object({}),
    async run({ api, output }) {
      const list = await (await api('operations')).get(PARTNERS_PATH, PartnerList);
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
      const path = partnerPath(argument);
      const view = await (await api('operations')).get(path, PartnerDetails);
      output.result(view, () => partnerText(view));
      return EXIT.ok;
    },
  });
  addChangePartnerCommand(partner);
  for (const [name, status, summary] of [
    ['pause', 'paused', 'let reservations, deliveries and confirmations wait until it is resumed'],
    ['resume', 'active', 'continue the work that waits'],
  ] as const)
    defineCommand(partner, {
      usage: `${name} <partner>`,
      summary,
      schema: z.object({}),
      async run({ api, output }, _options, [argument]) {
        const path = partnerPath(argument);
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
      const path = `${partnerPath(argument)}/rotate-secret`;
      const request = { webhookSecret: webhookSecretFile && (await readText(webhookSecretFile)) };
      const client = await api('operations');
      const view = await client
        .post(path, request, PartnerWithSecret, { idempotencyKey: idempotencyKey ?? newKey() })
        .catch(namePartnerFlags);
      output.result(view, () => `${partnerText(view)}\n${secretText(view)}`);
      return EXIT.ok;
    },
  });
  defineCommand(partner, {
    usage: 'ping <partner>',
    summary: 'ask whether a partner answers and accepts our credentials; exit code 1 if not',
    schema: z.object({}),
    async run({ api, output }, _options, [argument]) {
      const path = `${partnerPath(argument)}/ping`;
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

const newKey = (): string => `cli-${randomUUID()}`;

const secretText = ({ partner, webhookSecret }: z.infer<typeof PartnerWithSecret>): string =>
  `webhook secret  ${webhookSecret}\nGive it to the partner: it signs webhooks to ` +
  `${PARTNERS_PATH}/${partner}/webhooks (docs/partner-api.md). It is not shown again.`;
