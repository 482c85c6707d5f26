/** A recipe names a generator that is not available. */
export class UnknownGeneratorError extends Error {
  override readonly name = 'UnknownGeneratorError';
}
