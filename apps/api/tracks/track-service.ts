import { Inject, Injectable } from '@nestjs/common';
import {
  type CreateTrackRequest,
  type ReleaseAccepted,
  type TrackAccepted,
  type TrackQuery,
  type TrackRequest,
  type TrackSummary,
  type TrackView,
} from '@fermata/contracts/http';
import {
  type CancelMessage,
  type HoldMessage,
  type PickMessage,
  type ReleaseMessage,
  type ResumeMessage,
  TrackOrder,
  UPDATES,
} from '@fermata/contracts/temporal';
import {
  canonicalSha256,
  hasEnded,
  type Recipe,
  releaseIdFor,
  type ReleaseTerms,
  ReviewTerms,
  type SignedCommand,
  type Stage,
  trackFieldIssues,
  trackIdFor,
  type UsedMaterial,
  workflowIds,
} from '@fermata/contracts/values';
import { completeMetadata, completeTerms } from '@fermata/domain/metadata';
import { briefFromPreview } from '@fermata/domain/preview';
import { releaseLicenceIssue } from '@fermata/domain/rights';
import { styleAlternateIssue } from '@fermata/music';
import type { Catalogue, Page } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { BudgetGuard } from '../costs/budget-guard.ts';
import {
  type Accepted,
  commandId,
  commandNonce,
  Commands,
  RETRY_AFTER_SECONDS,
  withTemporalErrors,
} from '../http/commands.ts';
import { invalidBody, invalidRequest } from '../http/contract-pipe.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { signFor } from '../http/sign-for.ts';
import { TrackLookup } from '../http/track-lookup.ts';
import { CATALOGUE, CONFIG, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';
import { MaterialService } from '../materials/material-service.ts';
import { PartnerService } from '../partners/partner-service.ts';
import { unknownPartners } from '../partners/unknown-partners.ts';
import { PreviewService } from '../previews/preview-service.ts';
import { reviewContext } from '../reviews/present-review.ts';
import { ReviewTermsService } from '../reviews/review-terms-service.ts';
import { presentTrack } from './present-track.ts';
import { publishInstant } from './publish-instant.ts';

type Created = TrackAccepted & { status: 200 | 202 };

@Injectable()
export class TrackService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<
      Catalogue,
      'actors' | 'profiles' | 'recalls' | 'recipes' | 'tracks'
    >,
    @Inject(TEMPORAL) private readonly temporal: TemporalGateway,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(TrackLookup) private readonly lookup: TrackLookup,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(BudgetGuard) private readonly budget: BudgetGuard,
    @Inject(PreviewService) private readonly previews: PreviewService,
    @Inject(MaterialService) private readonly materials: MaterialService,
    @Inject(ReviewTermsService) private readonly reviewTerms: ReviewTermsService,
    @Inject(PartnerService) private readonly partners: PartnerService,
  ) {}

  /** Accepted means that Temporal has the workflow. A repeat returns the same track with `created` false. */
  async create(
    principal: Principal,
    idempotencyKey: string,
    order: CreateTrackRequest,
  ): Promise<Created> {
    const { projectId, actor } = principal;
    await this.#assertKnownPartners(principal, order);
    const publishesAt = publishInstant(order.release, 'body.release');
    const trackId = trackIdFor(projectId, idempotencyKey);
    // With or without the defaults, it is the same request.
    const requestSha256 = canonicalSha256({ ...order, review: ReviewTerms.parse(order.review) });
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
      const requested = await this.#toTrackRequest(principal, order);
      const { profile } = await this.catalogue.profiles.find(projectId);
      const request = {
        ...requested,
        metadata: completeMetadata(requested.metadata, profile),
        release: completeTerms(requested.release, profile),
      };
      assertPossibleAlternates(request);
      const materials = await this.materials.resolveMaterials(principal, request.brief);
      await this.materials.assertCover(principal, request.metadata.cover);
      assertLicensed(materials, request.release);
      const review = await this.reviewTerms.complete(principal, request.review);
      const content = TrackOrder.parse({
        ...request,
        review,
        trackId,
        projectId,
        requestedBy: actor,
        requestSha256,
        ...(publishesAt === undefined ? {} : { publishesAt }),
        ...(materials.length > 0 ? { materials } : {}),
      });
      const workflowId = workflowIds.track(trackId);
      const token = signFor(this.config, principal, { workflowId, command: 'create', content });
      const outcome = await withTemporalErrors(() =>
        this.temporal.startTrack({ ...content, token }, request.brief.title ?? request.brief.text),
      );
      if (outcome === 'started' && 'previewId' in order)
        this.previews.linkTrack(principal, order.previewId, trackId);
      if (outcome === 'started')
        return { ...this.#accepted(trackId, 'accepted', true), status: 202 };
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
    return { ...this.#accepted(trackId, stage, false), status: 200 };
  }

  /** Replaces a preview by the brief that reproduces it. */
  async #toTrackRequest(principal: Principal, order: CreateTrackRequest): Promise<TrackRequest> {
    if (!('previewId' in order)) return order;
    const { previewId, durationSeconds, use, title, ...terms } = order;
    const preview = await this.previews.findOrThrow(principal, previewId);
    const brief = briefFromPreview(preview, { durationSeconds, use, title });
    const request = { ...terms, brief };
    const issues = trackFieldIssues(request);
    if (issues.length > 0) throw invalidBody({ issues });
    return request;
  }

  list({ projectId }: Principal, query: TrackQuery): Promise<Page<TrackSummary>> {
    return this.catalogue.tracks.list(projectId, query);
  }

  /** The track, or its acceptance until the first event is written. */
  async find(principal: Principal, trackId: string): Promise<TrackView | TrackAccepted> {
    const record = await this.lookup.findOrThrow(principal, trackId);
    if (record === 'accepted') return this.#accepted(trackId, 'accepted', false);
    return presentTrack(
      record,
      await reviewContext(this.catalogue, principal.projectId, [record.review]),
      principal,
    );
  }

  async recipe({ projectId }: Principal, recipeId: string): Promise<Recipe> {
    const recipe = await this.catalogue.recipes.find(projectId, recipeId);
    if (!recipe)
      throw new ProblemException('not-found', `there is no recipe ${recipeId} in this project`);
    return recipe;
  }

  pick(
    principal: Principal,
    trackId: string,
    { candidateId }: { candidateId: string },
    key?: string,
  ): Promise<Accepted> {
    return this.#command<PickMessage>(principal, trackId, UPDATES.pick, { candidateId }, key);
  }

  hold(
    principal: Principal,
    trackId: string,
    { reason }: { reason?: string | undefined },
    key?: string,
  ): Promise<Accepted> {
    return this.#command<HoldMessage>(principal, trackId, UPDATES.hold, withReason(reason), key);
  }

  resume(principal: Principal, trackId: string, key?: string): Promise<Accepted> {
    return this.#command<ResumeMessage>(principal, trackId, UPDATES.resume, {}, key);
  }

  cancel(
    principal: Principal,
    trackId: string,
    { reason }: { reason?: string | undefined },
    key?: string,
  ): Promise<Accepted> {
    return this.#command<CancelMessage>(
      principal,
      trackId,
      UPDATES.cancel,
      withReason(reason),
      key,
    );
  }

  /** Starts the release of an approved track that waits for a date or a request. */
  async release(principal: Principal, trackId: string, key: string): Promise<ReleaseAccepted> {
    const { detail } = await this.#command<ReleaseMessage>(
      principal,
      trackId,
      UPDATES.release,
      {},
      key,
    );
    // An accepted release has a version, and none comes after it.
    const record = await this.lookup.findOrThrow(principal, trackId);
    const version = record === 'accepted' ? 1 : record.version;
    const releaseId = releaseIdFor(trackId, version);
    return { releaseId, trackId, version, workflowId: workflowIds.release(releaseId), detail };
  }

  async #command<Message extends { token: string }>(
    principal: Principal,
    trackId: string,
    name: SignedCommand,
    content: Omit<Message, 'token'>,
    key?: string,
  ): Promise<Accepted> {
    const record = await this.lookup.findOrThrow(principal, trackId);
    const context = await this.catalogue.tracks.commandContext(
      principal.projectId,
      trackId,
      principal.actor,
    );
    // A cancelled track has no workflow that could repeat its answer.
    if (
      name === UPDATES.cancel &&
      record !== 'accepted' &&
      record.stage === 'cancelled' &&
      context.cancelled
    )
      return {
        outcome: 'accepted',
        detail: 'the track is cancelled, and no partner has it',
      };
    const updateId = commandId(
      name,
      principal,
      trackId,
      content,
      key === undefined ? commandNonce(name, context) : `key ${key}`,
    );
    const workflowId = workflowIds.track(trackId);
    const token = signFor(this.config, principal, { workflowId, command: name, content });
    return this.commands.send({
      principal: principal,
      trackId,
      workflowId,
      name,
      updateId,
      message: { ...content, token },
      ...(name === UPDATES.cancel && record !== 'accepted' && !hasEnded(record.stage)
        ? {
            whenEnded: `the workflow of ${trackId} no longer runs; withdraw takes it from partners`,
          }
        : {}),
    });
  }

  #accepted(trackId: string, stage: Stage, created: boolean): TrackAccepted {
    const workflowId = workflowIds.track(trackId);
    const { publicUrl, temporalUiUrl } = this.config;
    const self = `${publicUrl ?? ''}/v1/tracks/${trackId}`;
    const temporal =
      temporalUiUrl &&
      `${temporalUiUrl}/namespaces/${encodeURIComponent(this.temporal.namespace)}` +
        `/workflows/${encodeURIComponent(workflowId)}`;
    return {
      trackId,
      workflowId,
      stage,
      created,
      links: { self, events: `${self}/events`, temporal },
    };
  }

  async #assertKnownPartners(
    { projectId }: Principal,
    { release }: Pick<CreateTrackRequest, 'release'>,
  ): Promise<void> {
    const known = await this.partners.names(projectId);
    const errors = unknownPartners(release.partners, known, 'body.release.partners');
    if (errors.length > 0) throw invalidRequest(errors);
  }
}

/** A cut that no music of the chosen style has. Without a chosen style, each version names those that it omits. */
function assertPossibleAlternates({
  alternates = [],
  brief: { style },
}: Pick<TrackRequest, 'alternates' | 'brief'>): void {
  if (style === undefined) return;
  const errors = alternates.flatMap((alternate, index) => {
    const message = styleAlternateIssue(alternate, style);
    return message === null ? [] : [{ path: `body.alternates.${index}`, message }];
  });
  if (errors.length > 0) throw invalidRequest(errors);
}

const withReason = (reason: string | undefined) => (reason === undefined ? {} : { reason });

/** The policy decides on each version; a licence that does not cover the release is refused before the track starts. */
function assertLicensed(materials: readonly UsedMaterial[], release: ReleaseTerms): void {
  const reason = releaseLicenceIssue(materials, release);
  if (reason !== null) throw new ProblemException('not-licensed', reason);
}
