/**
 * The names of errors that recur on every retry. The error classes and Temporal's retry policies,
 * which identify errors by name, both use them.
 */
export const FINAL_ERRORS = {
  engine: 'EngineError',
  unknownGenerator: 'UnknownGeneratorError',
  assetNotFound: 'AssetNotFoundError',
  assetCorrupted: 'AssetCorruptedError',
  invalidEvent: 'InvalidEventError',
  sequenceConflict: 'SequenceConflictError',
  identifierRangeExhausted: 'IdentifierRangeExhaustedError',
  offerReferenceConflict: 'OfferReferenceConflictError',
  recalled: 'RecalledError',
  usageConflict: 'UsageConflictError',
  noCanonicalForm: 'NoCanonicalFormError',
  /** zod's own class. */
  invalid: 'ZodError',
  /** Prisma's own class: a query that Prisma refuses. */
  invalidQuery: 'PrismaClientValidationError',
} as const;
