import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import type { CircuitSettings } from '@fermata/domain/partner';
import { CircuitOpenError, throughCircuit } from '@fermata/partners';
import type { PartnerCircuits } from '@fermata/prisma';

export interface CircuitDeps {
  readonly circuits: Pick<PartnerCircuits, 'admit' | 'record' | 'takeTurn'>;
  readonly circuitSettings?: CircuitSettings;
}

/** The type of the failure of a request that was not sent, because others wait for their turn. */
export const RATE_LIMITED = 'PartnerRateLimitedError';
/** While another call is the probe, the circuit may close at any moment. */
const MAX_CIRCUIT_WAIT_MS = 10_000;
/** A request that would wait longer for its turn is tried again later, so that it blocks no slot of the worker. */
const MAX_TURN_WAIT_MS = 20_000;

/**
 * Calls a partner through its circuit. While it is open, throws a failure that Temporal retries when the next probe is
 * due, and at the latest after a short pause.
 */
export async function callThroughCircuit<R>(
  { circuits, circuitSettings }: CircuitDeps,
  { partner, action }: { partner: string; action: string },
  work: () => Promise<R>,
): Promise<R> {
  try {
    return await throughCircuit(circuits, partner, work, circuitSettings);
  } catch (error) {
    if (!(error instanceof CircuitOpenError)) throw error;
    throw ApplicationFailure.create({
      type: 'PartnerCircuitOpenError',
      message: `${action} waits: ${error.message}`,
      nextRetryDelay: Math.min(error.waitMs, MAX_CIRCUIT_WAIT_MS),
    });
  }
}

/** Waits until the partner's rate limit allows one more request. Throws a failure that is retried later. */
export async function takeTurn(
  { circuits }: { readonly circuits: Pick<PartnerCircuits, 'takeTurn'> },
  { partner, requestsPerSecond }: { partner: string; requestsPerSecond: number },
  signal: AbortSignal,
): Promise<void> {
  const wait = await circuits.takeTurn(partner, requestsPerSecond, MAX_TURN_WAIT_MS);
  if (wait === null)
    throw ApplicationFailure.create({
      type: RATE_LIMITED,
      message: `${partner} takes ${requestsPerSecond} requests a second, and many wait for their turn`,
      nextRetryDelay: MAX_TURN_WAIT_MS,
    });
  if (wait > 0) await pause(wait, undefined, { signal });
}
