import {
  CIRCUIT_SETTINGS,
  type CircuitAdmission,
  type CircuitOutcome,
  type CircuitSettings,
} from '@fermata/domain/partner';
import { isOutage } from './classify-partner-failure.ts';
import { PartnerRequestError } from './partner-request-error.ts';

/** The circuits of all partners. */
export interface Circuits {
  admit(partner: string, probeMs: number): Promise<CircuitAdmission>;
  record(
    partner: string,
    outcome: CircuitOutcome & { readonly wasProbe: boolean },
    settings: CircuitSettings,
  ): Promise<void>;
}

/** The partner was not called, as it has failed too often in a row. `waitMs`: until the next call may be made. */
export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
  readonly waitMs: number;

  constructor(partner: string, detail: string, waitMs: number) {
    super(`${partner} has failed too often in a row (${detail})`);
    this.waitMs = waitMs;
  }
}

/** Longer than an attempt of an activity, and than a fetch of messages. */
const PROBE_MS = 150_000;

/** Calls a partner unless its circuit is open, and records whether the partner works. Throws CircuitOpenError. */
export async function throughCircuit<R>(
  circuits: Circuits,
  partner: string,
  work: () => Promise<R>,
  settings: CircuitSettings = CIRCUIT_SETTINGS,
): Promise<R> {
  const admission = await circuits.admit(partner, PROBE_MS);
  if (admission.then === 'wait')
    throw new CircuitOpenError(partner, admission.detail, admission.milliseconds);
  const wasProbe = admission.then === 'probe';
  const mustRecord = wasProbe || admission.failures > 0;
  const record = async (outcome: CircuitOutcome): Promise<void> => {
    if (mustRecord || outcome.was === 'failed')
      await circuits.record(partner, { ...outcome, wasProbe }, settings);
  };
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
