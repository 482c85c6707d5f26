import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type {
  LiftRecallRequest,
  RecallDryRun,
  RecallDryRunRequest,
  RecallPage,
  RecallQuery,
  RecallRequest,
  RecallSummary,
  RecallView,
} from '@fermata/contracts/http';
import {
  canonicalJson,
  deriveId,
  describeRecallSubject,
  type RecallCounts,
  type RecallSubject,
  workflowIds,
} from '@fermata/contracts/values';
import { recallActionOnTrack, recallState } from '@fermata/domain/recall';
import type { Catalogue, RecallRecord } from '@fermata/prisma';
import { withTemporalErrors } from '../http/commands.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';

/** Of tracks and of releases. */
const SHOWN = 100;

/** Recalls of engines and models: everything made with them is taken off sale, and stays off. */
@Injectable()
export class RecallService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'recalls'>,
    @Inject(TEMPORAL) private readonly temporal: TemporalGateway,
  ) {}

  async dryRun(
    { projectId }: Principal,
    { subject }: z.infer<typeof RecallDryRunRequest>,
  ): Promise<RecallDryRun> {
    const { recalls } = this.catalogue;
    const about = { projectId, subject };
    const [{ withdrawn: _withdrawn, ...counts }, tracks, releases, inEffect] = await Promise.all([
      recalls.count(about, null),
      recalls.firstTracks(about, SHOWN),
      recalls.releases(about, SHOWN),
      this.#inEffect(projectId, subject),
    ]);
    return {
      subject,
      expectedTracks: reachOf(counts),
      expectedReleases: releases.total,
      counts,
      recallId: inEffect,
      releases: releases.first.map(({ ended, ...release }) => ({
        ...release,
        action: ended ? 'withdraw' : 'stop-release',
      })),
      tracks: tracks.map(({ trackId, title, version, stage, offered, further }) => ({
        ...{ trackId, title, version, stage },
        action: recallActionOnTrack({ stage, offered, further }),
      })),
    };
  }

  /** In effect with its event; its workflow withdraws the tracks. A repeat starts a workflow that was not started. */
  async start(principal: Principal, key: string, request: RecallRequest): Promise<RecallView> {
    const { projectId, actor } = principal;
    const { recalls } = this.catalogue;
    const recallId = deriveId('rcl', projectId, actor, key);
    const first = await recalls.find(projectId, recallId);
    if (first === null) await this.#assertExpected(projectId, request);
    const recall = first ?? (await recalls.start({ projectId, recallId, actor, ...request }));
    assertSameRequest(recall, request);
    if (recall.completedAt === null && recall.liftedAt === null)
      await withTemporalErrors(() =>
        this.temporal.startRecall(
          { projectId, recallId },
          `Recall of the ${describeRecallSubject(recall.subject)}: ${recall.reason}`,
        ),
      );
    return this.#present(recall);
  }

  async list(
    { projectId }: Principal,
    query: z.infer<typeof RecallQuery>,
  ): Promise<z.infer<typeof RecallPage>> {
    const { items, nextCursor } = await this.catalogue.recalls.list(projectId, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  async show({ projectId }: Principal, recallId: string): Promise<RecallView> {
    const recall = await this.catalogue.recalls.find(projectId, recallId);
    if (recall === null) throw unknown(recallId);
    return this.#present(recall);
  }

  async lift(
    { projectId, actor }: Principal,
    recallId: string,
    { reason }: z.infer<typeof LiftRecallRequest>,
  ): Promise<RecallView> {
    const recall = await this.catalogue.recalls.lift({ projectId, recallId, actor }, reason);
    if (recall === null) throw unknown(recallId);
    return this.#present(recall);
  }

  /** Throws a 409 unless the request matches a dry run, or when the subject is recalled already. */
  async #assertExpected(
    projectId: string,
    { subject, expectedTracks }: RecallRequest,
  ): Promise<void> {
    const inEffect = await this.#inEffect(projectId, subject);
    if (inEffect !== null)
      throw new ProblemException(
        'refused',
        `the ${describeRecallSubject(subject)} is recalled already (${inEffect})`,
        { reason: 'twice' },
      );
    const reach = reachOf(await this.catalogue.recalls.count({ projectId, subject }, null));
    if (reach === expectedTracks) return;
    throw new ProblemException(
      'refused',
      `the recall would withdraw or stop ${reach} tracks, not ${expectedTracks}: make a dry run, and start it with ` +
        'expectedTracks of that',
      { reason: 'stale' },
    );
  }

  async #inEffect(projectId: string, subject: RecallSubject): Promise<string | null> {
    const active = await this.catalogue.recalls.active(projectId);
    return active.find((recall) => isSame(recall.subject, subject))?.recallId ?? null;
  }

  async #present(recall: RecallRecord): Promise<RecallView> {
    const { projectId, subject, startedAt } = recall;
    const counts = await this.catalogue.recalls.count({ projectId, subject }, startedAt);
    return { ...summaryOf(recall), counts };
  }
}

/** The tracks that a recall changes at partners. */
const reachOf = ({ withdraw, stopRelease }: Omit<RecallCounts, 'withdrawn'>): number =>
  withdraw + stopRelease;

const isSame = (one: RecallSubject, other: RecallSubject): boolean =>
  canonicalJson(one) === canonicalJson(other);

function assertSameRequest(recall: RecallRecord, request: RecallRequest): void {
  const { subject, reason, expectedTracks } = recall;
  if (
    isSame(subject, request.subject) &&
    reason === request.reason &&
    expectedTracks === request.expectedTracks
  )
    return;
  throw new ProblemException(
    'key-reused',
    `the Idempotency-Key belongs to another recall, ${recall.recallId}`,
  );
}

function summaryOf(recall: RecallRecord): RecallSummary {
  const { recallId, subject, reason, expectedTracks, startedBy, startedAt } = recall;
  const { completedAt, liftedBy, liftedAt, liftReason } = recall;
  return {
    ...{ recallId, workflowId: workflowIds.recall(recallId), subject, reason },
    state: recallState(recall),
    ...{ expectedTracks, startedBy, startedAt, completedAt, liftedBy, liftedAt, liftReason },
  };
}

const unknown = (recallId: string): ProblemException =>
  new ProblemException('not-found', `there is no recall ${recallId} in this project`);
