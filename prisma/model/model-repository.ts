import type { EventData, NewEvent } from '@fermata/contracts/events';
import { modelIdOf } from '@fermata/contracts/values';
import type { ModelDecisions, ModelLife } from '@fermata/domain/model';
import { appendIfFree } from '../events/append-if-free.ts';
import type { EventStore } from '../events/event-store.ts';
import type { PrismaClient } from '../generated/client.ts';
import { modelStream } from '../projection/model-stream.ts';
import type { RowOf } from '../projection/projection.ts';
import { activeRecalls } from '../recall/recall-of-version.ts';
import { modelTable, remoteModelsTable } from './model-row.ts';

export type RemoteModelsRecord = Omit<RowOf<typeof remoteModelsTable>, 'projectId'>;

type ModelEvent = 'model.canary-started' | 'model.activated' | 'model.deprecated';

/** What a person of a project decides about a version of a model. */
export type ModelDecision = {
  [T in ModelEvent]: {
    readonly type: T;
    readonly data: EventData<T>;
    readonly projectId: string;
    readonly actor: string;
  };
}[ModelEvent];

/** The decisions of projects about models. The models themselves are in the registry of `models`. */
export interface ModelRepository {
  /** Everything that decides whether a model may work for the project. */
  decisions(projectId: string): Promise<ModelDecisions>;
  /** Null: nobody has decided yet. */
  remote(projectId: string): Promise<RemoteModelsRecord | null>;
  /**
   * Appends the event after the `sequence` that its author has read, 0 for none. False if there is another event by
   * now: read again.
   */
  decide(decision: ModelDecision, sequence: number): Promise<boolean>;
}

export function createModelRepository(
  prisma: PrismaClient,
  events: Pick<EventStore, 'append'>,
): ModelRepository {
  async function remote(projectId: string): Promise<RemoteModelsRecord | null> {
    const row = await prisma.remoteModels.findUnique({ where: { projectId } });
    return row && remoteModelsTable.row.omit({ projectId: true }).parse(row);
  }

  async function lives(projectId: string): Promise<ReadonlyMap<string, ModelLife>> {
    const rows = await prisma.model.findMany({ where: { projectId } });
    return new Map(
      rows.map((row) => {
        const { name, version, projectId: _projectId, ...life } = modelTable.row.parse(row);
        return [modelIdOf({ name, version }), life];
      }),
    );
  }

  return {
    remote,

    async decisions(projectId) {
      const [ofModels, recalls, setting] = await Promise.all([
        lives(projectId),
        activeRecalls(prisma, projectId),
        remote(projectId),
      ]);
      return { lives: ofModels, recalls, remote: setting ?? { allowed: true, reason: null } };
    },

    decide: (decision, sequence) =>
      appendIfFree(events, {
        ...decision,
        ...{ stream: modelStream(decision.projectId, decision.data), sequence: sequence + 1 },
        ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
      } satisfies NewEvent),
  };
}
