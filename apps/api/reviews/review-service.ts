import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { ReviewView, SignalTicket } from '@fermata/contracts/http';
import { type DecisionMessage, type UndoMessage, UPDATES } from '@fermata/contracts/temporal';
import {
  type DecisionClaims,
  deriveId,
  type Edit,
  type ReviewedVersion,
  type Verdict,
  workflowIds,
} from '@fermata/contracts/values';
import { decidedVersion, earlierVersionIssue } from '@fermata/domain/review';
import type { Catalogue, ReviewRecord } from '@fermata/prisma';
import { signDecision } from '@fermata/temporal-config/decision-token';
import type { ApiConfig } from '../config.ts';
import { EditService } from '../edits/edit-service.ts';
import { type Accepted, Commands } from '../http/commands.ts';
import { invalidRequest } from '../http/contract-pipe.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';
import { presentReview, reviewContext } from './present-review.ts';

type DecisionInput = {
  versionSha256?: string | undefined;
  note?: string | undefined;
  edits?: Edit[] | undefined;
  /** Of an approval: an earlier version. */
  version?: number | undefined;
};

type DecisionContent = Omit<DecisionMessage, 'token'>;

@Injectable()
export class ReviewService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<Catalogue, 'actors' | 'recalls' | 'reviews' | 'tracks'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EditService) private readonly edits: EditService,
  ) {}

  async list(
    principal: Principal,
    query: { state: 'open' | 'all'; cursor?: string | undefined; limit: number },
  ): Promise<{ items: ReviewView[]; nextCursor: string | null }> {
    const { items, nextCursor } = await this.catalogue.reviews.list(principal.projectId, query);
    const context = await reviewContext(this.catalogue, principal.projectId, items);
    return { items: items.map((review) => presentReview(review, context, principal)), nextCursor };
  }

  async find(principal: Principal, reviewId: string): Promise<ReviewView> {
    const review = await this.#findOrThrow(principal, reviewId);
    const context = await reviewContext(this.catalogue, principal.projectId, [review]);
    return presentReview(review, context, principal);
  }

  /** Signs a reviewer's decision on one version. The workflow checks whether it is allowed. */
  async decide(
    principal: Principal,
    reviewId: string,
    verdict: Verdict,
    { versionSha256, ...input }: DecisionInput,
    { key, clientGone }: { readonly key?: string | undefined; readonly clientGone: AbortSignal },
  ): Promise<Accepted> {
    const review = await this.#findOrThrow(principal, reviewId);
    const { decided, content } = await this.#decided(
      principal,
      review,
      { verdict, ...input },
      clientGone,
    );
    const decidedSha256 = versionSha256 ?? decided.versionSha256;
    const decisionId = await this.#decisionId(
      principal,
      review,
      { verdict, decided, decidedSha256 },
      key,
    );
    const message: DecisionMessage = this.#sign(
      principal,
      review,
      { action: verdict, decisionId, versionSha256: decidedSha256 },
      content,
      this.config.limits.tokenSeconds,
    );
    return this.commands.send({
      principal,
      trackId: review.trackId,
      workflowId: workflowIds.track(review.trackId),
      name: UPDATES.decide,
      updateId: decisionId,
      message,
    });
  }

  /** By default the principal's own decision that is still in effect, or else their last one. */
  async undo(
    principal: Principal,
    reviewId: string,
    { decisionId }: { decisionId?: string | undefined },
  ): Promise<Accepted> {
    const review = await this.#findOrThrow(principal, reviewId);
    const own = review.decisions.filter((decision) => decision.reviewer === principal.actor);
    const target =
      decisionId ?? (own.findLast((decision) => !decision.undone) ?? own.at(-1))?.decisionId;
    if (target === undefined)
      return this.commands.refuse(
        { principal, trackId: review.trackId, name: UPDATES.undo },
        'unknown',
        `${principal.actor} has made no decision in ${reviewId}`,
      );
    if (own.some(({ decisionId: id, undone }) => undone && id === target))
      return { outcome: 'accepted', detail: 'the decision is undone already; nothing has changed' };
    const message: UndoMessage = this.#sign(
      principal,
      review,
      { action: 'undo', decisionId: target, versionSha256: review.versionSha256 },
      {},
      this.config.limits.tokenSeconds,
    );
    return this.commands.send({
      principal,
      trackId: review.trackId,
      workflowId: workflowIds.track(review.trackId),
      name: UPDATES.undo,
      updateId: `undo-${principal.actor}-${target}`,
      message,
    });
  }

  /** A signed decision to paste as the input of a signal: for the Temporal UI and for scripts. */
  async ticket(
    principal: Principal,
    reviewId: string,
    request: { verdict: Verdict } & Omit<DecisionInput, 'versionSha256'>,
    clientGone: AbortSignal,
  ): Promise<z.infer<typeof SignalTicket>> {
    const review = await this.#findOrThrow(principal, reviewId);
    const { verdict } = request;
    assertFits(verdict, request);
    const { decided, content } = await this.#decided(principal, review, request, clientGone);
    const { ticketSeconds } = this.config.limits;
    const decisionId = deriveId('dec', principal.projectId, reviewId, randomUUID());
    const signed = this.#sign(
      principal,
      review,
      { action: verdict, decisionId, versionSha256: decided.versionSha256 },
      content,
      ticketSeconds,
    );
    return {
      workflowId: workflowIds.track(review.trackId),
      signal: 'decision',
      input: signed,
      expiresAt: new Date(expiry(ticketSeconds) * 1000).toISOString(),
    };
  }

  async #findOrThrow({ projectId }: Principal, reviewId: string): Promise<ReviewRecord> {
    const review = await this.catalogue.reviews.find(projectId, reviewId);
    if (!review)
      throw new ProblemException('not-found', `there is no review ${reviewId} in this project`);
    return review;
  }

  /**
   * A decision in effect keeps its id, so a repeat after a lost answer gets the first answer. Otherwise the id changes
   * with every event of the track: after a refusal or an undo the same content is a new decision.
   */
  async #decisionId(
    principal: Principal,
    review: ReviewRecord,
    {
      verdict,
      decided,
      decidedSha256,
    }: {
      readonly verdict: Verdict;
      readonly decided: ReviewedVersion;
      /** The version that the reviewer has heard. */
      readonly decidedSha256: string;
    },
    key: string | undefined,
  ): Promise<string> {
    const { projectId, actor } = principal;
    const about = [projectId, review.reviewId, actor, verdict, decidedSha256];
    if (key !== undefined) return deriveId('dec', ...about, 'key', key);
    const standing = review.decisions.findLast(
      (decision) =>
        decision.reviewer === actor &&
        decision.verdict === verdict &&
        decision.version === decided.version &&
        !decision.undone,
    );
    if (standing && decidedSha256 === decided.versionSha256) return standing.decisionId;
    const track = await this.catalogue.tracks.find(projectId, review.trackId);
    return deriveId('dec', ...about, 'events', track?.eventCount ?? 0);
  }

  /** The version that is decided on, and the content that its token binds. */
  async #decided(
    principal: Principal,
    review: ReviewRecord,
    {
      verdict,
      note,
      edits: requested,
      version,
    }: { verdict: Verdict } & Omit<DecisionInput, 'versionSha256'>,
    clientGone: AbortSignal,
  ): Promise<{ decided: ReviewedVersion; content: DecisionContent }> {
    const understood =
      verdict === 'send-back'
        ? await this.edits.decidedEdits(principal, review, { note, edits: requested }, clientGone)
        : {};
    const isEarlier = version !== undefined && version !== review.version;
    return {
      decided: isEarlier ? await this.#approvable(principal, review, version) : review,
      content: decisionContent({ note, ...understood, ...(isEarlier ? { version } : {}) }),
    };
  }

  /** The workflow knows its earlier versions, too; here a version without its hash cannot be signed. */
  async #approvable(
    principal: Principal,
    { trackId, version: reviewed, versionSha256, earlierVersions }: ReviewRecord,
    version: number,
  ): Promise<ReviewedVersion> {
    const about = { principal, trackId, name: UPDATES.decide };
    const found = earlierVersions.find((each) => each.version === version);
    const named = decidedVersion(
      { reviewed: { version: reviewed, versionSha256 }, earlier: earlierVersions },
      { action: 'approve', version },
    );
    if (!named.ok) return this.commands.refuse(about, named.reason, named.detail);
    const issue = earlierVersionIssue({
      policyOutcome: found?.policyOutcome ?? null,
      // The workflow checks recalls with the token.
      recall: null,
    });
    return issue === null ? named.decided : this.commands.refuse(about, issue.reason, issue.detail);
  }

  /** The message with its token. */
  #sign<Content extends DecisionContent>(
    { projectId, actor }: Principal,
    { trackId, reviewId }: ReviewRecord,
    claims: Pick<DecisionClaims, 'action' | 'decisionId' | 'versionSha256'>,
    content: Content,
    seconds: number,
  ): Content & { token: string } {
    const token = signDecision(
      { ...claims, projectId, trackId, reviewId, reviewer: actor, expiresAt: expiry(seconds) },
      content,
      this.config.tokenSecret,
    );
    return { ...content, token };
  }
}

/** Throws a 400 for content that another verdict has. */
function assertFits(
  verdict: Verdict,
  { edits, version }: Pick<DecisionInput, 'edits' | 'version'>,
): void {
  const issues = [
    ...(edits && verdict !== 'send-back' ? [{ path: 'body.edits', allowedWith: 'send-back' }] : []),
    ...(version !== undefined && verdict !== 'approve'
      ? [{ path: 'body.version', allowedWith: 'approve' }]
      : []),
  ];
  if (issues.length > 0)
    throw invalidRequest(
      issues.map(({ path, allowedWith }) => ({
        path,
        message: `is allowed only with the verdict ${allowedWith}`,
      })),
    );
}

const decisionContent = ({
  note,
  edits,
  understanding,
  readers,
  version,
}: DecisionContent): DecisionContent => ({
  ...(note === undefined ? {} : { note }),
  ...(edits === undefined ? {} : { edits }),
  ...(understanding === undefined ? {} : { understanding }),
  ...(readers === undefined ? {} : { readers }),
  ...(version === undefined ? {} : { version }),
});

const expiry = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
