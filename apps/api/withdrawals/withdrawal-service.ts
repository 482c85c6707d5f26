import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { WithdrawAccepted, WithdrawRequest } from '@fermata/contracts/http';
import { hasLeftProduction, workflowIds } from '@fermata/contracts/values';
import {
  createdWithdrawalIssue,
  notReleasedYet,
  prepareWithdrawal,
  withdrawalIssue,
} from '@fermata/domain/withdrawal';
import type { Catalogue, ReleaseRecord, TrackRecord } from '@fermata/prisma';
import { Commands, withTemporalErrors } from '../http/commands.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';
import { TrackLookup } from '../track-lookup/track-lookup.ts';

@Injectable()
export class WithdrawalService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'releases' | 'withdrawals'>,
    @Inject(TEMPORAL) private readonly temporal: TemporalGateway,
    @Inject(TrackLookup) private readonly lookup: TrackLookup,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  /**
   * Records the request and starts the workflow that takes the release down at the named partners, or at all that
   * still have it. A repeat while it runs finds the same workflow; after a failed one it starts a new one. Refuses if
   * the track's release is another one than `expectedId`.
   */
  async withdraw(
    principal: Principal,
    trackId: string,
    { reason, partners }: z.infer<typeof WithdrawRequest>,
    expectedId?: string,
  ): Promise<z.infer<typeof WithdrawAccepted>> {
    const { projectId } = principal;
    const record = await this.lookup.findOrThrow(principal, trackId);
    const command = { principal, trackId, name: 'withdraw' };
    if (record === 'accepted')
      return this.commands.refuse(command, 'not-now', notReleasedYet(trackId));
    const issue = withdrawalIssue(record, await this.#running(projectId, record), partners);
    if (issue) return this.commands.refuse(command, issue.reason, issue.detail);
    const { releaseId } = record;
    if (expectedId !== undefined && releaseId !== expectedId)
      return this.commands.refuse(
        command,
        'late',
        `${expectedId} was the release of an earlier version of ${trackId}; its release is ${releaseId}`,
      );
    // withdrawalIssue has refused a track without a release.
    if (releaseId === null) throw new Error(`${trackId} has no release`);
    const subject = { projectId, trackId, releaseId, reason, partners };
    return this.#request(principal, subject, { ...record, createdByPerson: false });
  }

  /** The same for a release: that of a track, or one that a person has created. */
  async withdrawRelease(
    principal: Principal,
    releaseId: string,
    request: z.infer<typeof WithdrawRequest>,
  ): Promise<z.infer<typeof WithdrawAccepted>> {
    const { projectId } = principal;
    const release = await this.catalogue.releases.find(projectId, releaseId);
    if (release === null)
      throw new ProblemException('not-found', `there is no release ${releaseId} in this project`);
    const { trackId, createdByPerson, terms: releaseTerms } = release;
    if (!createdByPerson) return this.withdraw(principal, trackId, request, releaseId);
    const { reason, partners } = request;
    const isRunning = await withTemporalErrors(() => this.#isOffered(releaseId, release));
    const issue = createdWithdrawalIssue(release, isRunning, partners);
    if (issue !== null)
      return this.commands.refuse(
        { principal, trackId, name: 'withdraw' },
        issue.reason,
        issue.detail,
      );
    const subject = { projectId, trackId, releaseId, reason, partners };
    return this.#request(principal, subject, { ...release, releaseTerms });
  }

  async #request(
    principal: Principal,
    withdrawal: Parameters<typeof prepareWithdrawal>[0],
    release: Parameters<typeof prepareWithdrawal>[1],
  ): Promise<z.infer<typeof WithdrawAccepted>> {
    const { trackId } = withdrawal;
    const { request, inputOf } = prepareWithdrawal(withdrawal, release);
    // The request is the authority that the takedown needs, so it comes before the workflow.
    const input = inputOf(
      await this.catalogue.withdrawals.request({ ...projectEvent(principal), ...request }),
    );
    const { withdrawalId } = input;
    await withTemporalErrors(() =>
      this.temporal.startWithdrawal(input, `Withdraw ${release.title}: ${input.reason}`),
    );
    return { withdrawalId, workflowId: workflowIds.withdrawal(withdrawalId), trackId };
  }

  #running(
    projectId: string,
    { trackId, stage, releaseId }: TrackRecord,
  ): Promise<{ track: boolean; release: boolean }> {
    return withTemporalErrors(async () => ({
      track:
        !hasLeftProduction(stage) && (await this.temporal.isRunning(workflowIds.track(trackId))),
      release:
        releaseId !== null &&
        (await this.#isOffered(
          releaseId,
          await this.catalogue.releases.find(projectId, releaseId),
        )),
    }));
  }

  /** Whether its workflow runs. Once a release has ended, a workflow with its id only follows its sale. */
  async #isOffered(
    releaseId: string,
    release: Pick<ReleaseRecord, 'endedAt'> | null,
  ): Promise<boolean> {
    if (release !== null && release.endedAt !== null) return false;
    return this.temporal.isRunning(workflowIds.release(releaseId));
  }
}
