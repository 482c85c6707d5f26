import { instant } from '@fermata/clients/words';
import type { SubscriptionView } from '@fermata/contracts/http';
import { pairs } from '../render/table.ts';

/** A subscription for people. */
export function subscriptionText(view: SubscriptionView): string {
  const { subscriptionId, url, name, types, status, detail, waiting } = view;
  const { failingSince, previousSecretUntil, createdBy, createdAt } = view;
  return pairs([
    ['subscription', subscriptionId],
    ['url', url],
    ...(name === null ? [] : [['name', name] as const]),
    ['types', types.length === 0 ? 'all' : types.join(', ')],
    ['status', detail === null ? status : `${status}: ${detail}`],
    ...(failingSince === null ? [] : [['failing since', instant(failingSince)] as const]),
    ['waiting', String(waiting)],
    ...(previousSecretUntil === null
      ? []
      : [['previous secret', `valid until ${instant(previousSecretUntil)}`] as const]),
    ['added', `by ${createdBy} at ${instant(createdAt)}`],
  ]);
}
