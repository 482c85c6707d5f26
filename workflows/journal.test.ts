import { describe, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { Journal } from './journal.ts';

const identity = {
  projectId: 'default',
  stream: 'track/trk_0',
  workflowId: 'track/trk_0',
  runId: 'run',
  actor: 'act_fermata',
};
const tick = () => new Promise((resolve) => setImmediate(resolve));

function journalOver(append: (events: NewEvent[]) => Promise<void>) {
  return new Journal(identity, append, () => new Date(0));
}

describe('the journal', () => {
  it('numbers events when they happen and writes what piles up as one batch, in order', async () => {
    const batches: number[][] = [];
    let release = (): void => undefined;
    const journal = journalOver((events) => {
      batches.push(events.map((event) => event.sequence));
      return new Promise((resolve) => {
        release = resolve;
      });
    });
    void journal.record('track.resumed', {});
    await tick();
    const later = [journal.record('track.resumed', {}), journal.record('track.resumed', {})];
    await tick();
    expect(batches).toEqual([[1]]);
    release();
    await tick();
    expect(batches).toEqual([[1], [2, 3]]);
    release();
    await Promise.all(later);
    await journal.flush();
  });

  it('tells the one who waits when a write fails for good', async () => {
    const journal = journalOver(() => Promise.reject(new Error('another writer')));
    await expect(journal.record('track.resumed', {})).rejects.toThrow('another writer');
  });

  it('is flushed only when the last event is stored', async () => {
    const stored: number[] = [];
    const journal = journalOver(async (events) => {
      await tick();
      stored.push(...events.map((event) => event.sequence));
    });
    void journal.record('track.resumed', {});
    await tick();
    void journal.record('track.resumed', {});
    await journal.flush();
    expect(stored).toEqual([1, 2]);
  });
});
