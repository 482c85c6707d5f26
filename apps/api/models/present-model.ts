import type { ModelView } from '@fermata/contracts/http';
import { modelIdOf, type ModelManifest } from '@fermata/contracts/values';
import { type ModelStatus, possibleModelActions } from '@fermata/domain/model';
import type { Principal } from '../http/principal.ts';

export function presentModel(
  manifest: ModelManifest,
  status: ModelStatus,
  { roles }: Pick<Principal, 'roles'>,
): ModelView {
  const { state, life, recall } = status;
  return {
    id: modelIdOf(manifest),
    ...manifest,
    state,
    sharePercent: life?.sharePercent ?? null,
    reason: recall?.reason ?? life?.reason ?? null,
    changedBy: life?.changedBy ?? null,
    changedAt: life?.changedAt ?? null,
    recallId: recall?.recallId ?? null,
    allowedActions: roles.includes('operations') ? possibleModelActions(manifest, status) : [],
  };
}
