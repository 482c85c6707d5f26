import { type HttpV1Timeouts, openHttpV1Adapter } from './http-v1/http-v1-adapter.ts';
import type { PartnerAdapter } from './partner-adapter.ts';
import type { PartnerConnection } from './partner-connections.ts';

/** The adapter of each protocol. */
const ADAPTERS: {
  readonly [K in PartnerConnection['kind']]: (
    connection: Extract<PartnerConnection, { kind: K }>,
    timeouts: HttpV1Timeouts,
  ) => PartnerAdapter;
} = {
  'http-v1': openHttpV1Adapter,
};

export const openPartnerAdapter = (
  connection: PartnerConnection,
  timeouts: HttpV1Timeouts = {},
): PartnerAdapter => ADAPTERS[connection.kind](connection, timeouts);
