import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { DeclaredGone, DeclareGoneRequest } from '@fermata/contracts/http';
import { workflowIds } from '@fermata/contracts/values';
import { declaredGoneIssue } from '@fermata/domain/release';
import { type Catalogue, SequenceConflictError } from '@fermata/prisma';
import { Commands, withTemporalErrors } from '../http/commands.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';

/** A person's word that a partner, which shows nothing itself, has nothing of a release any more. */
@Injectable()
export class DeclaredGoneService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<Catalogue, 'events' | 'redeliveries' | 'releases'>,
    @Inject(TEMPORAL) private readonly temporal: Pick<TemporalGateway, 'notify'>,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  /** Records it. The withdrawal, which goes on asking the partner, finds it and ends. */
  async declare(
    principal: Principal,
    releaseId: string,
    { partner, reason }: z.infer<typeof DeclareGoneRequest>,
  ): Promise<z.infer<typeof DeclaredGone>> {
    const { projectId } = principal;
    // Before the facts: it is refused if another event of the offer comes between.
    const basis = await this.catalogue.redeliveries.basis({ projectId, releaseId, partner });
    const release = await this.catalogue.releases.find(projectId, releaseId);
    if (release === null)
      throw new ProblemException('not-found', `there is no release ${releaseId} in this project`);
    const command = { principal, trackId: release.trackId, name: 'declare-gone' };
    const issue = declaredGoneIssue(release, partner);
    if (issue !== null) return this.commands.refuse(command, issue.reason, issue.detail);
    const withdrawalId = release.failedWithdrawal?.withdrawalId ?? '';
    try {
      await this.catalogue.events.append([
        {
          ...projectEvent(principal),
          stream: workflowIds.offer(releaseId, partner),
          sequence: basis.sequence + 1,
          type: 'offer.declared-gone',
          data: { partner, withdrawalId, reason },
        },
      ]);
    } catch (error) {
      if (!(error instanceof SequenceConflictError)) throw error;
      return this.commands.refuse(
        command,
        'not-now',
        `the offer of ${releaseId} to ${partner} has changed at the same time`,
      );
    }
    const workflowId = workflowIds.withdrawal(withdrawalId);
    // One that misses it checks within an hour.
    await withTemporalErrors(() => this.temporal.notify(workflowId));
    return { releaseId, partner, withdrawalId, workflowId };
  }
}
