import {
  cleanText,
  type ModelChoice,
  modelIdOf,
  type ModelManifest,
  type NamedModel,
  type RemoteModels,
  sha256Hex,
} from '@fermata/contracts/values';
import type { ActiveRecall } from '../recall/recall-rules.ts';
import { type ModelLife, modelStatus } from './model-life.ts';

/** The decisions of one project about models. */
export interface ModelDecisions {
  /** By the id of the model, `<name>@<version>`. */
  readonly lives: ReadonlyMap<string, ModelLife>;
  readonly recalls: readonly ActiveRecall[];
  readonly remote: RemoteModels;
}

const MAX_REASON = 300;

/** Whether a request is in the share of a canary: always the same for the same request. */
export const isInShare = (model: NamedModel, request: string, sharePercent: number): boolean =>
  (Number.parseInt(sha256Hex(`${modelIdOf(model)}\n${request}`).slice(0, 8), 16) / 2 ** 32) * 100 <
  sharePercent;

/** Whether a model may work on a request of the project. `request`: its text. */
export function chooseModel(
  model: NamedModel,
  manifests: readonly ModelManifest[],
  { lives, recalls, remote }: ModelDecisions,
  request: string,
): ModelChoice {
  const { name, version } = model;
  const id = modelIdOf(model);
  const manifest = manifests.find((each) => modelIdOf(each) === id);
  if (manifest === undefined) return { name, version, used: false, reason: 'is not registered' };
  const { state, life, recall } = modelStatus(manifest, lives.get(id) ?? null, recalls);
  const choice = (used: boolean, reason: string): ModelChoice => ({
    ...{ name, version, state, used },
    reason: cleanText(reason, MAX_REASON),
  });
  if (recall !== null) return choice(false, `is recalled (${recall.recallId}): ${recall.reason}`);
  if (state === 'draft') return choice(false, 'is a draft');
  if (state === 'deprecated') return choice(false, `is deprecated: ${life?.reason ?? ''}`);
  if (manifest.place === 'remote' && !remote.allowed)
    return choice(
      false,
      `runs on another machine, which the project does not allow: ${remote.reason ?? ''}`,
    );
  if (state !== 'canary') return choice(true, 'is active');
  const { sharePercent } = life ?? {};
  const isUsed = isInShare(model, request, sharePercent ?? 0);
  return choice(
    isUsed,
    `is a canary for ${sharePercent ?? 0} % of the texts, and this one is ${isUsed ? '' : 'not '}among them`,
  );
}
