import { FINAL_ERRORS } from '@fermata/contracts/values';

/** A recipe names a generator that is not available. */
export class UnknownGeneratorError extends Error {
  override readonly name = FINAL_ERRORS.unknownGenerator;
}
