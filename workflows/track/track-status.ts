import type { TrackStatus, TrackWorkflowInput } from '@fermata/contracts/temporal';
import { progressPercent, STAGE_LABELS } from '@fermata/contracts/values';
import type { ReviewRound } from '@fermata/domain/review';
import type { TrackLifecycle } from '@fermata/domain/track';
import type { ProductionSlot } from '../admission/production-slot.ts';
import type { SaleMessages } from '../sale/sale-messages.ts';

interface RunState {
  readonly input: TrackWorkflowInput;
  readonly lifecycle: TrackLifecycle;
  readonly slot: Pick<ProductionSlot, 'waitingFor'>;
  readonly round: ReviewRound | null;
  readonly sale: Pick<SaleMessages, 'question'>;
  readonly failedWithdrawal: string | null;
  readonly recall: string | null;
}

/** The role that the track waits for, or null. */
export function awaitingRole({
  input,
  lifecycle: { stage, held },
  round,
  sale,
  failedWithdrawal,
  recall,
}: RunState): string | null {
  if (held || stage === 'delisted') return 'operations';
  const mustAct = failedWithdrawal !== null || sale.question !== null;
  if (stage === 'published' && mustAct) return 'operations';
  if (stage === 'review' && round && !round.closed)
    return round.escalated ? 'operations' : 'reviewer';
  if (stage === 'picking' && input.pick.by === 'person') return 'creator';
  if (stage === 'approved' && recall !== null) return 'operations';
  if (stage === 'approved' && input.release.publishOn === 'request') return 'partner';
  if (stage === 'publishing') return 'partner';
  return null;
}

/** The answer of the query `status`. */
export function trackStatus(run: RunState): TrackStatus {
  const { stage, version, held } = run.lifecycle;
  return {
    stage,
    version,
    held,
    now: [STAGE_LABELS[stage], held ? 'held' : null, run.slot.waitingFor, run.recall]
      .filter((words) => words !== null)
      .join(', '),
    awaitingRole: awaitingRole(run),
    percent: progressPercent(stage),
  };
}
