import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { WriteBehindQueue } from './write-behind-queue.ts';

const quiet = pino({ level: 'silent' });
const open = (bounds = { jobs: 10, jobsOfProject: 10 }) => {
  const done: string[] = [];
  const queue = new WriteBehindQueue(bounds, quiet, () => done.push('discarded'));
  return { queue, done };
};

describe('a write-behind queue', () => {
  it('runs writes in order and retries them', async () => {
    const { queue, done } = open();
    let tries = 0;
    queue.add('one', 'first', async () => {
      if (++tries < 2) throw new Error('away');
      done.push('first');
    });
    queue.add('one', 'second', async () => void done.push('second'));
    await queue.drain('one', 5000);
    expect(done).toEqual(['first', 'second']);
  });

  it('starts no write before the answer is sent', async () => {
    const { queue } = open();
    let begun = false;
    queue.add('one', 'line', async () => void (begun = true));
    // The rest of an answer runs in microtasks.
    for (let i = 0; i < 100; i++) await Promise.resolve();
    expect(begun).toBe(false);
    await queue.drain('one', 1000);
    expect(begun).toBe(true);
  });

  it('tries a write only once that would fail again', async () => {
    const { queue, done } = open();
    queue.add('one', 'poison', async () => {
      done.push('tried');
      throw Object.assign(new Error('invalid byte sequence'), { code: '22021' });
    });
    await queue.drain('one', 400);
    expect(done).toEqual(['tried', 'discarded']);
  });

  it('delays no project by the failing writes of another', async () => {
    const { queue, done } = open({ jobs: 30, jobsOfProject: 20 });
    for (let i = 0; i < 20; i++)
      queue.add('one', 'poison', () => Promise.reject(new Error('fails each time')));
    queue.add('other', 'line', async () => void done.push('other'));
    await queue.drain('other', 400);
    expect(done).toEqual(['other']);
  });

  it('is bounded, and discards the newest write of the project that has the most', async () => {
    const { queue, done } = open({ jobs: 6, jobsOfProject: 5 });
    let unlock = (): void => undefined;
    const gate = new Promise<void>((resolve) => (unlock = resolve));
    const write = (projectId: string, label: string) =>
      queue.add(projectId, label, () => gate.then(() => void done.push(label)));
    for (let i = 1; i <= 7; i++) write('one', `one ${i}`);
    expect(done, 'beyond the bound of a project').toEqual(['discarded', 'discarded']);
    for (let i = 1; i <= 4; i++) write('other', `other ${i}`);
    expect(queue.length).toBe(6);
    unlock();
    await Promise.all(['one', 'other'].map((projectId) => queue.drain(projectId, 1000)));
    expect(done.filter((label) => label !== 'discarded').toSorted()).toEqual([
      'one 1',
      'one 2',
      'one 3',
      'other 1',
      'other 2',
      'other 3',
    ]);
    expect(queue.length).toBe(0);
  });
});
