import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { PreviewAddress, PreviewRetention } from '@fermata/contracts/settings';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { SecretBox } from '@fermata/temporal-config/secret-box';
import { expirePreviews } from './expire-previews.ts';
import { fetchPartnerMessages } from './fetch-partner-messages.ts';
import { InboxRelay } from './inbox-relay.ts';
import { saveDefaultPreviews } from './save-default-previews.ts';
import { startMissingWorkflows } from './start-missing-workflows.ts';
import { SubscriptionWaker } from './subscription-waker.ts';

export interface Background {
  close(): Promise<void>;
}

/** Starts the loops that belong to no request or activity. Any number of processes may run them. */
export async function startBackground({
  catalogue,
  assets,
  client,
  retention,
  previewService,
  secrets,
  configuredPartners,
  partnerHosts,
  log,
  registry,
}: {
  catalogue: Catalogue;
  assets: AssetStore;
  client: Client;
  retention: PreviewRetention;
  /** Null: no preview service is configured. */
  previewService: PreviewAddress | null;
  secrets: SecretBox;
  configuredPartners: readonly string[];
  /** Exact host:port pairs of added partners that may have private addresses. */
  partnerHosts: readonly string[];
  log: Logger;
  registry: Registry;
}): Promise<Background> {
  const undeliverable = new Counter({
    name: 'fermata_inbox_undeliverable_total',
    help: 'Webhooks that reach no workflow: for an ended one, of an unknown reference, or unreadable',
    labelNames: ['partner'],
    registers: [registry],
  });
  const relay = new InboxRelay({ catalogue, client, log, undeliverable });
  await relay.start();
  const waker = new SubscriptionWaker({ catalogue, client, log });
  await waker.start();
  const abort = new AbortController();
  const expiry = expirePreviews({ catalogue, assets, retention, log }, abort.signal);
  const saving =
    previewService &&
    saveDefaultPreviews({ service: previewService, catalogue, assets, log }, abort.signal);
  const fetching = fetchPartnerMessages(
    { catalogue, secrets, configuredPartners, partnerHosts, log },
    abort.signal,
  );
  const starting = startMissingWorkflows({ catalogue, client, log }, abort.signal);
  return {
    async close() {
      abort.abort();
      await Promise.all([relay.close(), waker.close(), expiry, fetching, saving, starting]);
    },
  };
}
