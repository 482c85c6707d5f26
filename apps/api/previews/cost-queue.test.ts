import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { money } from '@fermata/contracts/values';
import type { CostEntry } from '@fermata/prisma';
import { CostQueue } from './cost-queue.ts';

describe('the cost queue', () => {
  const quiet = pino({ level: 'silent' });
  const entry = (name: string, projectId = 'default'): CostEntry => ({
    projectId,
    trackId: 'previews',
    step: 'preview',
    stepKey: name,
    cpuSeconds: 1,
    modelSeconds: 0,
    audioSeconds: 8,
    price: money(5000),
    bytesStored: 100,
    cacheHit: false,
    failed: false,
    savedCpuSeconds: 0,
    savedPrice: money(0),
  });
  it('coalesces costs while the ledger is unavailable and loses none', async () => {
    const booked = new Map<string, CostEntry>();
    let away = true;
    const queue = new CostQueue(
      {
        costs: {
          record: async (given) => {
            // The first attempt is committed, but its answer is lost.
            booked.set(given.stepKey, given);
            if (away) throw new Error('unavailable');
          },
        },
      },
      quiet,
    );
    queue.add(entry('a0'));
    await vi.waitFor(() => expect(booked.size).toBe(1), { interval: 5 });
    for (let i = 1; i < 1000; i++) queue.add(entry(`a${i}`));
    queue.add(entry('b', 'other'));
    away = false;
    await queue.close(5000);
    expect(
      [...booked.values()].map(({ projectId, stepKey, cpuSeconds, price, bytesStored }) => [
        projectId,
        stepKey,
        cpuSeconds,
        price,
        bytesStored,
      ]),
    ).toEqual([
      ['default', 'a0', 1, money(5000), 100],
      ['default', 'a1', 999, money(4_995_000), 99_900],
      ['other', 'b', 1, money(5000), 100],
    ]);
  });
  it('gives up costs that the ledger will never take, and books those of others', async () => {
    const tried: string[] = [];
    const record = async ({ stepKey }: CostEntry): Promise<void> => {
      tried.push(stepKey);
      if (stepKey === 'poison') throw Object.assign(new Error('refused'), { code: '22003' });
    };
    const queue = new CostQueue({ costs: { record } }, quiet);
    queue.add(entry('poison'));
    queue.add(entry('good', 'other'));
    await queue.close(5000);
    expect(tried).toEqual(['poison', 'good']);
  });
  it('ends its attempts at shutdown', async () => {
    const queue = new CostQueue(
      {
        costs: {
          record: async () => {
            throw new Error('unavailable');
          },
        },
      },
      quiet,
    );
    queue.add(entry('a'));
    // Without an end of the attempts, this would never return.
    await queue.close(50);
  });
});
