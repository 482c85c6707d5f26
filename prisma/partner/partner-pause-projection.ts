import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import { partnerPauseTable } from './partner-pause-row.ts';

/** Whether a project has paused a configured partner, from the newest event. */
export function projectPartnerPause({ type, data, projectId, occurredAt }: NewEvent): Change[] {
  if (type === 'configured-partner.paused')
    return [partnerPauseTable.put({ projectId, partner: data.partner }, { status: 'paused' })];
  if (type === 'configured-partner.resumed') {
    const set = { status: 'active', resumedAt: occurredAt } as const;
    return [partnerPauseTable.put({ projectId, partner: data.partner }, set)];
  }
  return [];
}
