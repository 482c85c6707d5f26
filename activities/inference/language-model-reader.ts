import type { LanguageModelSettings } from '@fermata/contracts/settings';
import { money } from '@fermata/contracts/values';
import { mayAskLanguageModel } from '@fermata/domain/cost';
import { type ModelCircuit, ModelPausedError } from '@fermata/domain/model';
import {
  ASK_STEP,
  type MeaningReader,
  ReadingFailedError,
  ReadWishes,
  type RemoteModel,
  RemoteModelError,
} from '@fermata/models';
import type { Catalogue } from '@fermata/prisma';
import { runStep, type Step, type StepDeps } from '../steps/run-step.ts';
import type { VersionRef } from '../steps/version-ref.ts';
import type { WorkContext } from '../steps/with-heartbeat.ts';

/** A configured language model with its price and its budget. */
export interface LanguageModel {
  readonly remote: RemoteModel;
  readonly circuit: ModelCircuit;
  readonly settings: Pick<
    LanguageModelSettings,
    'api' | 'model' | 'priceMicros' | 'dayBudgetMicros' | 'timeoutMs'
  >;
}

export interface LanguageModelDeps extends StepDeps {
  readonly catalogue: Pick<Catalogue, 'steps' | 'costs'> & {
    readonly budgets: Catalogue['budgets'];
  };
}

/**
 * Asks the language model about the words of one track's brief, at the end of the chain. A project asks once about a
 * text: the answer is a cached step, so a retry and a second track cost nothing.
 * A track from a preview sounds like it, so its brief is not sent.
 */
export function languageModelReader(
  deps: LanguageModelDeps,
  { remote, settings, circuit }: LanguageModel,
  use: VersionRef,
  watch: WorkContext,
): MeaningReader {
  const reader: MeaningReader = {
    model: remote.model,
    async read({ text, preview }, words) {
      if (preview) return [];
      try {
        const answer = await runStep(deps, use, askStep(text), watch);
        return remote.meaningsOf(text, words, answer);
      } catch (error) {
        if (!(error instanceof RemoteModelError || error instanceof ModelPausedError)) throw error;
        throw new ReadingFailedError(error.message, { cause: error });
      }
    },
  };

  const askStep = (text: string): Step<ReadWishes> => ({
    ...ASK_STEP,
    label: 'brief',
    inputs: { api: settings.api, model: settings.model, text },
    result: ReadWishes,
    async compute({ signal, onPrice }) {
      await assertBudget();
      return circuit.through(() => {
        // A call that fails may have been charged.
        onPrice(money(settings.priceMicros));
        return remote.ask(text, signal);
      });
    },
    assets: () => [],
    audioSeconds: () => 0,
  });

  async function assertBudget(): Promise<void> {
    const { budgets, costs } = deps.catalogue;
    const state = await budgets.state(use.projectId);
    const { rows } = await costs.report(use.projectId, {
      ...{ from: state.day, to: state.day },
      by: 'step',
    });
    const asked = rows.find(({ key }) => key === ASK_STEP.name)?.price.micros ?? 0;
    if (!mayAskLanguageModel(state, asked, settings))
      throw new ReadingFailedError('is not asked any more today, as its budget is spent');
  }

  return reader;
}
