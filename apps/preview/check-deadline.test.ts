import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDeadline, finishAfter, type Workload } from './check-deadline.ts';

const work = (changed: Partial<Workload> = {}): Workload => ({
  ahead: 0,
  processes: 2,
  compose: 5,
  parts: [100, 60, 50, 40],
  mix: 20,
  ...changed,
});

test('parts run in parallel, longest first', () => {
  expect(finishAfter(work())).toBe(5 + 140 + 20);
  expect(finishAfter(work({ processes: 1 }))).toBe(5 + 250 + 20);
  expect(finishAfter(work({ parts: [] }))).toBe(25);
  expect(finishAfter(work({ ahead: 200 }))).toBe(100 + 165);
});

test(
  'a request meets its deadline if its work fits; one that would fit alone is refused for overload, ' +
    'with a time to retry; one that never fits is refused for its deadline',
  () => {
    expect(checkDeadline(work(), 165)).toEqual({ isMet: true });
    expect(checkDeadline(work({ ahead: 200 }), 200)).toEqual({
      isMet: false,
      reason: 'overloaded',
      retryAfterMs: 65,
    });
    expect(checkDeadline(work({ ahead: 200 }), 100)).toEqual({
      isMet: false,
      reason: 'deadline',
      retryAfterMs: 0,
    });
  },
);

test(
  'no schedule is shorter than its longest part or an even share, and more processes never make ' +
    'it longer',
  () => {
    const parts = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 8 }), (each, processes) => {
        const finish = finishAfter({ ahead: 0, processes, compose: 0, parts: each, mix: 0 });
        const sum = each.reduce((total, part) => total + part, 0);
        expect(finish).toBeGreaterThanOrEqual(Math.max(0, ...each, sum / processes) - 1e-6);
        expect(
          finishAfter({ ahead: 0, processes: processes + 1, compose: 0, parts: each, mix: 0 }),
        ).toBeLessThanOrEqual(finish + 1e-6 + Math.max(0, ...each));
      }),
    );
  },
);
