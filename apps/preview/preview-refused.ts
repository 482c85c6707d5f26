import type { PreviewRefusal } from '@fermata/contracts';

/** No preview is made, and why. */
export class PreviewRefused extends Error {
  override readonly name = 'PreviewRefused';
  readonly refusal: PreviewRefusal;

  constructor(refusal: PreviewRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}
