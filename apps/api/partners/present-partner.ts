import type { PartnerCircuit, PartnerDetails } from '@fermata/contracts/http';
import { type Circuit, circuitState } from '@fermata/domain/partner';
import type { PartnerConnection } from '@fermata/partners';
import type { PartnerRecord } from '@fermata/prisma';

export function presentAdded(record: PartnerRecord, circuit: Circuit): PartnerDetails {
  const { partner, kind, url, status, requestsPerSecond, requirements, addedBy, addedAt } = record;
  return {
    ...{ partner, source: 'added', kind, url, status, requestsPerSecond, requirements },
    orders: record.orders,
    circuit: presentCircuit(circuit),
    previousSecretUntil: previousUntil(record),
    ...{ addedBy, addedAt },
  };
}

/** A partner of the environment. `connection`: as far as the API knows it. */
export const presentConfigured = (
  partner: string,
  connection: PartnerConnection | undefined,
  circuit: Circuit,
): PartnerDetails => ({
  partner,
  source: 'configured',
  kind: 'http-v1',
  url: connection?.url ?? null,
  status: 'active',
  requestsPerSecond: connection?.requestsPerSecond ?? null,
  requirements: {},
  orders: null,
  circuit: presentCircuit(circuit),
  previousSecretUntil: null,
  addedBy: null,
  addedAt: null,
});

/** Until when the previous secret is valid; null if it no longer is. */
export const previousUntil = ({ previousSecretUntil }: PartnerRecord): string | null =>
  previousSecretUntil !== null && Date.parse(previousSecretUntil) > Date.now()
    ? previousSecretUntil
    : null;

const presentCircuit = (circuit: Circuit): PartnerCircuit => ({
  state: circuitState(circuit, Date.now()),
  failures: circuit.failures,
  failingSince: instantOf(circuit.failingSince),
  nextProbeAt: instantOf(circuit.probeAt),
  detail: circuit.detail,
});

const instantOf = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString();
