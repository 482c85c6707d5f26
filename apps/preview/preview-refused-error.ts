import type { PreviewRefusal } from '@fermata/contracts/http';

/** No preview is made, and why. The API has an error of the same name for the other end of the wire: the two rooms share `contracts` alone, and errors are no contract. */
export class PreviewRefusedError extends Error {
  override readonly name = 'PreviewRefusedError';
  readonly refusal: PreviewRefusal;

  constructor(refusal: PreviewRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}
