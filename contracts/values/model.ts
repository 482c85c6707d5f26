import { z } from 'zod';
import { Sha256 } from './ids.ts';
import { Money } from './money.ts';
import { plainLine, plainText } from './plain-text.ts';

export const ModelName = z
  .string()
  .regex(/^[\w.:/-]{1,100}$/, 'the name of a model has 1 to 100 of a-z, 0-9 and "_.:/-"');

export const ModelVersion = z
  .string()
  .regex(/^[\w.:-]{1,60}$/, 'the version of a model has 1 to 60 of a-z, 0-9 and "_.:-"');

/** `<name>@<version>`: the same model with other weights is another version. */
export const ModelId = z
  .string()
  .regex(/^[\w.:/-]{1,100}@[\w.:-]{1,60}$/, 'a model id is its name, "@" and its version');

export interface NamedModel {
  readonly name: string;
  readonly version: string;
}

export const modelIdOf = ({ name, version }: NamedModel): string => `${name}@${version}`;

/** Outside of its states, a model is as its author describes it. */
export const ModelManifest = z.strictObject({
  name: ModelName,
  version: ModelVersion,
  /**
   * Of the file, or of API and name of a remote model. Null: its code is part of the sound engine or of this build,
   * and recipes name the digest of the engine.
   */
  sha256: Sha256.nullable(),
  /** One sentence. */
  purpose: plainLine(200),
  modality: z.enum(['text', 'score', 'audio', 'listen']),
  /** What its work is good enough for. */
  tier: z.enum(['sketch', 'standard', 'studio']),
  /** An SPDX identifier, or a name. */
  licence: plainLine(100),
  commercialUse: z.boolean(),
  /** What it was trained on, with the right to do so. */
  trainingData: plainText(500),
  /** Of one call. */
  price: Money,
  /** An answer takes at most so many milliseconds; a remote model is not waited for any longer. */
  latencyMs: z.int().positive(),
  place: z.enum(['this-machine', 'remote']),
  /** Nothing else does its work: it can be recalled, but neither limited nor deprecated. */
  essential: z.boolean(),
  /** Its state until a person decides. Absent: `active`. */
  startsAs: z.literal('draft').optional(),
  /** The path of its page in the repository. */
  card: z.string().regex(/^[\w./-]{1,200}\.md$/),
});

export type ModelManifest = z.infer<typeof ModelManifest>;

/**
 * `draft`: not used before a person decides. `canary`: used for a share of the briefs. `active`: used. `deprecated`:
 * not used for new work. `recalled`: never used.
 */
export const MODEL_STATES = ['draft', 'canary', 'active', 'deprecated', 'recalled'] as const;

export const ModelState = z.enum(MODEL_STATES);

export type ModelState = z.infer<typeof ModelState>;

/** In percent of the briefs. */
export const CanaryShare = z.int().min(1).max(99);

/** The commands of a person to a model. */
export const MODEL_ACTIONS = ['activate', 'canary', 'deprecate', 'recall'] as const;

export const ModelAction = z.enum(MODEL_ACTIONS);

export type ModelAction = z.infer<typeof ModelAction>;

/** Whether a model was asked about a brief. `reason` completes the sentence "it …". */
export const ModelChoice = z.object({
  name: z.string().max(120),
  version: z.string().max(120),
  /** Absent: it is not registered. */
  state: ModelState.optional(),
  used: z.boolean(),
  reason: z.string().min(1).max(300),
});

export type ModelChoice = z.infer<typeof ModelChoice>;

/** Whether the project lets models on other machines see its texts and music. */
export const RemoteModels = z.object({
  allowed: z.boolean(),
  /** Null: nobody has decided yet. */
  reason: z.string().nullable(),
});

export type RemoteModels = z.infer<typeof RemoteModels>;
