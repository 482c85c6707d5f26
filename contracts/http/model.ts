import { z } from 'zod';
import { ActorId, RecallId } from '../values/ids.ts';
import { CanaryShare, ModelAction, ModelId, ModelManifest, ModelState } from '../values/model.ts';
import { plainText } from '../values/plain-text.ts';

const Reason = plainText(200);

export const ModelChange = z.strictObject({ reason: Reason });

/** `sharePercent`: of the briefs, chosen by their text. */
export const CanaryRequest = z.strictObject({ reason: Reason, sharePercent: CanaryShare });

/** `expectedTracks`: as the dry run of the recall has counted them. */
export const ModelRecallRequest = z.strictObject({
  reason: Reason,
  expectedTracks: z.int().min(0),
});

export const ModelView = z
  .object({
    id: ModelId,
    ...ModelManifest.shape,
    state: ModelState,
    /** Of a canary. */
    sharePercent: CanaryShare.nullable(),
    /** Of the last change; null for a model that nobody has changed. */
    reason: z.string().nullable(),
    changedBy: ActorId.nullable(),
    changedAt: z.iso.datetime().nullable(),
    /** The recall in effect. */
    recallId: RecallId.nullable(),
    /** For this caller, now. */
    allowedActions: z.array(ModelAction),
  })
  .meta({ id: 'Model' });

export type ModelView = z.infer<typeof ModelView>;

export const ModelList = z.object({ items: z.array(ModelView) }).meta({ id: 'Models' });

export type ModelList = z.infer<typeof ModelList>;

export const RemoteModelsRequest = z.strictObject({ allowed: z.boolean(), reason: Reason });

export const RemoteModelsView = z
  .object({
    allowed: z.boolean(),
    /** Null with the other two: nobody has decided yet, and they are allowed. */
    reason: z.string().nullable(),
    setBy: ActorId.nullable(),
    setAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'RemoteModels' });

export type RemoteModelsView = z.infer<typeof RemoteModelsView>;
