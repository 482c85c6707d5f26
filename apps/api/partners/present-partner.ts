import type { LastPing, PartnerCircuit, PartnerDetails } from '@fermata/contracts/http';
import { type Circuit, circuitState } from '@fermata/domain/partner';
import type { PartnerConnection } from '@fermata/partners';
import type { PartnerPause, PartnerPingRecord, PartnerRecord } from '@fermata/prisma';

/** The state of a partner beside its own row. */
export interface PartnerFacts {
  readonly circuit: Circuit;
  /** Of a configured partner. Undefined: the project has never paused it. */
  readonly pause: PartnerPause | undefined;
  /** Undefined: the project has never pinged it. */
  readonly ping: PartnerPingRecord | undefined;
}

export function presentAdded(record: PartnerRecord, facts: PartnerFacts): PartnerDetails {
  const { partner, kind, url, status, requestsPerSecond, requirements, addedBy, addedAt } = record;
  return {
    ...{ partner, source: 'added', kind, url, status, requestsPerSecond, requirements },
    orders: record.orders,
    ...presentFacts(facts),
    previousSecretUntil: previousUntil(record),
    ...{ addedBy, addedAt },
  };
}

/** A partner of the environment. `connection`: the part that the API knows. */
export const presentConfigured = (
  partner: string,
  connection: PartnerConnection | undefined,
  facts: PartnerFacts,
): PartnerDetails => ({
  partner,
  source: 'configured',
  kind: 'http-v1',
  url: connection?.url ?? null,
  status: facts.pause?.status ?? 'active',
  requestsPerSecond: connection?.requestsPerSecond ?? null,
  requirements: {},
  orders: null,
  ...presentFacts(facts),
  previousSecretUntil: null,
  addedBy: null,
  addedAt: null,
});

/** Until when the previous secret is valid; null if it no longer is. */
export const previousUntil = ({ previousSecretUntil }: PartnerRecord): string | null =>
  previousSecretUntil !== null && Date.parse(previousSecretUntil) > Date.now()
    ? previousSecretUntil
    : null;

const presentFacts = ({ circuit, ping }: PartnerFacts) => ({
  circuit: presentCircuit(circuit),
  lastPing: ping === undefined ? null : presentPing(ping),
});

const presentPing = ({ pingedAt, pingedBy, ...outcome }: PartnerPingRecord): LastPing => {
  const { reachable, detail, durationMs } = outcome;
  return { at: pingedAt, by: pingedBy, reachable, detail, durationMs };
};

const presentCircuit = (circuit: Circuit): PartnerCircuit => ({
  state: circuitState(circuit, Date.now()),
  failures: circuit.failures,
  failingSince: instantOf(circuit.failingSince),
  nextProbeAt: instantOf(circuit.probeAt),
  detail: circuit.detail,
});

const instantOf = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString();
