import { Inject, Injectable } from '@nestjs/common';
import type { Brief } from '@fermata/contracts/values';
import { ModelCircuit } from '@fermata/domain/model';
import {
  CALL_ERRORS,
  type MeaningReader,
  type NoteReader,
  type LanguageModel as OpenedModel,
  openLanguageModel,
} from '@fermata/models';
import { postPinned } from '@fermata/partners';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';

/** In the ledger: a brief of which no track has been made. */
const NO_TRACK = 'none';

/**
 * The configured language model, for briefs and notes that people want to see understood. The worker finds its answers
 * when it interprets the same brief. `clientGone` cancels a call.
 */
@Injectable()
export class LanguageModel {
  readonly #model: OpenedModel | null;

  constructor(
    @Inject(CATALOGUE) catalogue: Pick<Catalogue, 'steps' | 'costs'>,
    @Inject(CONFIG) { languageModel }: Pick<ApiConfig, 'languageModel'>,
  ) {
    this.#model =
      languageModel &&
      openLanguageModel(languageModel, {
        post: postPinned,
        records: catalogue,
        circuit: new ModelCircuit(CALL_ERRORS),
      });
  }

  /** Undefined if none is configured, or none reads this brief. */
  briefReader(projectId: string, brief: Brief, clientGone: AbortSignal): MeaningReader | undefined {
    return this.#model?.briefReader(brief, { projectId, trackId: NO_TRACK }, clientGone);
  }

  noteReader(
    use: { readonly projectId: string; readonly trackId: string },
    clientGone: AbortSignal,
  ): NoteReader | undefined {
    return this.#model?.noteReader(use, clientGone);
  }
}
