import { describe, expect, test } from 'vitest';
import { growingPauseMs } from '../values/growing-pause.ts';
import { retry } from './retry.ts';

describe('retry', () => {
  test('repeats until the work succeeds, with growing pauses', async () => {
    const pauses: number[] = [];
    let calls = 0;
    const work = async (): Promise<string> => {
      calls += 1;
      if (calls < 4) throw new Error(`failure ${calls}`);
      return 'done';
    };
    const result = await retry(work, (_, attempt) => {
      pauses.push(growingPauseMs(attempt, 1, 3));
      return 0;
    });
    expect([result, pauses]).toEqual(['done', [1, 2, 3]]);
  });

  test('throws the error when there is no next attempt', async () => {
    const work = () => Promise.reject(new Error('refused'));
    await expect(retry(work, () => null)).rejects.toThrow('refused');
  });

  test('an abort ends the pause', async () => {
    const stop = new AbortController();
    const work = () => Promise.reject(new Error('away'));
    const running = retry(work, () => 60_000, stop.signal);
    setTimeout(() => stop.abort(new Error('stopped')), 5);
    await expect(running).rejects.toThrow('stopped');
    await expect(retry(work, () => 60_000, stop.signal)).rejects.toThrow('stopped');
  });
});
