import type { Block } from './block.ts';
import type { Dossier } from './dossier.ts';
import { licences } from './licence-sections.ts';
import { messages, orders, usage } from './message-sections.ts';
import { amendments, partners, withdrawalsAndHolds } from './partner-sections.ts';
import { integrity, record } from './record-sections.ts';
import { recordingSections } from './recording-sections.ts';
import { summary } from './summary-sections.ts';

/** The printed dossier: the release, its recordings, its deliveries to partners, and the record that proves it. */
export function dossierBlocks(dossier: Dossier): Block[] {
  return [
    ...summary(dossier),
    ...licences(dossier),
    ...orders(dossier),
    ...dossier.recordings.flatMap((recording) => recordingSections(dossier, recording)),
    ...partners(dossier),
    ...amendments(dossier),
    ...withdrawalsAndHolds(dossier),
    ...usage(dossier),
    ...messages(dossier),
    ...record(dossier),
    ...integrity(dossier),
  ];
}
