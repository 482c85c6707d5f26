import { z } from 'zod';
import { count, eventSentence } from '@fermata/clients/words';
import type { LogEntryView } from '@fermata/contracts/http';
import { type Block, facts, heading, text, utc } from './block.ts';
import type { Dossier } from './dossier.ts';

const EventRecord = z.record(z.string(), z.unknown());

export function partners({ release, evidence }: Dossier): Block[] {
  const offers = evidence.events.filter(
    ({ event }) =>
      event !== null &&
      (isOf(event.stream, `release/${release.releaseId}`) ||
        event.stream.startsWith(`amendment/${release.releaseId}/`) ||
        event.stream.startsWith('withdrawal/')),
  );
  return [
    heading('Partners and receipts'),
    facts(
      release.partners.map(({ name, state, partnerReference, metadataVersion, detail }) => [
        name,
        [
          state,
          state === 'live' && `shows metadata version ${metadataVersion}`,
          partnerReference && `reference ${partnerReference}`,
          detail,
        ]
          .filter(Boolean)
          .join('; '),
      ]),
    ),
    ...amendments(release),
    eventTable(offers),
  ];
}

/** The changes after the approval. */
function amendments({ amendments: ordered }: Dossier['release']): Block[] {
  if (ordered.length === 0) return [];
  return [
    text('The metadata was amended after the approval; the audio was not.'),
    facts(
      ordered
        .toReversed()
        .map(({ metadataVersion, changes, reason, orderedBy, outcome }) => [
          `Metadata version ${metadataVersion}`,
          [
            `changes ${Object.keys(changes).join(', ') || 'nothing'}`,
            `ordered by ${orderedBy}: ${reason}`,
            outcome ?? 'being sent',
          ].join('; '),
        ]),
    ),
  ];
}

/** The stream of a release or of one of its offers. */
const isOf = (stream: string, release: string): boolean =>
  stream === release || stream.startsWith(`${release}/`);

export function record({ evidence }: Dossier): Block[] {
  return [
    heading('The whole record'),
    text(
      'Every event of the track, its releases, their offers and amendments, and its withdrawals, ' +
        'in the order of the log.',
    ),
    eventTable(evidence.events),
  ];
}

function eventTable(entries: readonly LogEntryView[]): Block {
  return {
    kind: 'table',
    columns: [
      { title: 'position', share: 0.09 },
      { title: 'time (UTC)', share: 0.2 },
      { title: 'event', share: 0.53 },
      { title: 'actor', share: 0.18 },
    ],
    rows: entries.map(({ position, event }) => [
      String(position),
      event === null ? '' : utc(event.occurredAt),
      event === null ? 'of another project' : sentenceOf(event),
      event?.actor ?? '',
    ]),
  };
}

const sentenceOf = ({ type, data }: NonNullable<LogEntryView['event']>): string =>
  eventSentence({ type, data: EventRecord.catch({}).parse(data) }, (iso) => `${utc(iso)} UTC`);

export function integrity({ verification, evidence }: Dossier): Block[] {
  const { events, streams, checkpoint, issues } = verification;
  return [
    heading('Integrity'),
    text(
      `Every hash of ${count(events, 'event')} in ${count(streams, 'stream')} was computed again. ` +
        (issues.length === 0
          ? 'All are as recorded, and each event follows the one before it.'
          : `${count(issues.length, 'difference')}:`),
    ),
    ...issues.map(text),
    checkpoint === null
      ? text(
          'No checkpoint was signed since the last event. ' +
            'Make the dossier again in some minutes to have it confirmed.',
        )
      : facts([
          ['Checkpoint', `${checkpoint.number}, signed ${utc(checkpoint.at)} UTC`],
          ['Confirms the log up to', `position ${checkpoint.position}`],
          ['Key', checkpoint.keyId],
          ['Events between', `${evidence.link.length}, in proof.json`],
        ]),
    text(
      'Compare the key id with one from another source than the examined system. ' +
        'README.txt in this archive says how to compute every hash without Fermata.',
    ),
  ];
}
