import type { PreviewFacts, PreviewPrompt, PreviewRefusal } from '@fermata/contracts/values';

/** The result of the preview service: the facts about a preview and its WAV. */
export interface MadePreview {
  readonly made: PreviewFacts;
  readonly wav: Uint8Array;
}

/** A preview of a project. Its id is derived from project, engine and prompt. */
export interface Preview {
  readonly previewId: string;
  readonly prompt: PreviewPrompt;
  readonly promptSha256: string;
  readonly made: PreviewFacts;
}

export interface PreviewWithAudio extends Preview, MadePreview {}

/** The preview service made no preview; `refusal` holds the reason. */
export class PreviewRefusedError extends Error {
  override readonly name = 'PreviewRefusedError';

  readonly refusal: PreviewRefusal;

  constructor(refusal: PreviewRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** Size in bytes of a preview's WAV: 16-bit stereo after a header of 44 bytes. */
export const wavByteLength = ({
  durationSeconds,
  sampleRate,
}: Pick<PreviewFacts, 'durationSeconds' | 'sampleRate'>): number =>
  44 + 4 * Math.round(durationSeconds * sampleRate);
