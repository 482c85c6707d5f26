import { expect, test } from 'vitest';
import { afterCircuitFailure, circuitState, CLOSED_CIRCUIT } from './circuit.ts';

const settings = { maxFailures: 3, openMs: 1000, maxOpenMs: 3000 };
const fail = (circuit: typeof CLOSED_CIRCUIT, now: number, wasProbe = false) =>
  afterCircuitFailure(circuit, { now, detail: 'no answer', wasProbe }, settings);

test('it opens after failures in a row, lets one probe through, and stays open longer each time', () => {
  const two = fail(fail(CLOSED_CIRCUIT, 1), 2);
  expect(circuitState(two, 3)).toBe('closed');
  const open = fail(two, 3);
  expect(open).toEqual({
    ...{ failures: 3, failingSince: 1, openedAt: 3, probeAt: 1003, detail: 'no answer' },
  });
  expect([circuitState(open, 1002), circuitState(open, 1003)]).toEqual(['open', 'half-open']);
  const again = fail(open, 1003, true);
  expect(again).toMatchObject({ openedAt: 3, probeAt: 3003 });
  expect(fail(again, 3003, true)).toMatchObject({ probeAt: 6003 });
});

test('failures of calls that were already on their way change neither the probe nor the next pause', () => {
  const open = fail(fail(fail(CLOSED_CIRCUIT, 1), 2), 3);
  const later = fail(fail(open, 500), 501);
  expect(later).toEqual(open);
  expect(fail(later, 1003, true)).toMatchObject({ failures: 4, openedAt: 3, probeAt: 3003 });
});
