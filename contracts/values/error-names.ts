/**
 * The names of errors that a retry would meet again. The classes take their names from here, and so
 * do Temporal's retry policies, which know an error by its name.
 */
export const FINAL_ERRORS = {
  engine: 'EngineError',
  unknownGenerator: 'UnknownGeneratorError',
  assetNotFound: 'AssetNotFoundError',
  assetCorrupted: 'AssetCorruptedError',
  /** zod's own class. */
  invalid: 'ZodError',
} as const;
