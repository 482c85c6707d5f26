import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { Catalogue } from '@fermata/prisma';
import { InboxRelay } from './inbox-relay.ts';

export interface Background {
  close(): Promise<void>;
}

/** Starts the loops that belong to no request and no activity. Any number of processes may run them. */
export async function startBackground({
  catalogue,
  client,
  log,
  registry,
}: {
  catalogue: Catalogue;
  client: Client;
  log: Logger;
  registry: Registry;
}): Promise<Background> {
  const undeliverable = new Counter({
    name: 'fermata_inbox_undeliverable_total',
    help: 'Webhooks for an ended workflow or an unknown delivery',
    labelNames: ['partner'],
    registers: [registry],
  });
  const relay = new InboxRelay({ catalogue, client, log, undeliverable });
  await relay.start();
  return { close: () => relay.close() };
}
