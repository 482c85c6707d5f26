import { Inject, Injectable } from '@nestjs/common';
import type { CreateTrackRequest, TrackAccepted, TrackRequest } from '@fermata/contracts/http';
import { RequestedTrack } from '@fermata/contracts/temporal';
import {
  canonicalSha256,
  type ReleaseTerms,
  ReviewTerms,
  trackIdFor,
  type UsedMaterial,
  workflowIds,
} from '@fermata/contracts/values';
import { completeMetadata, completeTerms } from '@fermata/domain/metadata';
import { briefFromPreview } from '@fermata/domain/preview';
import { releaseLicenceIssue } from '@fermata/domain/rights';
import { briefIssues, tempoOfLoop } from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import { BriefService } from '../briefs/brief-service.ts';
import type { ApiConfig } from '../config.ts';
import { BudgetGuard } from '../costs/budget-guard.ts';
import { RETRY_AFTER_SECONDS, withTemporalErrors } from '../http/commands.ts';
import { invalidBody, invalidRequest } from '../http/contract-pipe.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { signFor } from '../http/sign-for.ts';
import { CATALOGUE, CONFIG, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';
import { MaterialResolver } from '../materials/material-resolver.ts';
import { PartnerService } from '../partners/partner-service.ts';
import { unknownPartners } from '../partners/unknown-partners.ts';
import { PreviewService } from '../previews/preview-service.ts';
import { ReviewTermsService } from '../reviews/review-terms-service.ts';
import { presentAccepted } from './present-accepted.ts';
import { publishInstant } from './publish-instant.ts';

type Created = TrackAccepted & { status: 200 | 202 };
type Requested = CreateTrackRequest['request'];

/** Accepts requests for tracks. */
@Injectable()
export class TrackRequestService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'profiles' | 'tracks'>,
    @Inject(TEMPORAL) private readonly temporal: TemporalGateway,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(BriefService) private readonly briefs: BriefService,
    @Inject(BudgetGuard) private readonly budget: BudgetGuard,
    @Inject(PreviewService) private readonly previews: PreviewService,
    @Inject(MaterialResolver) private readonly materials: MaterialResolver,
    @Inject(ReviewTermsService) private readonly reviewTerms: ReviewTermsService,
    @Inject(PartnerService) private readonly partners: PartnerService,
  ) {}

  /** Accepted means that Temporal has the workflow. A repeat returns the same track with `created` false. */
  async create(
    principal: Principal,
    idempotencyKey: string,
    { request, strict }: CreateTrackRequest,
    clientGone: AbortSignal,
  ): Promise<Created> {
    const { projectId, actor } = principal;
    await this.#assertKnownPartners(principal, request);
    const publishesAt = publishInstant(request.release, 'body.release');
    const trackId = trackIdFor(projectId, actor, idempotencyKey);
    // With or without the defaults, it is the same request.
    const requestSha256 = canonicalSha256({
      ...request,
      review: ReviewTerms.parse(request.review),
    });
    // The catalogue keeps tracks longer than Temporal does.
    const existing = await this.catalogue.tracks.request(projectId, trackId);
    if (!existing) {
      // A repeat of a request that was just accepted is no new work.
      await this.budget.check(
        principal,
        'track',
        async () =>
          (await withTemporalErrors(() => this.temporal.findTrack(trackId)))?.hasFailed === false,
      );
      const outcome = await this.#start(
        principal,
        { request, strict },
        {
          trackId,
          requestSha256,
          ...(publishesAt === undefined ? {} : { publishesAt }),
        },
        clientGone,
      );
      if (outcome === 'started' && 'previewId' in request)
        this.previews.linkTrack(principal, request.previewId, trackId);
      if (outcome === 'started')
        return {
          ...this.#present({ trackId, stage: 'accepted', created: true }),
          status: 202,
        };
    }
    const first =
      existing ??
      (await withTemporalErrors(() => this.temporal.findTrack(trackId))) ??
      (await this.catalogue.tracks.request(projectId, trackId));
    if (!first)
      throw new ProblemException(
        'unavailable',
        'the first request with this Idempotency-Key cannot be looked up now',
        { retryAfterSeconds: RETRY_AFTER_SECONDS },
      );
    if (first.requestSha256 !== requestSha256)
      throw new ProblemException(
        'key-reused',
        `this Idempotency-Key belongs to ${trackId}, whose request had another body; send a new key`,
      );
    const stage = (await this.catalogue.tracks.find(projectId, trackId))?.stage ?? 'accepted';
    return { ...this.#present({ trackId, stage, created: false }), status: 200 };
  }

  /** Completes the request with the defaults of the project, checks it and starts its workflow. */
  async #start(
    principal: Principal,
    { request, strict }: CreateTrackRequest,
    identity: Pick<RequestedTrack, 'trackId' | 'requestSha256' | 'publishesAt'>,
    clientGone: AbortSignal,
  ): Promise<'started' | 'exists'> {
    const { projectId, actor } = principal;
    const requested = await this.#withBrief(principal, request);
    const { profile } = await this.catalogue.profiles.find(projectId);
    const completed = {
      ...requested,
      metadata: completeMetadata(requested.metadata, profile),
      release: completeTerms(requested.release, profile),
    };
    const issues = briefIssues(completed);
    if (issues.length > 0) throw invalidBody({ issues });
    const materials = await this.materials.resolveMaterials(
      principal,
      completed.brief,
      completed.metadata.cover,
    );
    if (strict)
      await this.briefs.assertMet(
        principal,
        completed.brief,
        'previewId' in request ? 'body.previewId' : 'body.brief.text',
        { loopTempoBpm: tempoOfLoop(completed.brief, materials), clientGone },
      );
    assertLicensed(materials, completed.release);
    const review = await this.reviewTerms.complete(principal, completed.review);
    const content = RequestedTrack.parse({
      ...completed,
      ...identity,
      review,
      projectId,
      requestedBy: actor,
      ...(materials.length > 0 ? { materials } : {}),
    });
    const workflowId = workflowIds.track(content.trackId);
    const token = signFor(this.config, principal, { workflowId, command: 'create', content });
    return withTemporalErrors(() =>
      this.temporal.startTrack(
        { ...content, token },
        completed.brief.title ?? completed.brief.text,
      ),
    );
  }

  /** Replaces a preview by the brief that reproduces it. */
  async #withBrief(principal: Principal, request: Requested): Promise<TrackRequest> {
    if (!('previewId' in request)) return request;
    const { previewId, durationSeconds, use, title, ...terms } = request;
    const preview = await this.previews.findOrThrow(principal, previewId);
    const brief = briefFromPreview(preview, { durationSeconds, use, title });
    return { ...terms, brief };
  }

  #present(accepted: Parameters<typeof presentAccepted>[2]): TrackAccepted {
    return presentAccepted(this.config, this.temporal.namespace, accepted);
  }

  async #assertKnownPartners(
    { projectId }: Principal,
    { release }: Pick<Requested, 'release'>,
  ): Promise<void> {
    const known = await this.partners.names(projectId);
    const errors = unknownPartners(release.partners, known, 'body.release.partners');
    if (errors.length > 0) throw invalidRequest(errors);
  }
}

/** The policy decides on each version; a licence that does not cover the release is refused before the track starts. */
function assertLicensed(materials: readonly UsedMaterial[], release: ReleaseTerms): void {
  const reason = releaseLicenceIssue(materials, release);
  if (reason !== null) throw new ProblemException('not-licensed', reason);
}
