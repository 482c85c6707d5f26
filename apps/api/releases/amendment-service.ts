import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { AmendmentAccepted, AmendmentRequest } from '@fermata/contracts/http';
import { canonicalJson, workflowIds } from '@fermata/contracts/values';
import {
  decideAmendment,
  lastMetadataVersion,
  type RequestedAmendment,
  type SaleFacts,
  sellingPartners,
} from '@fermata/domain/amendment';
import type { Catalogue } from '@fermata/prisma';
import { Commands, withTemporalErrors } from '../http/commands.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';

type Request = z.infer<typeof AmendmentRequest>;

@Injectable()
export class AmendmentService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'amendments' | 'releases'>,
    @Inject(TEMPORAL) private readonly temporal: TemporalGateway,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  /**
   * Records the request and starts the workflow that sends the metadata to the partners. A repeat while it runs finds
   * the same amendment. Every request starts a workflow that was not started, or was terminated before its end.
   */
  async amend(
    principal: Principal,
    releaseId: string,
    request: Request,
  ): Promise<AmendmentAccepted> {
    const { projectId, actor } = principal;
    const facts = await this.catalogue.releases.saleFacts({ projectId, releaseId });
    if (facts === null)
      throw new ProblemException('not-found', `there is no release ${releaseId} in this project`);
    const { trackId, lastAmendment } = facts;
    if (lastAmendment?.ended === false) {
      const running = await this.#start(principal, facts, lastAmendment);
      if (isSameRequest(lastAmendment, actor, request)) return running;
    }
    const command = { principal, trackId, name: 'amend' };
    const { reason, ...changes } = request;
    const decision = decideAmendment(changes, facts);
    if (decision.refused !== null)
      return this.commands.refuse(command, decision.refused.reason, decision.refused.detail);
    const metadataVersion = lastMetadataVersion(facts) + 1;
    // The request is the authority that the updates need, so it comes before the workflow.
    const isFirst = await this.catalogue.amendments.request({
      ...projectEvent(principal),
      stream: workflowIds.amendment(releaseId, metadataVersion),
      sequence: 1,
      type: 'amendment.requested',
      data: { releaseId, trackId, metadataVersion, changes, amended: decision.amended, reason },
    });
    if (!isFirst)
      return this.commands.refuse(
        command,
        'not-now',
        `another amendment of ${releaseId} was requested at the same time`,
      );
    return this.#start(principal, facts, { metadataVersion, reason });
  }

  /** Does nothing if the workflow runs. */
  async #start(
    { projectId }: Principal,
    facts: SaleFacts,
    { metadataVersion, reason }: Pick<RequestedAmendment, 'metadataVersion' | 'reason'>,
  ): Promise<AmendmentAccepted> {
    const { releaseId, trackId, approved } = facts;
    const title = approved?.title ?? trackId;
    await withTemporalErrors(() =>
      this.temporal.startAmendment(
        { projectId, releaseId, metadataVersion },
        title,
        `Amend ${title}: ${reason}`,
      ),
    );
    return {
      ...{ releaseId, metadataVersion },
      workflowId: workflowIds.amendment(releaseId, metadataVersion),
      partners: sellingPartners(facts).map(({ partner }) => partner),
    };
  }
}

const isSameRequest = (
  last: RequestedAmendment,
  actor: string,
  { reason, ...changes }: Request,
): boolean =>
  last.requestedBy === actor &&
  last.reason === reason &&
  canonicalJson(last.changes) === canonicalJson(changes);
