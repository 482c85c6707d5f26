import { instant } from '@fermata/clients/words';
import type { LastPing, PartnerDetails } from '@fermata/contracts/http';
import type { OrderTerms } from '@fermata/contracts/values';
import { pairs } from '../render/table.ts';

/** A partner for people. */
export function partnerText(view: PartnerDetails): string {
  const { partner, source, kind, url, status, previousSecretUntil, addedBy, addedAt } = view;
  const { requestsPerSecond, requirements, orders, circuit, lastPing } = view;
  return pairs([
    ['partner', partner],
    ['kind', kind],
    ['url', url ?? 'known to the workers only'],
    ['status', status === 'paused' ? 'paused: new offers wait' : status],
    ['rate', requestsPerSecond === null ? 'no limit' : `${requestsPerSecond} requests a second`],
    ...Object.entries(requirements).map(
      ([name, value]) => [`requires ${name}`, [value].flat().join(', ')] as const,
    ),
    ['orders', orders === null ? 'closed' : ordersText(orders)],
    ['circuit', circuitText(circuit)],
    ['last ping', lastPing === null ? 'never' : pingText(lastPing)],
    ...(previousSecretUntil === null
      ? []
      : [['previous secret', `accepted until ${instant(previousSecretUntil)}`] as const]),
    source === 'configured'
      ? ['source', 'configured in the environment']
      : ['added', `by ${addedBy ?? 'unknown'}${addedAt === null ? '' : ` at ${instant(addedAt)}`}`],
  ]);
}

const ordersText = ({ requester, maxOpen, maxPerDay, uses }: OrderTerms): string =>
  `in the name of ${requester}, for ${uses.join(', ')}; at most ${maxOpen} open and ${maxPerDay} a day`;

const pingText = ({ at, by, reachable, detail, durationMs }: LastPing): string =>
  `${reachable ? 'ok' : 'failed'} at ${instant(at)} by ${by}: ${detail} (${durationMs} ms)`;

function circuitText({
  state,
  failures,
  failingSince,
  nextProbeAt,
  detail,
}: PartnerDetails['circuit']): string {
  if (failures === 0 || failingSince === null) return state;
  const since = `${failures} failures in a row since ${instant(failingSince)}: ${detail ?? ''}`;
  return state === 'open' && nextProbeAt !== null
    ? `open, next probe at ${instant(nextProbeAt)}; ${since}`
    : `${state}; ${since}`;
}
