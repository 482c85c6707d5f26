import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { CIRCUIT_SETTINGS, type CircuitSettings } from '@fermata/domain/partner';
import { isOutage, PartnerRequestError } from '@fermata/partners';
import type { CircuitOutcome, PartnerCircuits } from '@fermata/prisma';

export interface CircuitDeps {
  readonly circuits: Pick<PartnerCircuits, 'admit' | 'record' | 'takeTurn'>;
  readonly circuitSettings?: CircuitSettings;
}

/** Longer than an attempt of an activity. */
const PROBE_MS = 150_000;
/** While another call is the probe, the circuit may close at any moment. */
const MAX_CIRCUIT_WAIT_MS = 10_000;
/** A request that would wait longer for its turn is tried again later, so that it blocks no slot of the worker. */
const MAX_TURN_WAIT_MS = 20_000;

/**
 * Calls a partner unless its circuit is open, and records whether the partner works. While the circuit is open, throws
 * a failure that Temporal retries when the next probe is due, and at the latest after a short pause.
 */
export async function throughCircuit<R>(
  { circuits, circuitSettings = CIRCUIT_SETTINGS }: CircuitDeps,
  { partner, action }: { partner: string; action: string },
  work: () => Promise<R>,
): Promise<R> {
  const admission = await circuits.admit(partner, PROBE_MS);
  if (admission.then === 'wait')
    throw ApplicationFailure.create({
      type: 'PartnerCircuitOpenError',
      message: `${action} waits: ${partner} has failed too often in a row (${admission.detail})`,
      nextRetryDelay: Math.min(admission.milliseconds, MAX_CIRCUIT_WAIT_MS),
    });
  const wasProbe = admission.then === 'probe';
  const mustRecord = wasProbe || admission.failures > 0;
  const record = (outcome: CircuitOutcome): Promise<void> | undefined =>
    mustRecord || outcome.was === 'failed'
      ? circuits.record(partner, { ...outcome, wasProbe }, circuitSettings)
      : undefined;
  let result: R;
  try {
    result = await work();
  } catch (error) {
    await record(outcomeOf(error));
    throw error;
  }
  await record({ was: 'answered' });
  return result;
}

function outcomeOf(error: unknown): CircuitOutcome {
  if (!(error instanceof PartnerRequestError)) return { was: 'unknown' };
  return isOutage(error.failure) ? { was: 'failed', detail: error.message } : { was: 'answered' };
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
      type: 'PartnerRateLimitedError',
      message: `${partner} takes ${requestsPerSecond} requests a second, and many wait for their turn`,
      nextRetryDelay: MAX_TURN_WAIT_MS,
    });
  if (wait > 0) await pause(wait, undefined, { signal });
}
