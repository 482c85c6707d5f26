import { count } from '@fermata/clients/words';
import { minorAmount } from '@fermata/domain/cost';
import { type Block, heading, part, table, text, utc } from './block.ts';
import type { Dossier } from './dossier.ts';
import { eventTable } from './event-table.ts';

/** The printed part of a longer text; messages.json has all of it. */
const PRINTED = 1200;

/** The orders of partners for which tracks were made. */
export function orders({ recordings, evidence }: Dossier): Block[] {
  const made = recordings.flatMap(({ track }) =>
    track.order === null ? [] : [{ trackId: track.trackId, ...track.order }],
  );
  if (made.length === 0)
    return [
      heading('Orders of partners'),
      text('No recording was made for an order of a partner.'),
    ];
  const answers = evidence.events.filter(
    ({ event }) => event?.type === 'order.requested' || event?.type === 'order.answered',
  );
  return [
    heading('Orders of partners'),
    table(
      [
        ['track', 0.26],
        ['partner', 0.14],
        ['order', 0.2],
        ['needed by (UTC)', 0.18],
        ['message', 0.22],
      ],
      made.map(({ trackId, partner, orderId, deadline, webhookId }) => [
        ...[trackId, partner, orderId, utc(deadline), webhookId],
      ]),
    ),
    eventTable(answers),
  ];
}

/** The sales and streams that partners have reported. */
export function usage({ usage: { totals, items } }: Pick<Dossier, 'usage'>): Block[] {
  if (totals.length === 0)
    return [heading('Reported usage'), text('No partner has reported any usage.')];
  return [
    heading('Reported usage'),
    table(
      [
        ['total of', 0.28],
        ['from', 0.16],
        ['to', 0.16],
        ['lines', 0.1],
        ['units', 0.12],
        ['revenue', 0.18],
      ],
      totals.map(({ partner, from, to, lines, units, revenueMinor, currency }) => [
        ...[partner, from, to, String(lines), String(units), minorAmount(revenueMinor, currency)],
      ]),
    ),
    table(
      [
        ['partner', 0.16],
        ['line', 0.26],
        ['territory', 0.1],
        ['from', 0.12],
        ['to', 0.12],
        ['units', 0.09],
        ['revenue', 0.15],
      ],
      items.map(({ partner, lineId, territory, from, to, units, revenueMinor, currency }) => [
        ...[partner, lineId, territory, from, to, String(units)],
        minorAmount(revenueMinor, currency),
      ]),
    ),
  ];
}

/** The messages of partners about it. */
export function messages({ messages: all }: Pick<Dossier, 'messages'>): Block[] {
  if (all.length === 0)
    return [part('Messages of partners'), text('No partner has sent a message about it.')];
  return [
    part('Messages of partners'),
    text(
      `${count(all.length, 'message')}. A webhook is signed by its partner under its id, and was verified when it ` +
        'was received. What was fetched from a partner (its acknowledgement files, requests and usage) is not signed.',
    ),
    table(
      [
        ['received (UTC)', 0.19],
        ['partner', 0.11],
        ['id, and where it went', 0.24],
        ['text', 0.46],
      ],
      all.map(({ receivedAt, partner, webhookId, state, workflowId, body }) => [
        utc(receivedAt),
        partner,
        `${webhookId}\n${workflowId ?? state}`,
        body.length <= PRINTED
          ? body
          : `${body.slice(0, PRINTED)} … (the rest is in messages.json)`,
      ]),
    ),
  ];
}
