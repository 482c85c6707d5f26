import type { CircuitDeps } from '../integration/call-through-circuit.ts';

/** Circuits that never open and limit nothing. */
export const closedCircuits: CircuitDeps['circuits'] = {
  admit: () => Promise.resolve({ then: 'call', failures: 0 }),
  record: () => Promise.resolve(),
  takeTurn: () => Promise.resolve(0),
};
