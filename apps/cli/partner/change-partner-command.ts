import type { Command } from 'commander';
import { z } from 'zod';
import { PartnerDetails } from '@fermata/contracts/http';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import {
  credentialFiles,
  KEY_FILE,
  readCredentials,
  S3_FILE,
  SFTP_FILE,
} from './credential-files.ts';
import { namePartnerFlags } from './name-partner-flags.ts';
import { partnerPath } from './partner-path.ts';
import { partnerText } from './partner-text.ts';
import { readJson } from './read-input-file.ts';

export const REQUIREMENTS_FILE =
  'JSON file with the requirements of the partner (docs/managing-partners.md)';
const ORDERS_FILE =
  'JSON file with the terms on which the partner may order (docs/managing-partners.md)';

export function addChangePartnerCommand(partner: Command): void {
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
      const path = partnerPath(argument);
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
      const view = await client.patch(path, changes, PartnerDetails).catch(namePartnerFlags);
      output.result(view, () => partnerText(view));
      return EXIT.ok;
    },
  });
}
