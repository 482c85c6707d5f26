import type { LanguageModelSettings } from '@fermata/contracts/settings';
import { canonicalSha256, ModelManifest, money } from '@fermata/contracts/values';

/** The configured language model for the registry. Its digest is that of its API and name: nobody sees its file. */
export const languageModelManifest = ({
  api,
  model,
  priceMicros,
  timeoutMs,
}: Pick<LanguageModelSettings, 'api' | 'model' | 'priceMicros' | 'timeoutMs'>): ModelManifest =>
  ModelManifest.parse({
    ...{ name: model, version: api, sha256: canonicalSha256({ api, model }) },
    purpose:
      'Reads words of a brief or a note that nothing else understands, by calling a function.',
    ...{ modality: 'text', tier: 'standard' },
    licence: 'the terms of its provider',
    commercialUse: true,
    trainingData:
      'As its provider documents it. It only chooses fields of an intent, or edits; none of its output is heard.',
    ...{ price: money(priceMicros), latencyMs: timeoutMs, place: 'remote', essential: false },
    card: 'docs/models/language-model.md',
  });
