import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdmissionRequest, Precedence } from '@fermata/contracts/values';
import { AdmissionQueue } from './admission-queue.ts';

const request = (
  trackId: string,
  { projectId = 'p1', precedence = 'batch', acceptedAt = 0 }: Partial<AdmissionRequest> = {},
): AdmissionRequest => ({ trackId, projectId, precedence, acceptedAt });

const idsOf = (requests: readonly AdmissionRequest[]): string[] =>
  requests.map(({ trackId }) => trackId);

/** Admits all, one slot at a time. */
function drain(queue: AdmissionQueue): string[] {
  const order: string[] = [];
  for (;;) {
    for (const trackId of idsOf(queue.holding)) queue.release(trackId);
    const admitted = idsOf(queue.admit());
    if (admitted.length === 0) return order;
    order.push(...admitted);
  }
}

describe('AdmissionQueue', () => {
  it('admits up to its limit, in the order of acceptance', () => {
    const queue = new AdmissionQueue(2);
    for (const [id, acceptedAt] of [
      ['c', 3],
      ['a', 1],
      ['b', 2],
    ] as const)
      queue.request(request(id, { acceptedAt }));
    expect(idsOf(queue.admit())).toEqual(['a', 'b']);
    expect(queue.admit()).toEqual([]);
    queue.release('a');
    expect(idsOf(queue.admit())).toEqual(['c']);
  });

  it('admits a sent-back track first, then one that a person will pick, then the others', () => {
    const queue = new AdmissionQueue(1);
    for (let i = 0; i < 100; i++) queue.request(request(`batch-${i}`, { acceptedAt: i }));
    queue.request(request('picked-by-a-person', { precedence: 'interactive', acceptedAt: 500 }));
    queue.request(request('sent-back', { precedence: 'returning', acceptedAt: 900 }));
    expect(drain(queue).slice(0, 3)).toEqual(['sent-back', 'picked-by-a-person', 'batch-0']);
  });

  it('alternates between projects', () => {
    const queue = new AdmissionQueue(1);
    for (const id of ['a1', 'a2', 'a3']) queue.request(request(id, { projectId: 'a' }));
    for (const id of ['b1', 'b2']) queue.request(request(id, { projectId: 'b', acceptedAt: 1000 }));
    expect(drain(queue)).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
  });

  it('ignores a second request of a track that has its slot, and a second release', () => {
    const queue = new AdmissionQueue(1);
    queue.request(request('a'));
    queue.request(request('a'));
    expect(idsOf(queue.admit())).toEqual(['a']);
    queue.request(request('a'));
    expect(queue.waitingCount).toBe(0);
    queue.release('a');
    queue.release('a');
    expect(queue.holding).toEqual([]);
  });

  it('withdraws the request of a track that no longer wants a slot', () => {
    const queue = new AdmissionQueue(1);
    queue.request(request('a'));
    queue.release('a');
    expect(queue.admit()).toEqual([]);
  });

  it('keeps tracks in production when its limit becomes smaller, and admits none until they end', () => {
    const queue = new AdmissionQueue(3);
    for (const id of ['a', 'b', 'c', 'd']) queue.request(request(id));
    queue.admit();
    queue.resize(1);
    expect(idsOf(queue.holding)).toEqual(['a', 'b', 'c']);
    queue.release('a');
    queue.release('b');
    expect(queue.admit()).toEqual([]);
    queue.release('c');
    expect(idsOf(queue.admit())).toEqual(['d']);
  });

  it('takes back slots above its limit after its state was lost', () => {
    const queue = new AdmissionQueue(1);
    queue.request(request('a'));
    queue.restore(request('a'));
    queue.restore(request('b'));
    queue.request(request('c'));
    expect(queue.admit()).toEqual([]);
    expect(idsOf(queue.holding)).toEqual(['a', 'b']);
  });

  it('refuses a limit that is not a positive integer', () => {
    for (const limit of [0, -1, 1.5, Number.NaN])
      expect(() => new AdmissionQueue(limit)).toThrow('at least 1');
  });
});

const requests = fc.uniqueArray(
  fc.record({
    trackId: fc.integer({ min: 0, max: 60 }).map(String),
    projectId: fc.constantFrom('a', 'b', 'c'),
    precedence: fc.constantFrom(...Precedence.options),
    acceptedAt: fc.integer({ min: 0, max: 20 }),
  }),
  { selector: ({ trackId }) => trackId, maxLength: 40 },
);

describe('after any sequence of requests and releases', () => {
  const steps = fc.array(
    fc.oneof(
      requests.map((all) => ({ type: 'request' as const, all })),
      fc.integer({ min: 0, max: 60 }).map((id) => ({ type: 'release' as const, id: String(id) })),
      fc.integer({ min: 1, max: 5 }).map((limit) => ({ type: 'resize' as const, limit })),
    ),
    { maxLength: 20 },
  );

  it('never admits above the limit, never leaves a slot free while a track waits, and survives a snapshot', () => {
    fc.assert(
      fc.property(steps, (all) => {
        let queue = new AdmissionQueue(3);
        for (const step of all) {
          if (step.type === 'request') for (const each of step.all) queue.request(each);
          else if (step.type === 'release') queue.release(step.id);
          else queue.resize(step.limit);
          const before = queue.holding.length;
          const admitted = queue.admit();
          expect(queue.holding).toHaveLength(before + admitted.length);
          if (admitted.length > 0) expect(queue.holding.length).toBeLessThanOrEqual(queue.limit);
          if (queue.waitingCount > 0)
            expect(queue.holding.length).toBeGreaterThanOrEqual(queue.limit);
          queue = new AdmissionQueue(queue.limit, queue.snapshot());
        }
      }),
    );
  });

  it('admits every waiting track once, by precedence', () => {
    fc.assert(
      fc.property(requests, (all) => {
        const queue = new AdmissionQueue(1);
        for (const each of all) queue.request(each);
        const order = drain(queue);
        expect([...order].sort()).toEqual(idsOf(all).sort());
        const ranks = order.map((id) =>
          Precedence.options.indexOf(
            all.find(({ trackId }) => trackId === id)?.precedence ?? 'batch',
          ),
        );
        expect(ranks).toEqual([...ranks].sort());
      }),
    );
  });
});
