import {
  MODEL_ACTIONS,
  type ModelAction,
  type ModelManifest,
  type ModelState,
} from '@fermata/contracts/values';
import type { ActiveRecall } from '../recall/recall-rules.ts';

/** The last decision of a person of the project about a model. */
export interface ModelLife {
  readonly state: Exclude<ModelState, 'recalled'>;
  /** Of a canary: percent of the briefs. */
  readonly sharePercent: number | null;
  readonly reason: string;
  readonly changedBy: string;
  readonly changedAt: string;
  /** Of its last event: the optimistic lock. */
  readonly sequence: number;
}

/** A model with the decisions of one project. */
export interface ModelStatus {
  readonly state: ModelState;
  readonly life: ModelLife | null;
  readonly recall: ActiveRecall | null;
}

/** A recall comes before every other state. Until a person decides, a model has the state of its manifest. */
export function modelStatus(
  { name, version, startsAs }: Pick<ModelManifest, 'name' | 'version' | 'startsAs'>,
  life: ModelLife | null,
  recalls: readonly ActiveRecall[],
): ModelStatus {
  const recall =
    recalls.find(
      ({ subject }) =>
        subject.kind === 'model' && subject.name === name && subject.version === version,
    ) ?? null;
  return { state: recall ? 'recalled' : (life?.state ?? startsAs ?? 'active'), life, recall };
}

/** The states that each command may start from; a command that changes nothing has no effect. */
const FROM: Readonly<Record<ModelAction, readonly ModelState[]>> = {
  activate: ['draft', 'canary', 'active', 'deprecated'],
  canary: ['draft', 'canary', 'active', 'deprecated'],
  deprecate: ['canary', 'active', 'deprecated'],
  recall: ['draft', 'canary', 'active', 'deprecated'],
};

/** Why a person cannot give the command now, or null. */
export function modelActionIssue(
  action: ModelAction,
  { essential, name, version }: Pick<ModelManifest, 'essential' | 'name' | 'version'>,
  { state, recall }: Pick<ModelStatus, 'state' | 'recall'>,
): string | null {
  const id = `${name}@${version}`;
  if (recall !== null)
    return `the model ${id} is recalled (${recall.recallId}): lift the recall first`;
  if (essential && (action === 'canary' || action === 'deprecate'))
    return `nothing else does the work of the model ${id}: it can only be recalled`;
  return FROM[action].includes(state) ? null : `a model that is ${state} cannot be deprecated`;
}

export const possibleModelActions = (
  manifest: Pick<ModelManifest, 'essential' | 'name' | 'version'>,
  status: ModelStatus,
): ModelAction[] =>
  MODEL_ACTIONS.filter(
    (action) =>
      modelActionIssue(action, manifest, status) === null &&
      !(action === 'activate' && status.state === 'active') &&
      !(action === 'deprecate' && status.state === 'deprecated'),
  );
