import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { RedeliveryAccepted, RedeliveryRequest } from '@fermata/contracts/http';
import { deliveredFiles, type ReleasedVersion, workflowIds } from '@fermata/contracts/values';
import { lastMetadataVersion, offeredVersion, type SaleFacts } from '@fermata/domain/amendment';
import { upcForPartner, upcRange } from '@fermata/domain/metadata';
import { unmetRequirements } from '@fermata/domain/partner';
import { decideRedelivery, type RedeliveryFacts } from '@fermata/domain/redelivery';
import type { Catalogue, PartnerRecord, ReleaseRecord } from '@fermata/prisma';
import { Commands, withTemporalErrors } from '../http/commands.ts';
import { invalidRequest } from '../http/contract-pipe.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { projectEvent } from '../http/project-event.ts';
import { CATALOGUE, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';
import { PartnerService } from '../partners/partner-service.ts';
import { unknownPartners } from '../partners/unknown-partners.ts';

type Request = z.infer<typeof RedeliveryRequest>;

interface Subject {
  readonly projectId: string;
  readonly release: ReleaseRecord;
  readonly sale: SaleFacts;
  /** As it was approved. */
  readonly approved: ReleasedVersion;
}

/** A redelivery of a release that has ended: to a partner that no longer has it, or that has never had it. */
@Injectable()
export class RedeliveryService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<
      Catalogue,
      'authority' | 'partners' | 'profiles' | 'redeliveries' | 'releases'
    >,
    @Inject(TEMPORAL) private readonly temporal: TemporalGateway,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(PartnerService) private readonly partners: PartnerService,
  ) {}

  /**
   * Records the request and starts the workflow of the offer. A repeat while it runs finds the same delivery, and
   * starts its workflow if that was not started, or was terminated.
   */
  async redeliver(
    principal: Principal,
    releaseId: string,
    { partner }: Request,
  ): Promise<RedeliveryAccepted> {
    const { projectId } = principal;
    const offer = { projectId, releaseId, partner };
    // Before the facts: the request is refused if a withdrawal or another event comes between.
    const basis = await this.catalogue.redeliveries.basis(offer);
    const release = await this.catalogue.releases.find(projectId, releaseId);
    if (release === null)
      throw new ProblemException('not-found', `there is no release ${releaseId} in this project`);
    const issues = unknownPartners([partner], await this.partners.names(projectId), 'body.partner');
    if (issues.length > 0)
      throw invalidRequest(issues.map(({ message }) => ({ path: 'body.partner', message })));
    const { trackId } = release;
    const command = { principal, trackId, name: 'redeliver' };
    const sale = await this.catalogue.releases.saleFacts({ projectId, releaseId });
    const approved = sale?.approved ?? null;
    if (sale === null || approved === null)
      return this.commands.refuse(command, 'not-now', `${releaseId} has not started`);
    const decision = decideRedelivery(
      await this.#facts({ projectId, release, sale, approved }, partner),
    );
    if (decision.refused !== null)
      return this.commands.refuse(command, decision.refused.reason, decision.refused.detail);
    const { attempt, running } = decision;
    const { sequence } = basis;
    const place = release.partners.findIndex(({ name }) => name === partner);
    const number = (place === -1 ? release.partners.length : place) + 1;
    // The request is the authority that the steps need, so it comes before the workflow.
    const isFirst =
      running ||
      (await this.catalogue.redeliveries.request(
        {
          ...projectEvent(principal),
          stream: workflowIds.offer(releaseId, partner),
          sequence: sequence + 1,
          type: 'redelivery.requested',
          data: {
            ...{ releaseId, trackId, partner, attempt, number },
            ...{ version: approved.version, versionSha256: approved.versionSha256 },
          },
        },
        basis,
      ));
    if (!isFirst)
      return this.commands.refuse(
        command,
        'not-now',
        `the delivery of ${releaseId} to ${partner} has changed at the same time`,
      );
    await withTemporalErrors(() =>
      this.temporal.startRedelivery(
        {
          ...{ projectId, releaseId, trackId, partner, attempt },
          ...{ requestedBy: principal.actor, version: approved, terms: release.terms },
          ...{ sequence: running ? sequence : sequence + 1, redelivery: true },
        },
        `Offer of ${release.title} to ${partner}, attempt ${attempt}`,
      ),
    );
    return {
      ...{ releaseId, partner, attempt, metadataVersion: lastMetadataVersion(sale) },
      workflowId: workflowIds.offer(releaseId, partner),
    };
  }

  async #facts(subject: Subject, partner: string): Promise<RedeliveryFacts> {
    const { projectId, release, sale, approved } = subject;
    const { releaseId, trackId, createdByPerson, endedAt, question } = release;
    const claim = { projectId, trackId, releaseId, partners: [partner], version: approved };
    const [known, managed, partnerStatus, issue] = await Promise.all([
      this.catalogue.authority.readRelease({ projectId, releaseId }),
      this.catalogue.partners.find(projectId, partner),
      this.partners.status({ projectId }, partner),
      this.catalogue.authority.redeliveryIssue(claim),
    ]);
    const offer = known?.offers.find((each) => each.partner === partner);
    return {
      ...{ releaseId, trackId, partner, createdByPerson, stage: sale.stage },
      ...{ ended: endedAt !== null, isAsked: question !== null, recall: sale.recall, issue },
      offer:
        offer === undefined
          ? null
          : {
              ...offer,
              asksForFix: release.partners.some(
                ({ name, fix }) => name === partner && fix !== undefined,
              ),
              withdrawing: sale.offers.some((each) => each.partner === partner && each.withdrawing),
              // Before its first event, a workflow that is not authorised leaves none.
              running:
                (offer.redelivery ?? 'ended') !== 'ended' &&
                (await withTemporalErrors(() =>
                  this.temporal.isRunning(workflowIds.offer(releaseId, partner)),
                )),
            },
      partnerStatus,
      unmet: managed === null ? [] : await this.#unmet(subject, managed),
    };
  }

  async #unmet(
    { projectId, release: { upc }, sale, approved }: Subject,
    { partner, requirements }: PartnerRecord,
  ): Promise<readonly string[]> {
    const { profile } = await this.catalogue.profiles.find(projectId);
    const { version } = offeredVersion(approved, sale.lastAmendment);
    const offered = upcForPartner({ upc, range: upcRange(profile, partner), partner });
    return unmetRequirements(requirements, {
      version: { ...version, files: deliveredFiles(version) },
      upc: offered ?? undefined,
    });
  }
}
