import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { ModelChoice, ModelManifest } from '@fermata/contracts/values';
import { chooseModel, type ModelDecisions } from '@fermata/domain/model';
import { type ChooseModel, chooserAmong, registeredModels } from '@fermata/models';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { withTimeout } from '../http/with-timeout.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';

const MAX_PROJECTS = 2000;
/** For this long a preview trusts decisions that were read before; older ones are refreshed in the background. */
const FRESH_MS = 5_000;
const LOOKUP_TIMEOUT_MS = 25;

/** Which models may read a text of a project: the same answer as the worker's. */
@Injectable()
export class ModelChoices {
  readonly #manifests: readonly ModelManifest[];
  readonly #recent: LRUCache<string, ModelDecisions>;

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'models'>,
    @Inject(CONFIG) config: Pick<ApiConfig, 'languageModel'>,
  ) {
    this.#manifests = registeredModels(config.languageModel);
    this.#recent = new LRUCache({
      ...{ max: MAX_PROJECTS, ttl: FRESH_MS },
      ...{ allowStale: true, allowStaleOnFetchRejection: true, noDeleteOnFetchRejection: true },
      fetchMethod: (projectId: string) => catalogue.models.decisions(projectId),
    });
  }

  async chooserFor(projectId: string, text: string): Promise<ChooseModel> {
    const decisions = await this.catalogue.models.decisions(projectId);
    return (model) => chooseModel(model, this.#manifests, decisions, text);
  }

  /**
   * For a preview, which has no time to wait: the readers of its text that run on this machine. Empty if the catalogue
   * does not answer in time and never has; then all of them are used.
   */
  async forPreview(projectId: string, text: string): Promise<readonly ModelChoice[]> {
    const decisions = await withTimeout(
      LOOKUP_TIMEOUT_MS,
      this.#recent.fetch(projectId).catch(() => undefined),
    );
    if (decisions === 'late' || decisions === undefined) return [];
    return this.#manifests.flatMap((model) =>
      model.modality === 'text' && !model.essential && model.place === 'this-machine'
        ? [chooseModel(model, this.#manifests, decisions, text)]
        : [],
    );
  }

  async previewChooser(projectId: string, text: string): Promise<ChooseModel | undefined> {
    return chooserAmong(await this.forPreview(projectId, text));
  }
}
