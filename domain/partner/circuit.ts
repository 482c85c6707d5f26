/** The outcome of the recent calls to a partner. Times are Unix milliseconds. */
export interface Circuit {
  /** In a row. */
  readonly failures: number;
  readonly failingSince: number | null;
  /** Null while it is closed. */
  readonly openedAt: number | null;
  /** The next call that may be made while it is open. */
  readonly probeAt: number | null;
  /** The last failure. */
  readonly detail: string | null;
}

/** `wait`: the circuit is open. `probe`: the only call until its outcome is recorded. */
export type CircuitAdmission =
  | { readonly then: 'call'; readonly failures: number }
  | { readonly then: 'probe' }
  | { readonly then: 'wait'; readonly milliseconds: number; readonly detail: string };

/** `answered`: any answer of a working partner, also a refusal. `unknown`: the call was not made. */
export type CircuitOutcome =
  { readonly was: 'answered' | 'unknown' } | { readonly was: 'failed'; readonly detail: string };

export interface CircuitSettings {
  /** Failures in a row that open the circuit. */
  readonly maxFailures: number;
  /** The first time for which it stays open; doubled for each failed probe. */
  readonly openMs: number;
  readonly maxOpenMs: number;
}

export const CIRCUIT_SETTINGS: CircuitSettings = {
  maxFailures: 10,
  openMs: 15_000,
  maxOpenMs: 5 * 60_000,
};

export const CLOSED_CIRCUIT: Circuit = {
  failures: 0,
  failingSince: null,
  openedAt: null,
  probeAt: null,
  detail: null,
};

/** `half-open`: one call may go as a probe. */
export function circuitState(
  { openedAt, probeAt }: Circuit,
  now: number,
): 'closed' | 'open' | 'half-open' {
  if (openedAt === null) return 'closed';
  return probeAt !== null && probeAt > now ? 'open' : 'half-open';
}

/** The circuit after a call without an answer, or with an answer that shows a failing partner. */
export function afterCircuitFailure(
  circuit: Circuit,
  { now, detail, wasProbe }: { now: number; detail: string; wasProbe: boolean },
  { maxFailures, openMs, maxOpenMs }: CircuitSettings,
): Circuit {
  // Calls that were already on their way when it opened do not postpone the probe or lengthen the next pause.
  if (circuit.openedAt !== null && !wasProbe) return { ...circuit, detail };
  const failures = circuit.failures + 1;
  const failingSince = circuit.failingSince ?? now;
  if (failures < maxFailures) return { ...circuit, failures, failingSince, detail };
  const pauseMs = Math.min(openMs * 2 ** Math.min(failures - maxFailures, 30), maxOpenMs);
  return {
    ...{ failures, failingSince, detail },
    openedAt: circuit.openedAt ?? now,
    probeAt: now + pauseMs,
  };
}
