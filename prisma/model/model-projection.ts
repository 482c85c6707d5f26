import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import { modelTable, remoteModelsTable } from './model-row.ts';

const STATES = {
  'model.canary-started': 'canary',
  'model.activated': 'active',
  'model.deprecated': 'deprecated',
} as const;

/** The state of a model in a project, from the newest event. */
export function projectModel(event: NewEvent): Change[] {
  const { projectId, type, data, actor: changedBy, occurredAt: changedAt, sequence } = event;
  switch (type) {
    case 'model.canary-started':
    case 'model.activated':
    case 'model.deprecated': {
      const { name, version, reason } = data;
      const sharePercent = type === 'model.canary-started' ? data.sharePercent : null;
      const set = { state: STATES[type], sharePercent, reason, changedBy, changedAt, sequence };
      return [modelTable.put({ projectId, name, version }, set)];
    }
    default:
      return [];
  }
}

/** Whether a project lets models on other machines see its texts and music, from the newest event. */
export function projectRemoteModels(event: NewEvent): Change[] {
  if (event.type !== 'remote-models.set') return [];
  const { projectId, actor: setBy, occurredAt: setAt, data } = event;
  return [remoteModelsTable.put({ projectId }, { ...data, setBy, setAt })];
}
