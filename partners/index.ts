export { classifyPartnerFailure, isOutage, PARTNER_ERRORS } from './classify-partner-failure.ts';
export { connectionOf, type ManagedPartner, sealedNames } from './managed-connection.ts';
export { openPartnerAdapter } from './open-partner-adapter.ts';
export type {
  Confirmed,
  Delivered,
  FetchedMessage,
  MessageReceiver,
  PartnerAdapter,
  PartnerCallContext,
  ReservationState,
  Reserved,
  UsagePage,
  UsageReport,
  TakenDown,
} from './partner-adapter.ts';
export {
  type HttpV1Connection,
  type PartnerConnection,
  type PartnerConnections,
  partnersFromEnvironment,
} from './partner-connections.ts';
export { ForbiddenTargetError, openPinnedAgent, type Resolve } from './pinned-agent.ts';
export { type PartnerFailure, PartnerRequestError } from './partner-request-error.ts';
export { postPinned } from './post-pinned.ts';
export { requestPinned } from './request-pinned.ts';
export { CircuitOpenError, type Circuits, throughCircuit } from './through-circuit.ts';
export { UnsupportedFileError } from './unsupported-file-error.ts';
