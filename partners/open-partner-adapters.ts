import { type HttpV1Timeouts, openHttpV1Adapter } from './http-v1/http-v1-adapter.ts';
import type { PartnerAdapter } from './partner-adapter.ts';
import type { PartnerConnections } from './partner-connections.ts';

/** One adapter for each configured partner, by the partner's name. All of them use http-v1. */
export const openPartnerAdapters = (
  connections: PartnerConnections,
  timeouts: HttpV1Timeouts = {},
): ReadonlyMap<string, PartnerAdapter> =>
  new Map(
    Object.entries(connections).map(([name, connection]) => [
      name,
      openHttpV1Adapter(connection, timeouts),
    ]),
  );
