import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { WithdrawAccepted } from '@fermata/contracts/http';
import { workflowIds } from '@fermata/contracts/temporal';
import { deriveId } from '@fermata/contracts/values';
import { releaseNotEnded, remainingDeliveries, withdrawalIssue } from '@fermata/domain/release';
import { Commands, withTemporalErrors } from '../http/commands.ts';
import type { Principal } from '../http/principal.ts';
import { TrackLookup } from '../http/track-lookup.ts';
import { TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';

@Injectable()
export class WithdrawalService {
  constructor(
    @Inject(TEMPORAL) private readonly temporal: TemporalGateway,
    @Inject(TrackLookup) private readonly lookup: TrackLookup,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  /**
   * Starts the workflow that takes down the deliveries that partners still hold. A repeat while it runs finds the same
   * workflow; after a failed one it starts a new one.
   */
  async withdraw(
    principal: Principal,
    trackId: string,
    { reason }: { reason: string },
  ): Promise<z.infer<typeof WithdrawAccepted>> {
    const { projectId, actor } = principal;
    const record = await this.lookup.findOrThrow(principal, trackId);
    const command = { principal, trackId, name: 'withdraw' };
    if (record === 'accepted')
      return this.commands.refuse(command, 'not-now', releaseNotEnded(trackId));
    const issue = withdrawalIssue(record);
    if (issue) return this.commands.refuse(command, issue.reason, issue.detail);
    const { releaseId, title, failedWithdrawals } = record;
    // withdrawalIssue has refused a track without a release.
    if (releaseId === null) throw new Error(`${trackId} has no release`);
    const withdrawalId = deriveId(
      'wdr',
      projectId,
      trackId,
      releaseId,
      ...(failedWithdrawals === 0 ? [] : [failedWithdrawals]),
    );
    const deliveries = remainingDeliveries(record);
    const { takeBackSeconds } = record.releaseTerms;
    await withTemporalErrors(() =>
      this.temporal.startWithdrawal(
        {
          projectId,
          withdrawalId,
          trackId,
          releaseId,
          title,
          reason,
          requestedBy: actor,
          deliveries,
          takeBackSeconds,
        },
        `Withdraw ${title}: ${reason}`,
      ),
    );
    return { withdrawalId, workflowId: workflowIds.withdrawal(withdrawalId), trackId };
  }
}
