/**
 * The names of errors that recur on every retry. The error classes and Temporal's retry policies,
 * which identify errors by name, both use them.
 */
export const FINAL_ERRORS = {
  engine: 'EngineError',
  unknownGenerator: 'UnknownGeneratorError',
  assetNotFound: 'AssetNotFoundError',
  assetCorrupted: 'AssetCorruptedError',
  /** zod's own class. */
  invalid: 'ZodError',
} as const;
