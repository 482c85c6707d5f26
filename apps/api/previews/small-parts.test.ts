import { pino } from 'pino';
import { describe, expect, it, test, vi } from 'vitest';
import { promptFromRequest, varyPrompt } from '@fermata/domain/preview';
import type { CostEntry } from '@fermata/prisma';
import { createSignedLinkQuery, verifySignedLink } from '../http/signed-link.ts';
import { parseByteRange } from './byte-range.ts';
import { CostQueue } from './cost-queue.ts';
import { WriteBehindQueue } from './write-behind-queue.ts';

test.each([
  [undefined, null],
  ['bytes=0-9', { first: 0, last: 9 }],
  ['bytes=90-', { first: 90, last: 99 }],
  ['bytes=-10', { first: 90, last: 99 }],
  ['bytes=50-500', { first: 50, last: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=9-1', null],
  ['bytes=a-b', null],
  ['bytes=-', null],
  ['items=0-1', null],
  ['bytes=0-1,3-4', null],
])('the range %j of 100 bytes is %j', (header, range) =>
  expect(parseByteRange(header, 100)).toEqual(range),
);

describe('a link to audio', () => {
  const secret = 'ab'.repeat(32);
  const link = (previewId: string) => {
    const query = new URLSearchParams(createSignedLinkQuery(secret, 'default', previewId, 1000));
    return {
      project: query.get('project') ?? '',
      until: Number(query.get('until')),
      signature: query.get('signature') ?? '',
    };
  };
  it('holds for its preview, its project and its time, and for nothing else', () => {
    expect(verifySignedLink(secret, 'prv_1', link('prv_1'), 1000)).toBe(true);
    expect(verifySignedLink(secret, 'prv_1', link('prv_1'), 1001)).toBe(false);
    expect(verifySignedLink(secret, 'prv_2', link('prv_1'), 1)).toBe(false);
    expect(verifySignedLink(secret, 'prv_1', { ...link('prv_1'), project: 'other' }, 1)).toBe(
      false,
    );
    expect(verifySignedLink(secret, 'prv_1', { ...link('prv_1'), until: 2000 }, 1)).toBe(false);
    expect(verifySignedLink('cd'.repeat(32), 'prv_1', link('prv_1'), 1)).toBe(false);
    expect(verifySignedLink(secret, 'prv_1', { ...link('prv_1'), signature: '' }, 1)).toBe(false);
  });
});

describe('a prompt', () => {
  const asked = { style: 'lo-fi', durationSeconds: 30, deadlineMs: 500, fallback: true } as const;
  it('has the same seed for the same request, whatever its deadline and session', () => {
    expect(promptFromRequest(asked)).toEqual(
      promptFromRequest({ ...asked, deadlineMs: 90, sessionId: `pvs_${'0'.repeat(24)}` }),
    );
    expect(promptFromRequest(asked).seed).not.toBe(
      promptFromRequest({ ...asked, style: 'house' }).seed,
    );
    expect(promptFromRequest({ ...asked, seed: 5 }).seed).toBe(5);
  });
  it('varied has one thing changed; a part that is played anew again gets its next take', () => {
    const prompt = promptFromRequest({ ...asked, seed: 5 });
    const bass = varyPrompt(prompt, { part: 'bass' });
    expect(bass).toEqual({ ...prompt, takes: [{ part: 'bass', take: 1 }] });
    expect(varyPrompt(varyPrompt(bass, { part: 'lead' }), { part: 'bass' }).takes).toEqual([
      { part: 'lead', take: 1 },
      { part: 'bass', take: 2 },
    ]);
    expect(varyPrompt(bass, { tempoBpm: 99 })).toEqual({ ...bass, tempoBpm: 99 });
  });
});

describe('what is kept later', () => {
  const quiet = pino({ level: 'silent' });
  it('is kept in its order, and tried again', async () => {
    const done: string[] = [];
    let tries = 0;
    const queue = new WriteBehindQueue(10, quiet, () => done.push('lost'));
    queue.add('first', async () => {
      if (++tries < 2) throw new Error('away');
      done.push('first');
    });
    queue.add('second', async () => void done.push('second'));
    await queue.drain(5000);
    expect(done).toEqual(['first', 'second']);
  });
  it('is not even begun before the answer is out', async () => {
    const queue = new WriteBehindQueue(10, quiet, () => undefined);
    let begun = false;
    queue.add('line', async () => void (begun = true));
    // What is left of an answer runs in promises.
    for (let i = 0; i < 100; i++) await Promise.resolve();
    expect(begun).toBe(false);
    await queue.drain(1000);
    expect(begun).toBe(true);
  });
  it('is bounded: what comes more is counted as lost', async () => {
    let lost = 0;
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const queue = new WriteBehindQueue(2, quiet, () => void lost++);
    for (let i = 0; i < 5; i++) queue.add('line', () => gate);
    expect([queue.length, lost]).toEqual([2, 3]);
    open();
    await queue.drain(1000);
    expect(queue.length).toBe(0);
  });
});

describe('what previews cost', () => {
  const quiet = pino({ level: 'silent' });
  const entry = (name: string, projectId = 'default'): CostEntry => ({
    projectId,
    trackId: 'previews',
    step: 'preview',
    stepKey: name,
    cpuSeconds: 1,
    modelSeconds: 0,
    audioSeconds: 8,
    priceMinor: 0.5,
    bytesStored: 100,
    cacheHit: false,
    failed: false,
    savedCpuSeconds: 0,
    savedPriceMinor: 0,
  });
  it('is added up while the ledger is away, and nothing of it is lost', async () => {
    const booked = new Map<string, CostEntry>();
    let away = true;
    const queue = new CostQueue(
      {
        record: async (given) => {
          // The first attempt arrives, and its answer is lost.
          booked.set(given.stepKey, given);
          if (away) throw new Error('away');
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
      [...booked.values()].map(({ projectId, stepKey, cpuSeconds, priceMinor, bytesStored }) => [
        projectId,
        stepKey,
        cpuSeconds,
        priceMinor,
        bytesStored,
      ]),
    ).toEqual([
      ['default', 'a0', 1, 0.5, 100],
      ['default', 'a1', 999, 499.5, 99_900],
      ['other', 'b', 1, 0.5, 100],
    ]);
  });
  it('does not hold up whoever stops', async () => {
    const queue = new CostQueue(
      {
        record: async () => {
          throw new Error('away');
        },
      },
      quiet,
    );
    queue.add(entry('a'));
    const before = performance.now();
    await queue.close(50);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
