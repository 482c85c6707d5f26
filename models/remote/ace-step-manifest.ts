import { canonicalSha256, ModelManifest, money } from '@fermata/contracts/values';
import type { AudioServiceSettings } from './call-audio-service.ts';

/** An ACE-Step server. Amounts in millionths of a euro. */
export interface AceStepSettings extends AudioServiceSettings {
  /** As its list of models names it. */
  readonly model: string;
  /** Of one job: what its operator charges for it. */
  readonly priceMicros: number;
  /** Of a submission and of a question about a job. */
  readonly timeoutMs: number;
  readonly fetchTimeoutMs: number;
  /** From the submission to the audio. */
  readonly jobTimeoutMs: number;
}

/**
 * For the registry. Its digest is that of API and model, as nobody here sees its files. Its place is remote even at a
 * loopback address, which can lead to another machine.
 */
export const aceStepManifest = ({
  model,
  priceMicros,
  jobTimeoutMs,
}: Pick<AceStepSettings, 'model' | 'priceMicros' | 'jobTimeoutMs'>): ModelManifest =>
  ModelManifest.parse({
    ...{ name: model, version: 'ace-step-1.5' },
    sha256: canonicalSha256({ api: 'ace-step-1.5', model }),
    purpose: 'Makes the audio of a whole track from a description, with or without vocals.',
    ...{ modality: 'audio', tier: 'standard', licence: 'MIT', commercialUse: true },
    trainingData:
      'Licensed, royalty-free and synthetic data, as its authors state. Nobody here has verified it.',
    ...{ price: money(priceMicros), latencyMs: jobTimeoutMs, place: 'remote', essential: false },
    startsAs: 'draft',
    card: 'docs/models/ace-step.md',
  });
