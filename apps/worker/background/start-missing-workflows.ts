import { setTimeout as pause } from 'node:timers/promises';
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowExecutionStatusName,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { Logger } from 'pino';
import { saleOfRelease } from '@fermata/activities';
import { TASK_QUEUES, WORKFLOWS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { createdReleaseInput } from '@fermata/domain/release';
import { resumedWithdrawal } from '@fermata/domain/withdrawal';
import type { Catalogue } from '@fermata/prisma';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { startPriority } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';

export interface SweepDependencies {
  readonly catalogue: Pick<Catalogue, 'unfinished' | 'releaseContents' | 'releases' | 'tracks'> & {
    readonly authority: Pick<Catalogue['authority'], 'considerCreation'>;
  };
  readonly client: Client;
  readonly log: Logger;
  readonly everyMs?: number;
  /** Before its first event a workflow may be about to be started by the process that has recorded the request. */
  readonly graceMs?: number;
}

const [EVERY_MS, GRACE_MS] = [60_000, 60_000];
const TIMEOUT_MS = 10_000;
/** The number of one kind that one sweep examines; the next sweep goes on after them. */
const PAGE = 200;

/** Something that a workflow should be working on. */
interface Unfinished {
  readonly key: string;
  readonly workflowId: string;
  /** Whether it has not ended on record. */
  readonly isOpen: boolean;
  /** Null: nothing can be started. */
  readonly prepare: () => Promise<Start | null>;
}

interface Start {
  readonly type: string;
  readonly projectId: string;
  readonly input: object;
  readonly title: string;
  readonly summary: string;
}

type Kind = (page: {
  after: string;
  requestedBefore: Date;
  limit: number;
}) => Promise<Unfinished[]>;

/**
 * Sweeps until the signal aborts: starts the workflow of each release that a person has created, of each amendment and
 * of each withdrawal that should run and does not, because an operator has terminated it, or the process died that had
 * recorded the request. Any number of processes may do so: Temporal runs one workflow with an id.
 */
export async function startMissingWorkflows(
  dependencies: SweepDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { log, everyMs = EVERY_MS, graceMs = GRACE_MS } = dependencies;
  const kinds = kindsOf(dependencies).map((kind) => ({ kind, after: '' }));
  while (!signal.aborted) {
    for (const each of kinds) {
      const requestedBefore = new Date(Date.now() - graceMs);
      try {
        const page = await each.kind({ after: each.after, requestedBefore, limit: PAGE });
        for (const unfinished of page) {
          if (signal.aborted) return;
          await startIfMissing(dependencies, unfinished);
        }
        each.after = page.length < PAGE ? '' : (page.at(-1)?.key ?? '');
      } catch (error) {
        log.warn({ err: error }, 'cannot look for missing workflows; the next sweep retries');
      }
    }
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

function kindsOf({ catalogue }: SweepDependencies): Kind[] {
  const { unfinished } = catalogue;
  return [
    async (page) =>
      (await unfinished.releases(page)).map(({ projectId, releaseId }) => ({
        ...{ key: releaseId, workflowId: workflowIds.release(releaseId), isOpen: true },
        prepare: () => prepareRelease(catalogue, projectId, releaseId),
      })),
    async (page) =>
      (await unfinished.amendments(page)).map((amendment) => ({
        ...{ key: amendment.releaseId, isOpen: true },
        workflowId: workflowIds.amendment(amendment.releaseId, amendment.metadataVersion),
        prepare: () => {
          const { projectId, releaseId, metadataVersion } = amendment;
          const summary = `Metadata version ${metadataVersion} of ${releaseId}`;
          return Promise.resolve({
            ...{ type: WORKFLOWS.amendment, projectId, input: amendment },
            ...{ title: releaseId, summary },
          });
        },
      })),
    async (page) =>
      (await unfinished.withdrawals(page)).map((withdrawal) => ({
        ...{ key: withdrawal.withdrawalId, isOpen: !withdrawal.failed },
        workflowId: workflowIds.withdrawal(withdrawal.withdrawalId),
        prepare: async () => {
          const sale = await saleOfRelease(catalogue, withdrawal);
          if (sale === null) return null;
          const { projectId, reason } = withdrawal;
          return {
            ...{ type: WORKFLOWS.withdrawal, projectId, title: sale.title },
            input: resumedWithdrawal(withdrawal, sale),
            summary: `Withdraw ${sale.title}: ${reason}`,
          };
        },
      })),
  ];
}

async function prepareRelease(
  { releaseContents, authority }: SweepDependencies['catalogue'],
  projectId: string,
  releaseId: string,
): Promise<Start | null> {
  const created = await releaseContents.find(projectId, releaseId);
  if (created === null || created.ended) return null;
  const { content, createdBy } = created;
  const { version } = await authority.considerCreation(projectId, content);
  if (version === null) return null;
  const { title, terms } = content;
  return {
    ...{ type: WORKFLOWS.release, projectId, title },
    input: createdReleaseInput({ projectId, releaseId, createdBy, content, version }),
    summary: `Release “${title}” to ${terms.partners.join(', ')}`,
  };
}

/** One that cannot be started does not block others. */
async function startIfMissing(
  { client, log }: Pick<SweepDependencies, 'client' | 'log'>,
  { workflowId, isOpen, prepare }: Unfinished,
): Promise<void> {
  try {
    if (!isMissing(await statusOf(client, workflowId), isOpen)) return;
    const start = await prepare();
    if (start === null) return;
    await startAgain(client, workflowId, start);
    log.warn({ workflowId }, 'a workflow did not run that should, and was started');
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return;
    log.warn({ err: error, workflowId }, 'cannot start a missing workflow; the next sweep retries');
  }
}

/**
 * Whether the workflow must be started. One that has failed was refused, on record. One that has completed has done
 * its work, also if it is no longer found: only what has not ended on record goes on then.
 */
const isMissing = (status: WorkflowExecutionStatusName | 'NOT_FOUND', isOpen: boolean): boolean =>
  status === 'NOT_FOUND'
    ? isOpen
    : status === 'TERMINATED' || status === 'TIMED_OUT' || status === 'CANCELLED';

async function statusOf(
  client: Client,
  workflowId: string,
): Promise<WorkflowExecutionStatusName | 'NOT_FOUND'> {
  try {
    const { status } = await client.withDeadline(Date.now() + TIMEOUT_MS, () =>
      client.workflow.getHandle(workflowId).describe(),
    );
    return status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'NOT_FOUND';
    throw error;
  }
}

async function startAgain(
  client: Client,
  workflowId: string,
  { type, projectId, input, title, summary }: Start,
): Promise<void> {
  // Search attributes are not encrypted.
  const isPublic = client.options.loadedDataConverter.payloadCodecs.length === 0;
  await client.withDeadline(Date.now() + TIMEOUT_MS, () =>
    client.workflow.start(type, {
      ...{ taskQueue: TASK_QUEUES.control, workflowId, args: [input], memo: { projectId } },
      priority: startPriority(projectId),
      staticSummary: shortened(escapeMarkdown(summary)),
      typedSearchAttributes: isPublic
        ? [{ key: searchAttributes.trackTitle, value: shortened(title) }]
        : [],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      workflowIdConflictPolicy: 'FAIL',
    }),
  );
}
