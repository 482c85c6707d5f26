export { classifyPartnerFailure, PARTNER_ERRORS } from './classify-partner-failure.ts';
export { openPartnerAdapters } from './open-partner-adapters.ts';
export type {
  Confirmed,
  Delivered,
  PartnerAdapter,
  PartnerCallContext,
  PartnerState,
  Reserved,
  TakenDown,
} from './partner-adapter.ts';
export {
  type PartnerConnection,
  type PartnerConnections,
  partnersFromEnvironment,
} from './partner-connections.ts';
export { type PartnerFailure, PartnerRequestError } from './partner-request-error.ts';
export { UnsupportedFileError } from './unsupported-file-error.ts';
