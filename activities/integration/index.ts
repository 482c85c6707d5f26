export { createIntegrationActivities } from './create-integration-activities.ts';
export type { IntegrationActivities, IntegrationDeps } from './create-integration-activities.ts';
export { partnersFromEnvironment } from './partner-connections.ts';
export type { PartnerConnection, PartnerConnections } from './partner-connections.ts';
export type { AskPartnerInput, ConfirmInput, Confirmed, DeliverInput, Delivered, FindReservationsInput, PartnerState, Reserved, ReserveInput, TakeDownInput, TakenDown } from './payloads.ts';
export { PARTNER_ERRORS, sortPartnerError } from './sort-partner-error.ts';
