import {
  Client,
  Connection,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';
import {
  type AmendmentWorkflowInput,
  type OfferWorkflowInput,
  type RecallWorkflowInput,
  type ReleaseWorkflowInput,
  SIGNALS,
  TASK_QUEUES,
  TOO_MANY_COMMANDS,
  type TrackWorkflowInput,
  type WithdrawalWorkflowInput,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { CommandResult, workflowIds } from '@fermata/contracts/values';
import { StartPacer } from '@fermata/domain/admission';
import { temporalConnection } from '@fermata/temporal-config/connection';
import { dataConverter } from '@fermata/temporal-config/data-converter';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { isTransient } from '@fermata/temporal-config/is-transient';
import { startPriority } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { TemporalUnavailableError } from '@fermata/temporal-config/temporal-unavailable-error';
import type { Tracing } from '@fermata/temporal-config/tracing';
import type { Limits } from '../config.ts';

const TrackMemo = z.object({ projectId: z.string(), requestSha256: z.string() });
type TrackMemo = z.infer<typeof TrackMemo>;
/** A track as Temporal knows it. One that has failed without an event was refused. */
export type TemporalTrack = TrackMemo & { readonly hasFailed: boolean };

/** The API's requests to Temporal. Every method throws TemporalUnavailableError if there is no response in time. */
export interface TemporalGateway {
  /** `exists`: the workflow id was used before, whether it runs or has ended. */
  startTrack(input: TrackWorkflowInput, summary: string): Promise<'started' | 'exists'>;
  /** Null for an unknown workflow, or after its retention, and for one that the API has not started. */
  findTrack(trackId: string): Promise<TemporalTrack | null>;
  startRelease(input: ReleaseWorkflowInput, summary: string): Promise<'started' | 'exists'>;
  /** A redelivery. `exists`: the offer to this partner runs. */
  startRedelivery(input: OfferWorkflowInput, summary: string): Promise<'started' | 'exists'>;
  startWithdrawal(input: WithdrawalWorkflowInput, summary: string): Promise<'started' | 'exists'>;
  /** `title`: of the track. */
  startAmendment(
    input: z.input<typeof AmendmentWorkflowInput>,
    title: string,
    summary: string,
  ): Promise<'started' | 'exists'>;
  startRecall(input: RecallWorkflowInput, summary: string): Promise<'started' | 'exists'>;
  isRunning(workflowId: string): Promise<boolean>;
  /** Tells the workflow that the catalogue has something new for it. One that has ended needs no notification. */
  notify(workflowId: string): Promise<void>;
  /**
   * Sends the update and waits for its result; `ended`: the workflow no longer runs. A repeated `updateId` gets the
   * first result.
   */
  command(
    workflowId: string,
    update: string,
    updateId: string,
    message: unknown,
  ): Promise<CommandResult | 'ended'>;
  /** Address of a workflow in the Web UI. */
  namespace: string;
  ping(): Promise<void>;
  close(): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;
const PING_TIMEOUT_MS = 2_000;

/** Connects at its first use, so the API can start while Temporal is unavailable. */
export function openTemporalGateway(
  env: NodeJS.ProcessEnv,
  { limits, tracing }: { limits: Limits; tracing: Tracing },
): TemporalGateway {
  const { connectionOptions, namespace } = temporalConnection(env);
  const connection = Connection.lazy(connectionOptions);
  const converter = dataConverter(env);
  const client = new Client({
    connection,
    namespace,
    interceptors: { workflow: tracing.clientInterceptors },
    ...(converter ? { dataConverter: converter } : {}),
  });

  const pacer = new StartPacer({ perSecond: limits.startsPerSecond, burst: limits.startsAtOnce });

  const start = async (
    type: string,
    workflowId: string,
    input: { projectId: string },
    options: {
      summary: string;
      memo: TrackMemo | Record<string, string>;
      attributes: { stage?: string; title: string };
      startDelay?: number;
      /** The earlier workflow with this id may have ended as it should. */
      again?: boolean;
    },
  ) =>
    withDeadline(START_TIMEOUT_MS, async () => {
      try {
        await client.workflow.start(type, {
          taskQueue: TASK_QUEUES.control,
          workflowId,
          args: [input],
          memo: options.memo,
          ...(options.startDelay ? { startDelay: options.startDelay } : {}),
          priority: startPriority(input.projectId),
          staticSummary: shortened(escapeMarkdown(options.summary)),
          // The first event keeps the id unique, and Temporal does until then. A workflow that failed without an
          // event was started by another party and refused.
          workflowIdReusePolicy: options.again ? 'ALLOW_DUPLICATE' : 'ALLOW_DUPLICATE_FAILED_ONLY',
          workflowIdConflictPolicy: 'FAIL',
          typedSearchAttributes: [
            // Search attributes are not encrypted.
            ...(converter
              ? []
              : [{ key: searchAttributes.trackTitle, value: shortened(options.attributes.title) }]),
            ...(options.attributes.stage
              ? [{ key: searchAttributes.trackStage, value: options.attributes.stage }]
              : []),
          ],
        });
        return 'started' as const;
      } catch (error) {
        if (error instanceof WorkflowExecutionAlreadyStartedError) return 'exists' as const;
        throw error;
      }
    });

  const withDeadline = async <T>(milliseconds: number, call: () => Promise<T>): Promise<T> => {
    try {
      return await connection.withDeadline(Date.now() + milliseconds, call);
    } catch (error) {
      if (isTransient(error)) throw new TemporalUnavailableError(error);
      throw error;
    }
  };

  return {
    namespace,
    startTrack: async (input, summary) => {
      const { projectId } = input;
      // A person waits for the candidates.
      const isPaced = input.pick.by !== 'person';
      const startDelay = isPaced ? pacer.delayMs(projectId, performance.now()) : 0;
      let outcome: 'started' | 'exists' | undefined;
      try {
        outcome = await start(WORKFLOWS.track, workflowIds.track(input.trackId), input, {
          summary,
          memo: { projectId, requestSha256: input.requestSha256 },
          attributes: { stage: 'accepted', title: summary },
          startDelay,
        });
        return outcome;
      } finally {
        if (isPaced && outcome !== 'started') pacer.giveBack(projectId);
      }
    },
    startRelease: (input, summary) =>
      start(WORKFLOWS.release, workflowIds.release(input.releaseId), input, {
        summary,
        memo: { projectId: input.projectId },
        attributes: { title: input.version.title },
      }),
    startRedelivery: (input, summary) =>
      start(WORKFLOWS.offer, workflowIds.offer(input.releaseId, input.partner), input, {
        summary,
        memo: { projectId: input.projectId },
        attributes: { title: input.version.title },
        again: true,
      }),
    startWithdrawal: (input, summary) =>
      start(WORKFLOWS.withdrawal, workflowIds.withdrawal(input.withdrawalId), input, {
        summary,
        memo: { projectId: input.projectId, trackId: input.trackId },
        attributes: { title: input.title },
      }),
    startAmendment: (input, title, summary) =>
      start(
        WORKFLOWS.amendment,
        workflowIds.amendment(input.releaseId, input.metadataVersion),
        input,
        { summary, memo: { projectId: input.projectId }, attributes: { title } },
      ),
    startRecall: (input, summary) =>
      start(WORKFLOWS.recall, workflowIds.recall(input.recallId), input, {
        summary,
        memo: { projectId: input.projectId },
        attributes: { title: summary },
      }),
    findTrack: (trackId) =>
      withDeadline(START_TIMEOUT_MS, async () => {
        try {
          const { memo, status } = await client.workflow
            .getHandle(workflowIds.track(trackId))
            .describe();
          const { data } = TrackMemo.safeParse(memo);
          return data ? { ...data, hasFailed: status.name === 'FAILED' } : null;
        } catch (error) {
          if (error instanceof WorkflowNotFoundError) return null;
          throw error;
        }
      }),
    isRunning: (workflowId) =>
      withDeadline(START_TIMEOUT_MS, async () => {
        try {
          return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
        } catch (error) {
          if (error instanceof WorkflowNotFoundError) return false;
          throw error;
        }
      }),
    notify: (workflowId) =>
      withDeadline(START_TIMEOUT_MS, async () => {
        try {
          await client.workflow.getHandle(workflowId).signal(SIGNALS.releaseChanged);
        } catch (error) {
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        }
      }),
    command: (workflowId, update, updateId, message) =>
      withDeadline(limits.commandMs, async () => {
        try {
          return CommandResult.parse(
            await client.workflow
              .getHandle(workflowId)
              .executeUpdate(update, { updateId, args: [message] }),
          );
        } catch (error) {
          if (error instanceof WorkflowNotFoundError) return 'ended';
          if (
            error instanceof WorkflowUpdateFailedError &&
            error.cause instanceof ApplicationFailure
          ) {
            // The run ended after it accepted the update and before it had a result.
            if (error.cause.type === 'AcceptedUpdateCompletedWorkflow') return 'ended';
            if (error.cause.type === TOO_MANY_COMMANDS)
              return { outcome: 'refused', reason: 'not-now', detail: error.cause.message };
          }
          throw error;
        }
      }),
    ping: async () =>
      void (await withDeadline(PING_TIMEOUT_MS, () =>
        connection.workflowService.describeNamespace({ namespace }),
      )),
    close: () => connection.close(),
  };
}
