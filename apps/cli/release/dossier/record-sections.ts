import { count } from '@fermata/clients/words';
import { type Block, facts, heading, part, text, utc } from './block.ts';
import type { Dossier } from './dossier.ts';
import { eventTable } from './event-table.ts';

export const record = ({ evidence }: Dossier): Block[] => [
  part('The whole record'),
  text(
    'Every event of the release, its tracks, offers, amendments and withdrawals, and the events of the project ' +
      'about it, in the order of the log.',
  ),
  eventTable(evidence.events),
];

export function integrity({ verification, evidence }: Dossier): Block[] {
  const { events, streams, checkpoint, issues } = verification;
  return [
    heading('Integrity'),
    text(
      `Every hash of ${count(events, 'event')} in ${count(streams, 'stream')} was computed again. ` +
        (issues.length === 0
          ? 'All are as recorded, and each event follows the one before it in its stream. Of the stream of the ' +
            'project, only the events about this release are here, so only their own hashes were compared.'
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
      'A checkpoint confirms the last of these events, and so the log before it. That the last events of the other ' +
        'streams are in this log is shown only by the whole log: fermata audit verify.',
    ),
    text(
      'Compare the key id with one from another source than the examined system. ' +
        'README.txt in this archive says how to compute every hash without Fermata.',
    ),
  ];
}
