import { z } from 'zod';
import { eventSentence } from '@fermata/clients/words';
import type { LogEntryView } from '@fermata/contracts/http';
import { type Block, table, utc } from './block.ts';

const EventRecord = z.record(z.string(), z.unknown());
const Message = z.object({ webhookId: z.string() });

export const eventTable = (entries: readonly LogEntryView[]): Block =>
  table(
    [
      ['position', 0.09],
      ['time (UTC)', 0.2],
      ['event', 0.53],
      ['actor', 0.18],
    ],
    entries.map((entry) => [...placeAndSentence(entry), entry.event?.actor ?? '']),
  );

/** With the message of the partner from which an event follows. */
export const receiptTable = (entries: readonly LogEntryView[]): Block =>
  table(
    [
      ['position', 0.09],
      ['time (UTC)', 0.2],
      ['event', 0.43],
      ['message of the partner', 0.28],
    ],
    entries.map((entry) => [
      ...placeAndSentence(entry),
      Message.safeParse(entry.event?.data).data?.webhookId ?? '',
    ]),
  );

const placeAndSentence = ({ position, event }: LogEntryView): string[] => [
  String(position),
  event === null ? '' : utc(event.occurredAt),
  event === null ? 'of another project' : sentenceOf(event),
];

const sentenceOf = ({ type, data }: NonNullable<LogEntryView['event']>): string =>
  eventSentence({ type, data: EventRecord.catch({}).parse(data) }, (iso) => `${utc(iso)} UTC`);
