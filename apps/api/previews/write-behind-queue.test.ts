import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { WriteBehindQueue } from './write-behind-queue.ts';

describe('a write-behind queue', () => {
  const quiet = pino({ level: 'silent' });
  it('runs writes in order and retries them', async () => {
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
  it('starts no write before the answer is sent', async () => {
    const queue = new WriteBehindQueue(10, quiet, () => undefined);
    let begun = false;
    queue.add('line', async () => void (begun = true));
    // The rest of an answer runs in microtasks.
    for (let i = 0; i < 100; i++) await Promise.resolve();
    expect(begun).toBe(false);
    await queue.drain(1000);
    expect(begun).toBe(true);
  });
  it('is bounded, and counts what it drops', async () => {
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
