import { Inject, Injectable } from '@nestjs/common';
import type { ModelManifest } from '@fermata/contracts/values';
import { chooseModel } from '@fermata/domain/model';
import { type ChooseModel, registeredModels } from '@fermata/models';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';

/** Which models may read a text of a project: the same answer as the worker's. */
@Injectable()
export class ModelChoices {
  readonly #manifests: readonly ModelManifest[];

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'models'>,
    @Inject(CONFIG) config: Pick<ApiConfig, 'languageModel'>,
  ) {
    this.#manifests = registeredModels(config.languageModel);
  }

  async chooserFor(projectId: string, text: string): Promise<ChooseModel> {
    const decisions = await this.catalogue.models.decisions(projectId);
    return (model) => chooseModel(model, this.#manifests, decisions, text);
  }
}
