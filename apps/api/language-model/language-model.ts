import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { LanguageModelSettings } from '@fermata/contracts/settings';
import { money, stepKey } from '@fermata/contracts/values';
import { mayAskLanguageModel, ZERO } from '@fermata/domain/cost';
import { ModelCircuit, ModelPausedError } from '@fermata/domain/model';
import {
  ASK_STEP,
  type AskedText,
  type MeaningReader,
  type NoteReader,
  openRemoteModel,
  ReadEdits,
  ReadingFailedError,
  ReadWishes,
  type RemoteModel,
  RemoteModelError,
} from '@fermata/models';
import { postPinned } from '@fermata/partners';
import type { Catalogue } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';

/** Of an answer, which is a call with short arguments. */
const MAX_BYTES = 256 * 1024;
/** In the ledger: a brief of which no track has been made. */
const NO_TRACK = 'none';

/**
 * The configured language model, for briefs and notes that people want to see understood. A project asks once about a
 * text: the answer is the cached step that the worker finds when it interprets the same brief.
 */
@Injectable()
export class LanguageModel {
  readonly #remote: RemoteModel | null;
  readonly #settings: LanguageModelSettings | null;
  readonly #circuit = new ModelCircuit((error) => error instanceof RemoteModelError);

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'steps' | 'costs' | 'budgets'>,
    @Inject(CONFIG) { languageModel }: Pick<ApiConfig, 'languageModel'>,
  ) {
    this.#settings = languageModel;
    this.#remote =
      languageModel &&
      openRemoteModel(languageModel, (request) =>
        postPinned(request, { allowedHosts: languageModel.allowedHosts, maxBytes: MAX_BYTES }),
      );
  }

  /** Undefined if none is configured. A track from a preview sounds like it, so its brief is not sent. */
  briefReader(projectId: string): MeaningReader | undefined {
    const remote = this.#remote;
    return (
      remote?.model && {
        model: remote.model,
        read: async ({ text, preview }, words) =>
          preview
            ? []
            : remote.meaningsOf(
                text,
                words,
                await this.#askOnce(projectId, NO_TRACK, { text }, ReadWishes, (signal) =>
                  remote.ask(text, signal),
                ),
              ),
      }
    );
  }

  noteReader(projectId: string, trackId: string): NoteReader | undefined {
    const remote = this.#remote;
    return (
      remote?.model && {
        model: remote.model,
        read: async (note) =>
          remote.editsOf(
            note,
            await this.#askOnce(projectId, trackId, { note }, ReadEdits, (signal) =>
              remote.askNote(note, signal),
            ),
          ),
      }
    );
  }

  async #askOnce<Answer>(
    projectId: string,
    trackId: string,
    asked: AskedText,
    schema: z.ZodType<Answer>,
    ask: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    const settings = this.#settings;
    if (!settings) throw new ReadingFailedError('is not configured');
    const { api, model, priceMicros } = settings;
    const key = stepKey({ ...ASK_STEP, inputs: { api, model, ...asked } });
    const cached = schema.safeParse((await this.catalogue.steps.find(projectId, key))?.result);
    if (cached.success) return cached.data;
    await this.#assertBudget(projectId, settings);
    const record = (failed: boolean): Promise<void> =>
      this.catalogue.costs.record({
        ...{ projectId, trackId, step: ASK_STEP.name, failed, cacheHit: false },
        // A call that failed is charged, and may be made again.
        stepKey: `${trackId}/understand/${key}${failed ? `/${randomUUID()}` : ''}`,
        ...{ cpuSeconds: 0, modelSeconds: 0, audioSeconds: 0, bytesStored: 0, savedCpuSeconds: 0 },
        ...{ savedPrice: ZERO, price: money(priceMicros) },
      });
    try {
      const answer = await this.#circuit.through(() => ask(new AbortController().signal));
      await record(false);
      await this.catalogue.steps.save({
        ...{ projectId, key, step: ASK_STEP.name, version: ASK_STEP.version, result: answer },
        ...{ assets: [], bytes: 0, cpuSeconds: 0, modelSeconds: 0 },
      });
      return answer;
    } catch (error) {
      if (error instanceof ModelPausedError)
        throw new ReadingFailedError(error.message, { cause: error });
      if (!(error instanceof RemoteModelError)) throw error;
      await record(true);
      throw new ReadingFailedError(error.message, { cause: error });
    }
  }

  async #assertBudget(projectId: string, settings: LanguageModelSettings): Promise<void> {
    const budget = await this.catalogue.budgets.state(projectId);
    const { rows } = await this.catalogue.costs.report(projectId, {
      ...{ from: budget.day, to: budget.day },
      by: 'step',
    });
    const asked = rows.find((row) => row.key === ASK_STEP.name)?.price.micros ?? 0;
    if (!mayAskLanguageModel(budget, asked, settings))
      throw new ReadingFailedError('is not asked any more today, as its budget is spent');
  }
}
