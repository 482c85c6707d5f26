import type { OfferWebhook, PartnerWebhook, UsageLine } from '@fermata/contracts/values';
import { mayEndSale } from '../offer/may-end-sale.ts';
import { saleFollower } from '../release/sale-follower.ts';
import type { OfferAddress } from './offer-address.ts';

/** A webhook may overtake the row with its reference, which is registered after the partner's answer. */
const UNKNOWN_REFERENCE_GRACE_MS = 10 * 60_000;

export interface WebhookFacts {
  /** That of the webhook's reference. Null: the reference is unknown, or the webhook has none. */
  readonly address: OfferAddress | null;
  /** Whether a person has created the release. Only the route of a message that may end its sale depends on it. */
  readonly createdByPerson: boolean;
  /** Milliseconds since the webhook was received. */
  readonly ageMs: number;
}

/** `later`: its reference is not registered yet. `nobody`: a person must handle it. `no-effect`: it is a test. */
export type WebhookRoute =
  | { readonly to: 'new-workflow'; readonly asksFor: 'a release' | 'a takedown' | 'a track' }
  | {
      readonly to: 'running-workflow';
      readonly address: OfferAddress;
      /** The first of them that still runs gets it. */
      readonly receivers: readonly string[];
      /** If none of them runs, it starts the workflow that follows the sale, if the release is on sale. */
      readonly concernsSale: boolean;
      readonly webhook: OfferWebhook;
    }
  | { readonly to: 'usage'; readonly address: OfferAddress; readonly lines: readonly UsageLine[] }
  | { readonly to: 'later' }
  | { readonly to: 'no-effect' }
  | { readonly to: 'operations'; readonly reason: string };

/** Decides where a partner's webhook goes. */
export function routeWebhook(
  webhook: PartnerWebhook,
  { address, createdByPerson, ageMs }: WebhookFacts,
): WebhookRoute {
  if (webhook.type === 'ping') return { to: 'no-effect' };
  if (webhook.type === 'release.requested') return { to: 'new-workflow', asksFor: 'a release' };
  if (webhook.type === 'order.requested') return { to: 'new-workflow', asksFor: 'a track' };
  if (address === null && ageMs < UNKNOWN_REFERENCE_GRACE_MS) return { to: 'later' };
  // Its workflow refuses an unknown reference: each request gets an answer.
  if (webhook.type === 'takedown.requested') return { to: 'new-workflow', asksFor: 'a takedown' };
  const { reference } = webhook.data;
  if (address === null)
    return { to: 'operations', reason: `no offer has the reference "${reference}"` };
  if (webhook.type === 'usage.reported') return { to: 'usage', address, lines: webhook.data.lines };
  const { workflowId, trackId, releaseId } = address;
  // The workflow that follows the sale gets it if the release is on sale.
  const concernsSale = mayEndSale(webhook.type);
  const receivers = concernsSale
    ? [workflowId, saleFollower({ releaseId, trackId, createdByPerson })]
    : [workflowId];
  return { to: 'running-workflow', address, receivers, webhook, concernsSale };
}
