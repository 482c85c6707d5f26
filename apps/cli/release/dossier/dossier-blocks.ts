import type { Block } from './block.ts';
import { approvals, policy } from './decision-sections.ts';
import type { Dossier } from './dossier.ts';
import { licences, origin, summary } from './music-sections.ts';
import { integrity, partners, record } from './record-sections.ts';

export function dossierBlocks(dossier: Dossier): Block[] {
  return [
    ...summary(dossier),
    ...origin(dossier),
    ...licences(dossier),
    ...policy(dossier),
    ...approvals(dossier),
    ...partners(dossier),
    ...record(dossier),
    ...integrity(dossier),
  ];
}
