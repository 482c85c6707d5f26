import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type {
  CanaryRequest,
  ModelChange,
  ModelList,
  ModelRecallRequest,
  ModelView,
  RecallView,
} from '@fermata/contracts/http';
import { modelIdOf, type ModelManifest } from '@fermata/contracts/values';
import {
  modelActionIssue,
  type ModelDecisions,
  type ModelStatus,
  modelStatus,
} from '@fermata/domain/model';
import { registeredModels } from '@fermata/models';
import type { Catalogue, ModelDecision } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';
import { RecallService } from '../recalls/recall-service.ts';
import { presentModel } from './present-model.ts';

type Reason = z.infer<typeof ModelChange>;

/** The models of the installation, and the decisions of a project about them. */
@Injectable()
export class ModelService {
  readonly #manifests: readonly ModelManifest[];

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'models'>,
    @Inject(CONFIG) config: Pick<ApiConfig, 'languageModel'>,
    @Inject(RecallService) private readonly recalls: RecallService,
  ) {
    this.#manifests = registeredModels(config.languageModel);
  }

  async list(principal: Principal): Promise<ModelList> {
    const decisions = await this.catalogue.models.decisions(principal.projectId);
    return {
      items: this.#manifests.map((manifest) =>
        presentModel(manifest, statusOf(manifest, decisions), principal),
      ),
    };
  }

  async show(principal: Principal, id: string): Promise<ModelView> {
    const manifest = this.#find(id);
    return presentModel(manifest, await this.#status(principal, manifest), principal);
  }

  activate(principal: Principal, id: string, { reason }: Reason): Promise<ModelView> {
    const data = { ...this.#named(id), reason };
    return this.#decide({ type: 'model.activated', data, ...by(principal) }, principal);
  }

  startCanary(
    principal: Principal,
    id: string,
    { reason, sharePercent }: z.infer<typeof CanaryRequest>,
  ): Promise<ModelView> {
    const data = { ...this.#named(id), reason, sharePercent };
    return this.#decide({ type: 'model.canary-started', data, ...by(principal) }, principal);
  }

  deprecate(principal: Principal, id: string, { reason }: Reason): Promise<ModelView> {
    const data = { ...this.#named(id), reason };
    return this.#decide({ type: 'model.deprecated', data, ...by(principal) }, principal);
  }

  /** The state follows from the recall, so that there is one record of it. */
  recall(
    principal: Principal,
    key: string,
    id: string,
    request: z.infer<typeof ModelRecallRequest>,
  ): Promise<RecallView> {
    const { name, version } = this.#find(id);
    const subject = { kind: 'model', name, version } as const;
    return this.recalls.start(principal, key, { subject, ...request });
  }

  /** A repeat changes nothing, and appends no event. Another share of a canary is another decision. */
  async #decide(decision: ModelDecision, principal: Principal): Promise<ModelView> {
    const id = modelIdOf(decision.data);
    const manifest = this.#find(id);
    const status = await this.#status(principal, manifest);
    const { action, state } = COMMANDS[decision.type];
    const issue = modelActionIssue(action, manifest, status);
    if (issue !== null) throw refused(issue, status.recall === null ? 'not-now' : 'recalled');
    const sharePercent = 'sharePercent' in decision.data ? decision.data.sharePercent : null;
    if (status.state === state && (status.life?.sharePercent ?? null) === sharePercent)
      return presentModel(manifest, status, principal);
    if (!(await this.catalogue.models.decide(decision, status.life?.sequence ?? 0)))
      throw refused(`the model ${id} was changed at the same time: look at it again`, 'stale');
    return this.show(principal, id);
  }

  #named(id: string): Pick<ModelManifest, 'name' | 'version' | 'sha256'> {
    const { name, version, sha256 } = this.#find(id);
    return { name, version, sha256 };
  }

  #find(id: string): ModelManifest {
    const manifest = this.#manifests.find((each) => modelIdOf(each) === id);
    if (manifest) return manifest;
    throw new ProblemException('not-found', `there is no model ${id}`);
  }

  async #status({ projectId }: Principal, manifest: ModelManifest): Promise<ModelStatus> {
    return statusOf(manifest, await this.catalogue.models.decisions(projectId));
  }
}

/** The command of each decision, and the state that it leads to. */
const COMMANDS = {
  'model.activated': { action: 'activate', state: 'active' },
  'model.canary-started': { action: 'canary', state: 'canary' },
  'model.deprecated': { action: 'deprecate', state: 'deprecated' },
} as const satisfies Record<ModelDecision['type'], object>;

const by = ({ projectId, actor }: Principal) => ({ projectId, actor });

const statusOf = (manifest: ModelManifest, { lives, recalls }: ModelDecisions): ModelStatus =>
  modelStatus(manifest, lives.get(modelIdOf(manifest)) ?? null, recalls);

const refused = (detail: string, reason: 'not-now' | 'recalled' | 'stale'): ProblemException =>
  new ProblemException('refused', detail, { reason });
