import { z } from 'zod';
import { Sha256 } from '../values/ids.ts';
import { CanaryShare, ModelName, ModelVersion } from '../values/model.ts';

const model = {
  name: ModelName,
  version: ModelVersion,
  /** Of the model that the person has decided about. */
  sha256: Sha256.nullable(),
  reason: z.string(),
};

/**
 * Stream `model/mdl_…` of one version of a model in one project: written by the API, for a person. A project decides
 * for itself. A recall of the model has a stream of its own.
 */
export const MODEL_EVENTS = {
  'model.canary-started': z.object({ ...model, sharePercent: CanaryShare }),
  'model.activated': z.object(model),
  'model.deprecated': z.object(model),
} as const;
