import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';
import { withdrawalTable } from './withdrawal-row.ts';

/** The withdrawals: requested, started, ended. */
export function projectWithdrawal(event: NewEvent, { withdrawalId }: Subject): Change[] {
  if (withdrawalId === null) return [];
  const { projectId, actor, occurredAt } = event;
  switch (event.type) {
    case 'withdrawal.requested': {
      const { trackId, releaseId, reason, partners } = event.data;
      const set = { projectId, trackId, releaseId, reason, partners, stillOfferedTo: [] };
      return [
        withdrawalTable.put(
          { withdrawalId },
          { ...set, requestedBy: actor, requestedAt: occurredAt },
        ),
      ];
    }
    case 'withdrawal.started':
      return [withdrawalTable.patch({ withdrawalId }, { startedAt: occurredAt })];
    case 'withdrawal.ended': {
      const { outcome, detail, stillOfferedTo } = event.data;
      const set = { endedAt: occurredAt, outcome, detail, stillOfferedTo };
      const failed = outcome === 'failed' ? { failedAt: occurredAt } : {};
      return [withdrawalTable.patch({ withdrawalId }, { ...set, ...failed })];
    }
    default:
      return [];
  }
}
