import type { LanguageModelSettings } from '@fermata/contracts/settings';
import type { ModelManifest } from '@fermata/contracts/values';
import { grammarManifest } from './grammar-manifest.ts';
import { languageModelManifest } from './language-model-manifest.ts';
import { textEncoderManifest } from './text-encoder-manifest.ts';
import { theoryManifest } from './theory-manifest.ts';

type ConfiguredModel = Pick<LanguageModelSettings, 'api' | 'model' | 'priceMicros' | 'timeoutMs'>;

/** Every model that this installation can use. The decisions of each project about them are in the catalogue. */
export const registeredModels = (languageModel?: ConfiguredModel | null): ModelManifest[] => [
  ...[theoryManifest, grammarManifest, textEncoderManifest],
  ...(languageModel ? [languageModelManifest(languageModel)] : []),
];
