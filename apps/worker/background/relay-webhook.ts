import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { PartnerWebhook } from '@fermata/contracts/values';
import {
  type OfferAddress,
  readWebhook,
  routeWebhook,
  type WebhookRoute,
  webhookSubject,
} from '@fermata/domain/inbox';
import { mayEndSale } from '@fermata/domain/offer';
import { assignRecordings } from '@fermata/domain/usage';
import type { Catalogue, DueWebhook } from '@fermata/prisma';
import { signalPartnerAnswer } from './signal-partner-answer.ts';
import { signalSale } from './signal-sale.ts';
import { startPartnerMessage } from './start-partner-message.ts';

export interface WebhookDeps {
  readonly catalogue: Pick<Catalogue, 'inbox' | 'offerAddresses' | 'releases' | 'tracks' | 'usage'>;
  readonly client: Client;
  readonly log: Logger;
}

type RouteTo<To extends WebhookRoute['to']> = Extract<WebhookRoute, { readonly to: To }>;

/** Why no workflow gets a webhook: `unreadable` if it does not match the contract. */
export type NotDelivered = { readonly undeliverable: string } | { readonly unreadable: string };

/**
 * Takes a webhook of the inbox to its receiver and marks it. `later`: its reference is not registered yet. Throws as
 * `signalPartnerAnswer` does.
 */
export async function relayWebhook(
  deps: WebhookDeps,
  row: DueWebhook,
): Promise<'done' | 'later' | NotDelivered> {
  const read = readWebhook(row.body);
  // A retry would not read it either.
  if ('unreadable' in read) return read;
  const { webhook } = read;
  const address = await addressOf(deps, row, webhook);
  const route = routeWebhook(webhook, {
    address,
    createdByPerson: mayEndSale(webhook.type) && (await wasCreatedByPerson(deps, address)),
    ageMs: Date.now() - Date.parse(row.receivedAt),
  });
  switch (route.to) {
    case 'later':
      return 'later';
    case 'no-effect':
      await deps.catalogue.inbox.markRelayed(row.id, { workflowId: null });
      return 'done';
    case 'operations':
      return { undeliverable: route.reason };
    case 'usage':
      return recordUsage(deps, row, route);
    case 'new-workflow':
      return startWorkflow(deps, row, {
        ...{ type: webhook.type, asksFor: route.asksFor },
        title: await titleOf(deps, webhook, address),
      });
    case 'running-workflow':
      return signalWorkflow(deps, row, route);
  }
}

async function addressOf(
  { catalogue }: WebhookDeps,
  { partner }: DueWebhook,
  webhook: PartnerWebhook,
): Promise<OfferAddress | null> {
  const { partnerReference } = webhookSubject(webhook);
  return partnerReference === null
    ? null
    : catalogue.offerAddresses.findByReference(partner, partnerReference);
}

async function wasCreatedByPerson(
  { catalogue }: WebhookDeps,
  address: OfferAddress | null,
): Promise<boolean> {
  if (address === null) return false;
  const release = await catalogue.releases.find(address.projectId, address.releaseId);
  return release?.createdByPerson ?? false;
}

/** The title of the track that a request is about, or that an order describes. */
async function titleOf(
  { catalogue }: WebhookDeps,
  webhook: PartnerWebhook,
  address: OfferAddress | null,
): Promise<string | undefined> {
  if (webhook.type === 'order.requested') {
    const { title, text } = webhook.data.brief;
    return title ?? text;
  }
  if (address === null) return undefined;
  return (await catalogue.tracks.find(address.projectId, address.trackId))?.title;
}

async function recordUsage(
  { catalogue, log }: WebhookDeps,
  { id, partner, webhookId }: DueWebhook,
  { address, lines }: RouteTo<'usage'>,
): Promise<'done' | NotDelivered> {
  const { projectId, releaseId, trackId } = address;
  const release = await catalogue.releases.find(projectId, releaseId);
  if (release === null) return { undeliverable: `${releaseId} has not started` };
  const usage = assignRecordings(lines, release.recordings);
  if ('issue' in usage) return { undeliverable: usage.issue };
  await catalogue.usage.record({ ...address, webhookId, lines: usage.lines });
  await catalogue.inbox.markRelayed(id, { workflowId: null });
  log.info({ partner, webhookId, trackId, type: 'usage.reported' }, 'usage recorded');
  return 'done';
}

async function startWorkflow(
  { catalogue, client, log }: WebhookDeps,
  row: DueWebhook,
  {
    type,
    ...about
  }: {
    readonly type: PartnerWebhook['type'];
    readonly asksFor: RouteTo<'new-workflow'>['asksFor'];
    readonly title: string | undefined;
  },
): Promise<'done'> {
  const { id, partner, webhookId } = row;
  const workflowId = await inItsTrace(row, () =>
    startPartnerMessage(client, { partner, webhookId }, about),
  );
  await catalogue.inbox.markRelayed(id, { workflowId });
  log.info({ partner, webhookId, workflowId, type }, 'webhook relayed');
  return 'done';
}

async function signalWorkflow(
  { catalogue, client, log }: WebhookDeps,
  row: DueWebhook,
  { address, receivers, webhook, concernsSale }: RouteTo<'running-workflow'>,
): Promise<'done' | NotDelivered> {
  const { id, partner, webhookId } = row;
  const { projectId, releaseId, trackId } = address;
  const message = { webhookId, partner, webhook };
  const relayed = async (workflowId: string): Promise<'done'> => {
    await catalogue.inbox.markRelayed(id, { workflowId });
    log.info({ partner, webhookId, workflowId, trackId, type: webhook.type }, 'webhook relayed');
    return 'done';
  };
  for (const workflowId of receivers) {
    const sent = await inItsTrace(row, () => signalPartnerAnswer(client, workflowId, message));
    if (sent === 'sent') return relayed(workflowId);
  }
  // Read only now, as the release may have ended after the first of them.
  const release = concernsSale ? await catalogue.releases.find(projectId, releaseId) : null;
  if (release?.outcome === 'live') {
    const sale = { projectId, releaseId, title: release.title };
    return relayed(await inItsTrace(row, () => signalSale(client, sale, message)));
  }
  return { undeliverable: receivers.map((receiver) => `${receiver} has ended`).join('; ') };
}

/** Continues the partner's trace, even much later and in another process. */
function inItsTrace<T>({ traceparent }: DueWebhook, call: () => Promise<T>): Promise<T> {
  const carrier = traceparent === null ? {} : { traceparent };
  return context.with(propagation.extract(ROOT_CONTEXT, carrier), call);
}
